/**
 * The answers that go back to the client.
 */
import type { Spoken } from "../clients/shared/client.ts";
import { answerOf, type Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PASSED_HEADER_MAX_BYTES, PASSED_HEADERS_MAX_BYTES, PHRASE_MAX_BYTES } from "../limits.ts";
import { acceptsCoding, canDecode, decodedBody } from "../request/coding.ts";
import { NOT_WITH_AN_ERROR } from "../request/header-names.ts";
import { acceptedEncoding } from "../request/origin-request.ts";
import { maskSecrets } from "../text/secrets.ts";
import { cutToBytes, toAscii, toLine, utf8Length } from "../text/text.ts";
import { guardEnd, rewrapped } from "./broken-body.ts";
import type { EndGuard } from "./event-stream.ts";

/**
 * A success, a redirect or a 304, as it came: the very object that fetch gave unless something must be taken away.
 * The body is never touched, so its coding and length stay; `guard` stands at its end.
 */
export function passThrough(response: Response, request: Request, guard: EndGuard = guardEnd): Response {
  // No status at all: nothing but the very object that fetch gave can carry it.
  if (response.status > 599) return response;
  const { headers } = response;
  const undone = mustBeUndone(headers, request);
  const hops = hopByHopOf(headers);
  if (!undone && hops.length === 0) return guard(response, request.method);
  const { body } = response;
  const passed = rewrapped(undone && body !== null ? decodedBody(body, headers) : body, response);
  for (const name of hops) passed.headers.delete(name);
  if (undone) {
    passed.headers.delete("content-encoding");
    passed.headers.delete("content-length");
  }
  return guard(passed, request.method);
}

/** The origin compressed although the client can't undo it. */
function mustBeUndone(headers: Headers, request: Request): boolean {
  const coding = headers.get("content-encoding");
  if (coding === null || !canDecode(headers)) return false;
  return !acceptsCoding(acceptedEncoding(request), coding.trim().toLowerCase());
}

/** Hop-by-hop fields that workerd does not take out of an answer by itself: this one, and what `Connection` names. */
function hopByHopOf(headers: Headers): readonly string[] {
  const connection = headers.get("connection");
  const named = connection === null ? [] : connection.split(",").map((name) => name.trim().toLowerCase());
  const present = named.filter(
    (name) => FIELD_NAME.test(name) && !KEPT_OF_CONNECTION.has(name) && headers.has(name),
  );
  return headers.has("proxy-connection") ? [...present, "proxy-connection"] : present;
}

const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;
/** Options of a connection that are no fields, or that workerd keeps itself. */
const KEPT_OF_CONNECTION: ReadonlySet<string> = new Set([
  "close",
  "keep-alive",
  "content-length",
  "transfer-encoding",
]);

/** The spoken failure as a response, with every header of the origin's that is still true. */
export function speakingResponse(spoken: Spoken, failure: Failure, method: string): Response {
  const answer = answerOf(failure);
  const { body } = spoken;
  const response = new Response(method === "HEAD" ? null : body, {
    status: spoken.status,
    statusText: spoken.phrase,
    // Copied as one by the platform, then mended: that is half the work of adding one by one (measured).
    headers: answer?.headers ?? {},
    encodeBody: "manual",
  });
  const { headers } = response;
  if (answer !== null) mendOriginHeaders(headers);
  // A 401 of the origin that is none of the caller's must not make it ask its user for a password.
  if (answer?.status !== failure.status) for (const name of CHALLENGES) headers.delete(name);
  for (const [name, value] of Object.entries(spoken.headers)) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  if (spoken.contentType === null) headers.delete("content-type");
  else headers.set("content-type", spoken.contentType);
  headers.set("cache-control", "no-store, no-transform");
  headers.set("x-outspoken", failure.category);
  headers.set("x-outspoken-ref", failure.ref);
  headers.set("content-length", String(typeof body === "string" ? utf8Length(body) : body.length));
  return response;
}

/** Sent by registries to be answered or kept word for word; no free text a person reads. */
const VERBATIM: ReadonlySet<string> = new Set([
  "www-authenticate",
  "proxy-authenticate",
  "lfs-authenticate",
  "set-cookie",
]);

const CHALLENGES = ["www-authenticate", "proxy-authenticate", "lfs-authenticate"] as const;

/** Takes away what is not true of our answer, and makes the rest safe. */
function mendOriginHeaders(headers: Headers): void {
  const hops = hopByHopOf(headers);
  const kept: [name: string, value: string][] = [];
  let room = PASSED_HEADERS_MAX_BYTES;
  // Names first: most go, and a value that is not asked for costs nothing.
  for (const name of [...headers.keys()]) {
    const isTrue = !NOT_WITH_AN_ERROR.has(name) && !name.startsWith("cf-") && !hops.includes(name);
    const value = isTrue ? headers.get(name) : null;
    room -= value === null ? 0 : name.length + value.length;
    if (value === null || value.length > PASSED_HEADER_MAX_BYTES || room < 0) headers.delete(name);
    else kept.push([name, value]);
  }
  if (areSafe(kept)) return;
  for (const [name, value] of kept) {
    // Of all headers only this one can't be written as one line (RFC 9110 5.3).
    const lines = name === "set-cookie" ? headers.getSetCookie() : [value];
    headers.delete(name);
    for (const line of lines) {
      // A sign may become three letters.
      const safe = madeSafe(name, line);
      if (safe.length <= PASSED_HEADER_MAX_BYTES) headers.append(name, safe);
    }
  }
}

function madeSafe(name: string, value: string): string {
  const printable = isPrintable(value) ? value : toAscii(toLine(value));
  return VERBATIM.has(name) ? printable : maskSecrets(printable);
}

/** More blanks than any secret's pattern spans, so that what is told apart by them can be searched as one text. */
const APART = "      ";

/** Nearly every answer's headers are: one look at all of them is cheaper than one at each. */
function areSafe(lines: readonly (readonly [name: string, value: string])[]): boolean {
  let verbatim = "";
  let text = "";
  for (const [name, value] of lines) {
    if (VERBATIM.has(name)) verbatim += value;
    else text += APART + value;
  }
  return isPrintable(verbatim) && isPrintable(text) && maskSecrets(text) === text;
}

function isPrintable(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value);
}

/** What the gateway says where no route speaks: one plain line, which is the phrase too, since that most clients print. */
export function plainResponse(
  status: number,
  line: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${toLine(line)}\n`, {
    status,
    statusText: cutToBytes(toAscii(line), PHRASE_MAX_BYTES) || statusPhrase(status),
    headers: {
      ...headers,
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store, no-transform",
    },
  });
}
