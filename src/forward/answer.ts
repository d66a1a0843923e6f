/**
 * The answers that go back to the client.
 */
import type { Spoken } from "../clients/client.ts";
import { answerOf, type Failure } from "../failure/failure.ts";
import { maskSecrets } from "../failure/secrets.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { toAscii, toLine } from "../failure/text.ts";
import { PASSED_HEADER_MAX_BYTES } from "../limits.ts";
import { guardEnd } from "./broken-body.ts";
import { NOT_WITH_AN_ERROR } from "./header-names.ts";
import { acceptedEncoding } from "./origin-request.ts";

/** The one hop-by-hop field of an answer that workerd does not take out by itself (measured). */
const LEFT_BY_WORKERD = "proxy-connection";

/**
 * A success, a redirect or a 304, as it came: the very object that fetch gave unless something must be taken away.
 * The body is never touched, so its coding and length stay.
 */
export function passThrough(response: Response, request: Request): Response {
  const { headers } = response;
  const coding = headers.get("content-encoding");
  const undecodable = coding !== null && isUndecodable(coding, request);
  if (!undecodable && !headers.has(LEFT_BY_WORKERD)) return guardEnd(response, request.method);
  const passed = new Response(response.body, response);
  passed.headers.delete(LEFT_BY_WORKERD);
  if (undecodable) {
    passed.headers.delete("content-encoding");
    passed.headers.delete("content-length");
  }
  return guardEnd(passed, request.method);
}

/** The origin compressed although the client can't undo it; without `Content-Encoding` workerd sends the plain bytes. */
function isUndecodable(coding: string, request: Request): boolean {
  if (coding !== "gzip" && coding !== "br") return false;
  return !new RegExp(`(?:^|[ ,])(?:${coding}|\\*)(?:[ ,;]|$)`, "i").test(acceptedEncoding(request));
}

/** The spoken failure as a response, with every header of the origin's that is still true. */
export function speakingResponse(spoken: Spoken, failure: Failure, method: string): Response {
  const headers = new Headers();
  const answer = answerOf(failure);
  if (answer !== null) copyOriginHeaders(answer.headers, headers);
  for (const [name, value] of Object.entries(spoken.headers)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  if (spoken.contentType !== null) headers.set("content-type", spoken.contentType);
  headers.set("cache-control", "no-store, no-transform");
  headers.set("x-outspoken", failure.category);
  headers.set("x-outspoken-ref", failure.ref);
  const body = typeof spoken.body === "string" ? new TextEncoder().encode(spoken.body) : spoken.body;
  headers.set("content-length", String(body.length));
  return new Response(method === "HEAD" ? null : body, {
    status: spoken.status,
    statusText: spoken.phrase,
    headers,
    encodeBody: "manual",
  });
}

/** Sent by registries to be answered or kept word for word; no free text a person reads. */
const VERBATIM: ReadonlySet<string> = new Set([
  "www-authenticate",
  "proxy-authenticate",
  "lfs-authenticate",
  "set-cookie",
]);

function copyOriginHeaders(from: Headers, to: Headers): void {
  for (const [name, value] of from) {
    if (NOT_WITH_AN_ERROR.has(name) || name.startsWith("cf-")) continue;
    if (value.length > PASSED_HEADER_MAX_BYTES) continue;
    const printable = /^[\x20-\x7e]*$/.test(value) ? value : toAscii(toLine(value));
    to.append(name, VERBATIM.has(name) ? printable : maskSecrets(printable));
  }
}

/** What the gateway says before any route is known: one plain line. */
export function plainResponse(status: number, line: string): Response {
  return new Response(`${toLine(line)}\n`, {
    status,
    statusText: statusPhrase(status),
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store, no-transform" },
  });
}
