/**
 * Words that only repeat the status: "403 Forbidden - " in front of a reason, or a text that is not a reason because it
 * has no other words. Pure.
 */

import { STATUS_PHRASES, statusPhrase } from "../failure/status-phrase.ts";
import { lazy } from "../text/lazy.ts";
import { betweenWords, hasLetter } from "../text/unicode.ts";

/** Words around a status that add nothing to it: "Error: 409 Conflict", "HTTP Status 404". */
const FILLERS: ReadonlySet<string> = new Set(["error", "http", "status", "code", "sorry", "oops"]);

/** Spellings of servers and of older RFCs, as `essenceOf` returns them (`Internal Error`: `internal`). */
const VARIANTS: ReadonlySet<string> = new Set([
  // nginx
  "authorizationrequired",
  "notallowed",
  "requesttoolarge",
  "servicetemporarilyunavailable",
  "requesturitoolarge",
  // RFC 2616 and RFC 7231
  "requestentitytoolarge",
  "payloadtoolarge",
  "requesturitoolong",
  "requestedrangenotsatisfiable",
  "unprocessableentity",
  "movedtemporarily",
  "imateapot",
  // Cloudflare's phrases for its own statuses
  "origin",
  "origindown",
  "originconnectiontimeout",
  "origintimeout",
  "originunreachable",
  // Words for a status without a name; Nexus and Harbor write "Unknown error" to hide one
  "unknown",
  "internal",
  "thatsan",
]);

/** No phrase is longer; a longer text says more. */
const STATUS_ONLY_MAX_CHARACTERS = 80;

/** 529 is not a registered status: "Overloaded" is the origin's own word. */
const standardEssences = lazy(
  (): ReadonlySet<string> =>
    new Set(STATUS_PHRASES.filter((phrase) => phrase !== statusPhrase(529)).map(essenceOf)),
);

/** True if `line` says nothing but a status: a standard phrase in any spelling, a number, or no words at all. */
export function saysOnlyStatus(line: string): boolean {
  if (!hasLetter(line)) return true;
  if (line.length > STATUS_ONLY_MAX_CHARACTERS) return false;
  const essence = essenceOf(line);
  return essence === "" || standardEssences().has(essence) || VARIANTS.has(essence);
}

/**
 * `line` without the leading repetition of its answer's status: `403 Forbidden - `, `Forbidden - `, `404 `.
 * Only the status of the answer counts: "500 status on GET ..." in a 502 is the reason itself.
 */
export function withoutStatus(line: string, status: number): string {
  let rest = line;
  // A gateway that wraps another gateway's answer repeats the status once more.
  for (let round = 0; round < 3; round++) {
    const shorter = withoutPhrase(withoutNumber(rest, status), status, rest);
    if (shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

const NUMBER =
  /^(?:HTTP(?:\/\d(?:\.\d)?)? |HTTP (?:status|error) |(?:error|status)(?: code)?:? )?\(?(\d{3})\)?(?=[\s:,|–—]|\.\s|-\s|$)[\s:.,|–—-]*/i;

function withoutNumber(line: string, status: number): string {
  const found = NUMBER.exec(line);
  return found !== null && Number(found[1]) === status ? line.slice(found[0].length) : line;
}

/** After the number a colon ends the phrase too; without one "Not found: left-pad" is the origin's own sentence. */
function withoutPhrase(line: string, status: number, before: string): string {
  const separator = line === before ? /\s[-–—]\s/ : /\s[-–—]\s|:\s/;
  const found = separator.exec(line.slice(0, STATUS_ONLY_MAX_CHARACTERS));
  if (found === null) return line;
  const essence = essenceOf(line.slice(0, found.index));
  if (essence !== phraseEssence(status) && !VARIANTS.has(essence)) return line;
  return line.slice(found.index + found[0].length);
}

const phraseEssences = new Map<number, string>();

/** Cached: the number of statuses is small. */
function phraseEssence(status: number): string {
  const known = phraseEssences.get(status);
  if (known !== undefined) return known;
  const essence = essenceOf(statusPhrase(status));
  phraseEssences.set(status, essence);
  return essence;
}

/** The words of a short text run together, in lower case, without fillers and numbers of up to three digits. */
function essenceOf(text: string): string {
  const words = text.toLowerCase().replace(/['’]/g, "").split(betweenWords(text));
  let essence = "";
  for (const word of words) if (!FILLERS.has(word) && !/^\d{1,3}$/.test(word)) essence += word;
  return essence;
}
