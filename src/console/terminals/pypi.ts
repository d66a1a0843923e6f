/** What pip (collector.py, download.py), uv (error.rs, uv-publish), twine, Poetry, PDM and hatch print of an answer. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Arrived, json, lines, member, own, type Program, program, typeOf } from "./program.ts";

const INDEX = "/simple/left-pad/";
const WHEEL = "/files/left_pad-1.0-py3-none-any.whl";
const PIP = 'pip/26.2.1 {"ci":null,"installer":{"name":"pip","version":"26.2.1"}}';
const UV = 'uv/0.12.5 {"installer":{"name":"uv","version":"0.12.5"}}';
const SIMPLE = {
  accept:
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01",
};

export const PYPI_PROGRAMS: readonly Program[] = [
  program("pypi", "pip, a file", WHEEL, PIP, pipPrints),
  program("pypi", "pip, the index page", INDEX, PIP, pipPrints, SIMPLE),
  program("pypi", "uv, a file", WHEEL, UV, uvPrints),
  program("pypi", "uv, the index page", INDEX, UV, uvPrints, SIMPLE),
  program("pypi", "uv publish", "POST /", UV, uvPublishPrints),
  program("pypi", "twine", "POST /", "twine/7.0.0 CPython/3.13.1", twinePrints),
  program("pypi", "poetry install", WHEEL, "poetry/2.4.1 CPython/3.13.1 Linux/6.1", poetryPrints),
];

function isIndexPage(a: Arrived): boolean {
  return /^\/simple\/[^/]+\/$/.test(a.request.path);
}

/** urllib3 repeats these itself and loses the answer. */
const LOST_BY_URLLIB3: ReadonlySet<number> = new Set([500, 502, 503, 520, 527]);

export function pipPrints(a: Arrived): string {
  if (isIndexPage(a)) return pipIndexPrints(a);
  if (LOST_BY_URLLIB3.has(a.status)) return `RetryError: too many ${a.status} error responses`;
  return `ERROR: HTTP error ${a.status} while getting ${a.url}\nERROR: ${requestsPrints(a)}`;
}

/** A page that failed is logged at DEBUG only. */
function pipIndexPrints(a: Arrived): string {
  const nothing = `ERROR: ${own("no matching distribution found")}`;
  const isPage = /^(?:text\/html|application\/vnd\.pypi\.simple\.v1\+(?:html|json))/i.test(typeOf(a));
  if (a.status !== 200 || isPage) return nothing;
  return `WARNING: Skipping page ${a.url} because the GET request got Content-Type: ${typeOf(a)}\n${nothing}`;
}

/** raise_for_status of requests. */
export function requestsPrints(a: Arrived): string {
  return `${a.status} ${a.status < 500 ? "Client" : "Server"} Error: ${a.phrase} for url: ${a.url}`;
}

/** From 0.9: problem documents too. */
export function uvPrints(a: Arrived): string {
  return uvFailure(a, isProblem(a) ? uvProblem(a) : null);
}

export function uv08Prints(a: Arrived): string {
  return uvFailure(a, null);
}

function isProblem(a: Arrived): boolean {
  return typeOf(a) === "application/problem+json";
}

function uvFailure(a: Arrived, message: string | null): string {
  if (isIndexPage(a) && [401, 403, 404].includes(a.status)) return own("not found in the package registry");
  const kind = a.status < 500 ? "client" : "server";
  const phrase = a.phrase.replace(/["\\]/g, "\\$&");
  return lines(
    `error: Failed to fetch: \`${a.url}\``,
    message !== null && `  Caused by: Server message: ${message}`,
    `  Caused by: HTTP status ${kind} error (${a.status} ${phrase}) for url (${a.url})`,
  );
}

/** Title and detail; null if a member has another type than serde expects, which drops the document. */
function uvProblem(a: Arrived): string | null {
  const body = json(a);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const type = member(body, "type");
  if (type !== undefined && typeof type !== "string") return null;
  const status = member(body, "status") ?? 0;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 0 || status > 65_535) return null;
  const texts = ["title", "detail", "instance"].map((name) => member(body, name) ?? null);
  if (!texts.every((text) => text === null || typeof text === "string")) return null;
  return texts.slice(0, 2).filter(Boolean).join(", ") || `HTTP error ${a.status}`;
}

/** Since 0.9.29. */
export function uvPublishPrints(a: Arrived): string {
  const status = `Server returned status code ${a.status} ${statusPhrase(a.status)}.`;
  if (isProblem(a) && a.status !== 405) return `error: ${status} Server message: ${uvProblem(a)}`;
  const code = typeOf(a) === "application/json" ? member(json(a), "code") : undefined;
  return `error: ${status} Server says: ${typeof code === "string" ? code : a.body}`;
}

export function twinePrints(a: Arrived): string {
  return `ERROR    HTTPError: ${a.status} ${statusPhrase(a.status)} from ${a.url}\n         ${a.phrase}`;
}

export function poetryPrints(a: Arrived): string {
  if (a.request.method === "POST") return `HTTP Error ${a.status}: ${a.phrase} | ${bytesRepr(a.bytes)}`;
  if (isIndexPage(a) && [401, 403, 404].includes(a.status)) return `Authorization error accessing ${a.url}`;
  return requestsPrints(a);
}

/** Python's `repr` of bytes. */
export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  let text = "";
  for (const byte of bytes) {
    const sign = String.fromCharCode(byte);
    if (sign === "\\" || sign === quote) text += `\\${sign}`;
    else if (byte === 0x0a) text += "\\n";
    else text += byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, "0")}` : sign;
  }
  return `b${quote}${text}${quote}`;
}

/** PDM and hatch: the ASCII of the phrase. PDM's index errors go to a log file; hatch only uploads. */
export function httpxPrints(a: Arrived): string {
  if (isIndexPage(a)) return "Unable to find candidates for left-pad";
  const phrase = a.phrase.replace(/[^\x20-\x7e]/g, "");
  return `${a.status < 500 ? "Client" : "Server"} error '${a.status} ${phrase}' for url '${a.url}'`;
}
