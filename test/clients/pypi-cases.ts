/** What each client of Python packages prints of an answer, written out from the client's own rules. */
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { parseJson } from "../../src/text/json.ts";
import { type Arrived, member } from "./arrival.ts";
import { request } from "./failing.ts";

export const PIP = 'pip/26.2.1 {"ci":null,"installer":{"name":"pip","version":"26.2.1"}}';
export const UV = 'uv/0.12.5 {"installer":{"name":"uv","version":"0.12.5","subcommand":["pip"]}}';
export const UV_0_9_10 = "uv/0.9.10 {}";
export const UV_0_8 = "uv/0.8.2 {}";
export const TWINE = "twine/7.0.0 CPython/3.13.1";
export const POETRY = "poetry/2.4.1 CPython/3.13.1 Linux/6.1";
export const PDM = "pdm/2.28.2 CPython/3.13.1 Linux/6.1";
export const HATCH = 'Hatch/1.18.0 {"installer":{}} HTTPX2/1.0';

export const INDEX = "/simple/left-pad/";
export const WHEEL = "/files/left_pad-1.0-py3-none-any.whl";
const INDEX_ACCEPT =
  "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01";

export function asks(agent: string, path: string, method = "GET"): ClientRequest {
  const accept = path === INDEX ? INDEX_ACCEPT : "*/*";
  return request(path, { "user-agent": agent, accept }, method);
}

const NOT_FOUND = "ERROR: No matching distribution found for left-pad";

/** collector.py logs a failed page at DEBUG; urllib3 gives up on what it repeats; else requests' text. */
export function pipPrints(a: Arrived): string {
  if (a.request.path === INDEX) {
    if (a.status !== 200) return NOT_FOUND;
    const type = a.headers.get("content-type") ?? "";
    if (/^(text\/html|application\/vnd\.pypi\.simple\.v1\+(html|json))/i.test(type)) return NOT_FOUND;
    return `WARNING: Skipping page because the GET request got Content-Type: ${type}. The only supported ...\n${NOT_FOUND}`;
  }
  if ([500, 502, 503, 520, 527].includes(a.status)) return `RetryError: too many ${a.status} error responses`;
  return `ERROR: HTTP error ${a.status} while getting ${a.request.path}\nERROR: ${requestsText(a)}`;
}

function requestsText(a: Arrived): string {
  return `${a.status} ${a.status < 500 ? "Client" : "Server"} Error: ${a.phrase} for url: ${a.request.path}`;
}

/** error.rs: the whole Content-Type, every member of its type, then title and detail; behind it reqwest's own line. */
export function uvPrints(a: Arrived, problems = true): string {
  if (a.request.path === INDEX && [401, 403, 404].includes(a.status))
    return "not found in the package registry";
  const escaped = a.phrase.replace(/["\\]/g, "\\$&");
  const line = `HTTP status ${a.status < 500 ? "client" : "server"} error (${a.status} ${escaped}) for url (${a.request.path})`;
  const says = problems && a.headers.get("content-type") === "application/problem+json" ? uvProblem(a) : null;
  return says === null ? line : `Server message: ${says}\n${line}`;
}

export function uvPrintsNoProblem(a: Arrived): string {
  return uvPrints(a, false);
}

function uvProblem(a: Arrived): string | null {
  const { body } = a;
  if (typeof parseJson(body) !== "object" || parseJson(body) === null || Array.isArray(parseJson(body)))
    return null;
  const type = member(body, "type");
  if (type !== undefined && typeof type !== "string") return null;
  const status = member(body, "status") ?? 0;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 0 || status > 65_535) return null;
  const texts = ["title", "detail", "instance"].map((name) => member(body, name) ?? null);
  if (!texts.every((text) => text === null || typeof text === "string")) return null;
  return texts.slice(0, 2).filter(Boolean).join(", ") || `HTTP error ${a.status}`;
}

/** uv-publish/src/lib.rs `handle_response`, since 0.9.29. */
export function uvPublishPrints(a: Arrived): string {
  const type = a.headers.get("content-type");
  if (type === "application/problem+json" && a.status !== 405) {
    return `Server returned status code ${a.status} ${statusPhrase(a.status)}. Server message: ${uvProblem(a)}`;
  }
  const code = type === "application/json" ? member(a.body, "code") : undefined;
  return `Server returned status code ${a.status} ${statusPhrase(a.status)}. Server says: ${typeof code === "string" ? code : a.body}`;
}

export function twinePrints(a: Arrived): string {
  return `HTTPError: ${a.status} ${statusPhrase(a.status)} from ${a.request.path}\n${a.phrase}`;
}

export function poetryPrints(a: Arrived): string {
  if (a.request.method === "POST") return `HTTP Error ${a.status}: ${a.phrase} | ${bytesRepr(a.body)}`;
  if (a.request.path === INDEX && [401, 403, 404].includes(a.status))
    return `Authorization error accessing ${a.request.path}`;
  return requestsText(a);
}

/** Python's `repr` of the body's bytes. */
export function bytesRepr(body: string): string {
  const quote = body.includes("'") && !body.includes('"') ? '"' : "'";
  let text = "";
  for (const byte of new TextEncoder().encode(body)) {
    const sign = String.fromCharCode(byte);
    if (sign === "\\" || sign === quote) text += `\\${sign}`;
    else if (byte === 0x0a) text += "\\n";
    else text += byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, "0")}` : sign;
  }
  return `b${quote}${text}${quote}`;
}

/** httpx: the phrase's ASCII. PDM's index errors go to a log file; hatch only uploads. */
export function httpxPrints(a: Arrived): string {
  if (a.request.path === INDEX) return "Unable to find candidates for left-pad";
  return `${a.status < 500 ? "Client" : "Server"} error '${a.status} ${a.phrase.replace(/[^\x20-\x7e]/g, "")}' for url '${a.request.path}'`;
}
