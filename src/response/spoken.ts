/**
 * The spoken failure as edits of the origin's answer: the client's form, with every field of the origin's that still
 * applies.
 */
import type { Spoken } from "../clients/shared/client.ts";
import { answerOf, type Failure } from "../failure/failure.ts";
import { maskSecrets } from "../text/secrets.ts";
import { toAscii, toLine, utf8Length } from "../text/text.ts";
import { type BaseAnswer, ResponseEdits } from "./edits.ts";
import { CHALLENGES, OF_THE_REFUSAL } from "./field-names.ts";
import { fittingLines, type Line } from "./head-room.ts";
import { hopByHopOf } from "./hop-by-hop.ts";

/**
 * The edits that make the spoken failure; more may be added to them. `isForCaller`: the origin's challenge is meant for
 * the caller, whose credentials it was sent.
 */
export function speakingEdits(spoken: Spoken, failure: Failure, isForCaller: boolean): ResponseEdits {
  const answer = answerOf(failure);
  const edits = new ResponseEdits(baseOf(answer?.headers ?? new Headers()));
  if (answer !== null) keepOriginHeaders(edits, answer.headers);
  edits.setStatus(spoken.status, spoken.phrase);
  // A 401 of the origin that is not about the caller must not make it ask its user for a password.
  if (!isForCaller || answer?.status !== failure.status)
    for (const name of CHALLENGES) edits.deleteHeader(name);
  if (answer === null) setRetryAfter(edits, failure);
  for (const [name, value] of Object.entries(spoken.headers)) {
    if (value === null) edits.deleteHeader(name);
    else edits.setHeader(name, value);
  }
  // In addition to the origin's links, which may have other relations (RFC 8288 3.3).
  if (failure.help?.url) edits.appendHeader("link", `<${failure.help.url}>; rel="help"`);
  if (spoken.contentType !== null) edits.setHeader("content-type", spoken.contentType);
  edits.setHeader("cache-control", "no-store, no-transform");
  edits.setHeader("x-outspoken", failure.category);
  edits.setHeader("x-outspoken-ref", failure.ref);
  const { body } = spoken;
  edits.replaceContent(body, typeof body === "string" ? utf8Length(body) : body.length);
  return edits;
}

/** The spoken failure as a complete response. */
export function speakingResponse(spoken: Spoken, failure: Failure, method: string): Response {
  return speakingEdits(spoken, failure, true).build(method);
}

/** If no origin answered, there is no `Retry-After` to pass on; formats whose clients need another value set it. */
function setRetryAfter(edits: ResponseEdits, { retryAfterSeconds: seconds }: Failure): void {
  if (seconds !== null) edits.setHeader("retry-after", String(Math.max(Math.ceil(seconds), 0)));
}

function baseOf(headers: Headers): BaseAnswer {
  return { status: 502, statusText: "", headers, body: null };
}

/** Fields that clients answer or store verbatim; not text for people. */
const VERBATIM: ReadonlySet<string> = new Set([
  "www-authenticate",
  "proxy-authenticate",
  "lfs-authenticate",
  "set-cookie",
]);

/** Drops what does not apply to our answer or does not fit, and makes the rest safe. */
function keepOriginHeaders(edits: ResponseEdits, headers: Headers): void {
  const { lines, untrue } = linesOf(headers);
  for (const name of untrue) edits.deleteHeader(name);
  const kept = fittingLines(lines);
  if (kept === lines && areSafe(lines)) return;
  for (const { name } of lines) edits.deleteHeader(name);
  // Once more, since one character may become three.
  for (const { name, value } of fittingLines(kept.map(makeSafe))) edits.appendHeader(name, value);
}

interface Divided {
  /** Only cookies can't be combined into one line (RFC 9110 5.3). */
  readonly lines: readonly Line[];
  readonly untrue: readonly string[];
}

function linesOf(headers: Headers): Divided {
  const names = [...headers.keys()];
  const hops = hopByHopOf(headers, names);
  const lines: Line[] = [];
  const untrue: string[] = [];
  // Read names before values: most headers are dropped, and an unread value costs nothing.
  for (const name of names) {
    if (OF_THE_REFUSAL.has(name) || name.startsWith("cf-") || hops.includes(name)) untrue.push(name);
    else if (name !== "set-cookie") lines.push({ name, value: headers.get(name) ?? "" });
  }
  if (names.includes("set-cookie"))
    for (const value of headers.getSetCookie()) lines.push({ name: "set-cookie", value });
  return { lines, untrue };
}

function makeSafe({ name, value }: Line): Line {
  const printable = isPrintable(value) ? value : toAscii(toLine(value));
  return { name, value: VERBATIM.has(name) ? printable : maskSecrets(printable) };
}

/** More blanks than any secret's pattern spans, so that values joined by them can be searched as one text. */
const APART = "      ";

/** Nearly all answers' headers are safe: checking them together is cheaper than one by one. */
function areSafe(lines: readonly Line[]): boolean {
  let verbatim = "";
  let text = "";
  for (const { name, value } of lines) {
    if (VERBATIM.has(name)) verbatim += value;
    else text += APART + value;
  }
  return isPrintable(verbatim) && isPrintable(text) && maskSecrets(text) === text;
}

function isPrintable(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value);
}
