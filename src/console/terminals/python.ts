/** What Python's programs print: pip collector.py and download.py, uv error.rs, twine repository.py, poetry uploader.py, conan rest/__init__.py, conda exceptions.py, huggingface_hub _http.py. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import {
  type Arrived,
  json,
  lines,
  mediaTypeOf,
  member,
  memberText,
  own,
  type Program,
  program,
  typeOf,
} from "./program.ts";

const INDEX = "/simple/left-pad/";
const WHEEL = "/files/left_pad-1.0-py3-none-any.whl";
const PIP = 'pip/26.2.1 {"ci":null,"installer":{"name":"pip","version":"26.2.1"}}';
const UV = 'uv/0.12.5 {"installer":{"name":"uv","version":"0.12.5"}}';
const SIMPLE = {
  accept:
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01",
};

export const PYTHON: readonly Program[] = [
  program("pypi", "pip, a file", WHEEL, PIP, pipFile),
  program("pypi", "pip, the index page", INDEX, PIP, pipIndex, SIMPLE),
  program("pypi", "uv, a file", WHEEL, UV, uv),
  program("pypi", "uv, the index page", INDEX, UV, uvIndex, SIMPLE),
  program("pypi", "uv publish", "POST /", UV, uvPublish),
  program("pypi", "twine", "POST /", "twine/7.0.0 CPython/3.13.1", twine),
  program("pypi", "poetry install", WHEEL, "poetry/2.4.1 CPython/3.13.1 Linux/6.1", requestsText),
  program("conan", "conan install", "/v2/conans/app/1.0/_/_/latest", "Conan/2.8.1 (Linux 6.1)", conan),
  program("conda", "conda", "/noarch/repodata.json", "conda/26.7.1 requests/2.32", conda),
  program("conda", "mamba", "/noarch/repodata.json", "mamba/2.3.0 libcurl/8.5.0", mamba),
  program(
    "huggingface",
    "hf download",
    "HEAD /acme/app/resolve/main/config.json",
    "hf/1; hf_hub/1.28.0",
    hub,
  ),
];

function pipIndex(a: Arrived): string {
  const nothing = `ERROR: ${own("no matching distribution found")}`;
  if (a.status !== 200) return nothing;
  return `WARNING: Skipping page ${a.url} because the GET request got Content-Type: ${typeOf(a)}\n${nothing}`;
}

/** urllib3 repeats these itself and loses the answer. */
const LOST_BY_URLLIB3: ReadonlySet<number> = new Set([500, 502, 503, 520, 527]);

function pipFile(a: Arrived): string {
  if (LOST_BY_URLLIB3.has(a.status)) return `RetryError: too many ${a.status} error responses`;
  return `ERROR: HTTP error ${a.status} while getting ${a.url}\nERROR: ${requestsText(a)}`;
}

function requestsText(a: Arrived): string {
  return `${a.status} ${a.status < 500 ? "Client" : "Server"} Error: ${a.phrase} for url: ${a.url}`;
}

function uvIndex(a: Arrived): string {
  return [401, 403, 404].includes(a.status) ? own("not found in the package registry") : uv(a);
}

function uv(a: Arrived): string {
  const kind = a.status < 500 ? "client" : "server";
  const phrase = a.phrase.replace(/["\\]/g, "\\$&");
  const says = typeOf(a) === "application/problem+json" ? problem(a) : "";
  return lines(
    `error: Failed to fetch: \`${a.url}\``,
    says !== "" && `  Caused by: Server message: ${says}`,
    `  Caused by: HTTP status ${kind} error (${a.status} ${phrase}) for url (${a.url})`,
  );
}

function problem(a: Arrived): string {
  const body = json(a);
  if (typeof body !== "object" || body === null) return "";
  const said = [memberText(body, "title"), memberText(body, "detail")].filter(Boolean);
  return said.join(", ") || `HTTP error ${a.status}`;
}

function uvPublish(a: Arrived): string {
  const status = `Server returned status code ${a.status} ${statusPhrase(a.status)}.`;
  if (typeOf(a) === "application/problem+json") return `error: ${status} Server message: ${problem(a)}`;
  const code = typeOf(a) === "application/json" ? memberText(json(a), "code") : "";
  return `error: ${status} Server says: ${code || a.body}`;
}

function twine(a: Arrived): string {
  return `ERROR    HTTPError: ${a.status} ${statusPhrase(a.status)} from ${a.url}\n         ${a.phrase}`;
}

function conan(a: Arrived): string {
  if ([500, 502, 503, 504].includes(a.status))
    return `ERROR: Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 401) return own("asks for the remote's user and password");
  if (a.status === 404) return `ERROR: ${own("unable to find the recipe in the remotes")}`;
  const text = conanText(a);
  if (a.status === 403) return `ERROR: Permission denied for user: 'me': ${text}`;
  return `ERROR: ${text}. [Remote: acme]`;
}

function conanText(a: Arrived): string {
  if (typeOf(a) === "") return `b'${a.body}'`;
  if (typeOf(a).includes("text/html")) return `${a.status}: ${a.phrase}`;
  const error = member(json(a), "errors", 0);
  if (typeOf(a) !== "application/json" || error === undefined) return a.body;
  return `${member(error, "status")}: ${member(error, "message")}`;
}

function conda(a: Arrived): string {
  const body = json(a);
  const detail = mediaTypeOf(a) === "application/problem+json" ? memberText(body, "detail") : "";
  const reason = memberText(body, "reason") || a.phrase;
  return lines(
    `CondaHTTPError: HTTP ${a.status} ${reason} for url <${a.url}>`,
    detail || memberText(body, "message"),
  );
}

function mamba(a: Arrived): string {
  return `error    Failed to download from ${a.url} (status ${a.status})`;
}

function hub(a: Arrived): string {
  if (a.headers.has("x-error-code")) return own(`a fixed text for ${a.headers.get("x-error-code")}`);
  return lines(
    `${a.status} Error: ${a.phrase} for url: ${a.url}`,
    a.headers.get("x-error-message"),
    memberText(json(a), "error"),
  );
}
