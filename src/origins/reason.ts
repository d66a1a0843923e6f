/**
 * From an origin's raw words to the reason a person reads: cleaned, without the status, joined. Pure.
 */

import { RAW_REASON_MAX_CHARACTERS, REASON_MAX_CHARACTERS } from "../limits.ts";
import { withoutCommands } from "../text/ci-command.ts";
import { maskSecrets } from "../text/secrets.ts";
import { cutStackTrace } from "../text/stack-trace.ts";
import { cutToCharacters, toLine } from "../text/text.ts";
import { hasLetter } from "../text/unicode.ts";
import { saysOnlyStatus, withoutStatus } from "./status-words.ts";

/** The source of a page is not a reason; if it could be parsed, its words have been taken already. */
const PAGE_SOURCE =
  /^<(?:!doctype|\?xml|html|head|title|body|center|h[1-6r]|br|p|div|pre|table|script|style|error|message|code)\b/i;

/** What programs write when they have nothing to say; the last is Cloudflare's edge. */
const NO_WORDS = /^(?:null|undefined|none|nil|true|false|\[object \w{1,20}\]|error code: \d{3,4})$/i;

/**
 * One text as a clean line without its status, or null if it says nothing beyond that. Secrets are masked when it is
 * joined, even if it is the only one.
 */
export function reasonOf(raw: string, status: number): string | null {
  const line = toLine(cutStackTrace(raw.slice(0, RAW_REASON_MAX_CHARACTERS)));
  const reason = withoutStatus(line, status);
  return saysOnlyStatus(reason) || NO_WORDS.test(reason) || PAGE_SOURCE.test(reason) ? null : reason;
}

/** Several reasons as one: without duplicates, and with `; ` between them, or a space after the end of a sentence. */
export function joinReasons(reasons: readonly string[]): string | null {
  const seen = new Set<string>();
  let joined = "";
  for (const reason of reasons) {
    const key = withoutEnd(reason.toLowerCase());
    if (seen.has(key)) continue;
    seen.add(key);
    joined += joined === "" ? reason : separatorAfter(joined, "; ") + reason;
  }
  return joined === "" ? null : asReason(joined);
}

/** A general sentence before the reasons it announces; only the reasons if they repeat it. */
export function joinLead(lead: string | null, reasons: readonly string[]): string | null {
  const joined = joinReasons(reasons);
  if (lead === null) return joined;
  if (joined === null) return asReason(lead);
  if (joined.includes(lead)) return joined;
  if (reasons.every((reason) => lead.includes(reason))) return asReason(lead);
  return asReason(lead + separatorAfter(lead, ": ") + joined);
}

/**
 * Masked and cut once joined, since parts may form a secret or a trace only together ("password:" and the next text);
 * null if that leaves no word.
 */
function asReason(text: string): string | null {
  // Once more: what followed a status may be at the beginning now.
  const clean = withoutCommands(maskSecrets(cutStackTrace(text)));
  const reason = cutToCharacters(clean, REASON_MAX_CHARACTERS);
  return hasLetter(reason) ? reason : null;
}

/** A loop, since `[...]+$` would retry from every character of every run. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ".!?;, ".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function separatorAfter(text: string, separator: string): string {
  return /[.!?:;,]["')\]]?$/.test(text) ? " " : separator;
}
