/**
 * The spoken failure as edits of the origin's answer: the client's form, with every field of the origin's that is still
 * true.
 */
import type { Spoken } from "../clients/shared/client.ts";
import { answerOf, type Failure } from "../failure/failure.ts";
import { PASSED_HEADER_MAX_BYTES, PASSED_HEADERS_MAX_BYTES } from "../limits.ts";
import { maskSecrets } from "../text/secrets.ts";
import { toAscii, toLine, utf8Length } from "../text/text.ts";
import { type BaseAnswer, ResponseEdits } from "./edits.ts";
import { OF_THE_REFUSAL } from "./field-names.ts";
import { hopByHopOf } from "./hop-by-hop.ts";

/**
 * The edits that make the spoken failure; more may be added to them. `isForCaller`: the origin's challenge is one to the
 * caller, whose credentials it was sent.
 */
export function speakingEdits(spoken: Spoken, failure: Failure, isForCaller: boolean): ResponseEdits {
  const answer = answerOf(failure);
  const edits = new ResponseEdits(baseOf(answer?.headers ?? new Headers()));
  if (answer !== null) keepOriginHeaders(edits, answer.headers);
  edits.setStatus(spoken.status, spoken.phrase);
  // A 401 of the origin that is not about the caller must not make it ask its user for a password.
  if (!isForCaller || answer?.status !== failure.status)
    for (const name of CHALLENGES) edits.deleteHeader(name);
  for (const [name, value] of Object.entries(spoken.headers)) {
    if (value === null) edits.deleteHeader(name);
    else edits.setHeader(name, value);
  }
  if (spoken.contentType !== null) edits.setHeader("content-type", spoken.contentType);
  edits.setHeader("cache-control", "no-store, no-transform");
  edits.setHeader("x-outspoken", failure.category);
  edits.setHeader("x-outspoken-ref", failure.ref);
  const { body } = spoken;
  edits.replaceContent(body, typeof body === "string" ? utf8Length(body) : body.length);
  return edits;
}

/** The spoken failure as a response of its own. */
export function speakingResponse(spoken: Spoken, failure: Failure, method: string): Response {
  return speakingEdits(spoken, failure, true).build(method);
}

function baseOf(headers: Headers): BaseAnswer {
  return { status: 502, statusText: "", headers, body: null };
}

/** Sent by registries to be answered or kept word for word; not text that a person reads. */
const VERBATIM: ReadonlySet<string> = new Set([
  "www-authenticate",
  "proxy-authenticate",
  "lfs-authenticate",
  "set-cookie",
]);

const CHALLENGES = ["www-authenticate", "proxy-authenticate", "lfs-authenticate"] as const;

/** Drops what is not true of our answer, and makes the rest safe. */
function keepOriginHeaders(edits: ResponseEdits, headers: Headers): void {
  const hops = hopByHopOf(headers);
  const kept: [name: string, value: string][] = [];
  let room = PASSED_HEADERS_MAX_BYTES;
  // Names first: most go, and a value that nobody asks for costs nothing.
  for (const name of headers.keys()) {
    const isTrue = !OF_THE_REFUSAL.has(name) && !name.startsWith("cf-") && !hops.includes(name);
    const value = isTrue ? headers.get(name) : null;
    room -= value === null ? 0 : name.length + value.length;
    if (value === null || value.length > PASSED_HEADER_MAX_BYTES || room < 0) edits.deleteHeader(name);
    else kept.push([name, value]);
  }
  if (areSafe(kept)) return;
  for (const [name, value] of kept) {
    // Of all fields only this one can't be written as one line (RFC 9110 5.3).
    const lines = name === "set-cookie" ? headers.getSetCookie() : [value];
    edits.deleteHeader(name);
    for (const line of lines) {
      // A sign may become three letters.
      const safe = makeSafe(name, line);
      if (safe.length <= PASSED_HEADER_MAX_BYTES) edits.appendHeader(name, safe);
    }
  }
}

function makeSafe(name: string, value: string): string {
  const printable = isPrintable(value) ? value : toAscii(toLine(value));
  return VERBATIM.has(name) ? printable : maskSecrets(printable);
}

/** More blanks than any secret's pattern spans, so that values apart by them can be searched as one text. */
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
