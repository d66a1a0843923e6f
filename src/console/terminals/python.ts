/** What Conan (rest/__init__.py), conda (exceptions.py), mamba and huggingface_hub (_http.py) print of an answer. */
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
import { bytesRepr } from "./pypi.ts";

export const PYTHON: readonly Program[] = [
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
  if (typeOf(a) === "") return bytesRepr(a.bytes);
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
