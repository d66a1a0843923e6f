/** What apt, dput, dnf, zypper, apk, git-lfs, ansible-galaxy, curl and the AI SDKs print, from their own sources (named in src/clients). */
import { statusPhrase } from "../../failure/status-phrase.ts";
import {
  type Arrived,
  items,
  json,
  lines,
  member,
  memberText,
  own,
  type Program,
  program,
  typeOf,
} from "./program.ts";

const APT = "Debian APT-HTTP/1.3 (3.1.12)";
const LFS = "git-lfs/3.7.0 (GitHub; linux amd64; go 1.25)";
const LFS_ACCEPT = { accept: "application/vnd.git-lfs+json" };
const CURL = "curl/8.5.0";
const DEBUG = { accept: "*/*" };

export const SYSTEM: readonly Program[] = [
  program("debian", "apt", "/dists/bookworm/InRelease", APT, aptPrints),
  program("debian", "dput-ng", "PUT /pool/app_1.0.deb", "Python-urllib/3.11", dputPrints),
  program("rpm", "dnf", "/repodata/repomd.xml", "libdnf (Fedora Linux 41; server; Linux.x86_64)", dnf),
  program("rpm", "zypper", "/repodata/repomd.xml", "ZYpp 17.25.7 (curl 7.88.1)", zypper),
  program("alpine", "apk 3", "/main/x86_64/APKINDEX.tar.gz", "libfetch/2.0", apk),
  program("lfs", "git-lfs", "POST /objects/batch", LFS, lfs, LFS_ACCEPT),
  program(
    "galaxy",
    "ansible-galaxy",
    "/api/v3/collections/acme/app/",
    "ansible-galaxy/2.19.0 (Linux)",
    galaxyPrints,
  ),
  program("generic", "curl", "/", CURL, (a) => a.body, DEBUG),
  program("generic", "curl -f", "/", CURL, curlFail, DEBUG),
  program("openai", "OpenAI SDK (Node)", "POST /v1/chat/completions", "OpenAI/JS 7.55.0", openai),
  program("anthropic", "Anthropic SDK (Node)", "POST /v1/messages", "Anthropic/JS 1.11.0", anthropic),
];

/** Bytes of a reason phrase that apt keeps. */
const APT_PHRASE_MAX_BYTES = 358;
const APT_REPEATED: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 599]);

export function aptPrints(a: Arrived): string {
  const phrase = a.phrase.replace(/[^\x20-\x7e]/g, "").slice(0, APT_PHRASE_MAX_BYTES);
  const waits = APT_REPEATED.has(a.status) && a.headers.has("retry-after") ? "TooManyRequests " : "";
  return `E: Failed to fetch ${a.url}  ${waits}${a.status}  ${phrase} [IP: 192.0.2.1 443]`;
}

export function dputPrints(a: Arrived): string {
  const body = a.body.trim() && `W: HTTP error message: ${a.body.trim()}`;
  return lines(
    body,
    a.status === 403 ? own("upload permissions error") : `HTTP Error ${a.status}: ${a.phrase}`,
  );
}

function dnf(a: Arrived): string {
  return `Status code: ${a.status} for ${a.url} (IP: 192.0.2.1)`;
}

/** libzypp: networkrequesterror.cc, MediaCurl.cc */
function zypper(a: Arrived): string {
  switch (a.status) {
    case 401:
      return own("asks for user and password");
    case 403:
      return `Permission to access '${a.url}' denied.`;
    case 404:
    case 410:
      return `File '${a.request.path}' not found on medium '${a.url}'`;
    case 502:
    case 503:
      return `Location '${a.url}' is temporarily unaccessible.`;
    case 504:
      return `Timeout exceeded when accessing '${a.url}'.`;
    default:
      return `Download (curl) error for '${a.url}': Error code: HTTP response: ${a.status}`;
  }
}

const APK_KNOWN: ReadonlySet<number> = new Set([
  400, 401, 403, 404, 405, 406, 407, 408, 500, 501, 502, 503, 504,
]);

function apk(a: Arrived): string {
  const text = APK_KNOWN.has(a.status)
    ? `HTTP ${a.status}: ${statusPhrase(a.status)}`
    : "HTTP: unrecognized server error";
  return `WARNING: updating ${a.url}: ${text}`;
}

function lfs(a: Arrived): string {
  return `batch response: ${lfsPrints(a)}`;
}

/** `handleResponse` and `DecodeJSON`: Go decodes three strings, in any case, the last of equal ones. */
export function lfsPrints(a: Arrived): string {
  const isJson = /^application\/(?:vnd\.git-lfs\+)?json(?:;|$)/.test(typeOf(a));
  const message = isJson ? lfsMessage(a) : "";
  if (message === null) return "Unable to parse HTTP response";
  const isFatal = a.status >= 500 && ![501, 507, 509].includes(a.status);
  const before = a.status === 401 ? "Authentication required: " : isFatal ? "Fatal error: " : "";
  return `${before}${message || own(`a fixed text for ${a.status}`)}`;
}

/** Empty if there is none; null if a type is wrong. */
function lfsMessage(a: Arrived): string | null {
  const body = json(a);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const strings = ["message", "documentation_url", "request_id"];
  const decoded: [string, unknown][] = Object.entries(body)
    .map(([key, value]): [string, unknown] => [key.toLowerCase(), value])
    .filter(([key, value]) => strings.includes(key) && value !== null);
  if (decoded.some(([, value]) => typeof value !== "string")) return null;
  const messages = decoded.filter(([key, value]) => key === "message" && value !== "");
  return String(messages.at(-1)?.[1] ?? "");
}

/** `GalaxyError` of api.py; `v2` as in versions that still had it. */
export function galaxyPrints(a: Arrived): string {
  const info = json(a) ?? {};
  const segments = a.request.path.split("/");
  if (!isObject(info)) return ATTRIBUTE_ERROR;
  if (segments.includes("v3")) return galaxyErrors(a, items(member(info, "errors")));
  const text = member(info, segments.includes("v2") ? "message" : "default");
  return `ERROR! Error when finding role (HTTP Code: ${a.status}, Message: ${text ?? a.phrase})`;
}

/** Python's code raises this if the body is not the object that it expects. */
const ATTRIBUTE_ERROR = "AttributeError";

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function galaxyErrors(a: Arrived, errors: readonly unknown[]): string {
  if (!errors.every(isObject)) return ATTRIBUTE_ERROR;
  const said = (errors.length > 0 ? errors : [{}]).map((error) => {
    const message = member(error, "detail") || member(error, "title") || a.phrase;
    return `(HTTP Code: ${a.status}, Message: ${message} Code: ${member(error, "code") || "Unknown"})`;
  });
  return `ERROR! Error when getting the collection ${said.join(", ")}`;
}

function curlFail(a: Arrived): string {
  return `curl: (22) The requested URL returned error: ${a.status}`;
}

function openai(a: Arrived): string {
  const body = json(a);
  const error = member(body, "error");
  const text = memberText(error, "message") || (error === undefined ? a.body : JSON.stringify(error));
  return `Error: ${a.status} ${text || "status code (no body)"}`;
}

function anthropic(a: Arrived): string {
  const body = json(a);
  const text = memberText(body, "message") || (body === undefined ? a.body : JSON.stringify(body));
  return `Error: ${a.status} ${text || "status code (no body)"}`;
}
