/**
 * A short text with more beside it in the same object: "Access denied" with the right that is missing as its `details`,
 * Okta's summary with its causes. Pure.
 */
import { isWord } from "../vague.ts";
import type { Members } from "./members.ts";
import { textsOf } from "./texts.ts";

/** Lists of what went wrong in particular. */
const CAUSES = ["errors", "errorcauses", "errorchain", "causes"] as const;
/** A sentence that explains a heading. */
const EXPLANATIONS = [
  "detail",
  "details",
  "description",
  "context",
  "errordetails",
  "moreinformation",
] as const;

/** What `members` say beyond the one text `own` that was found in them; empty where that is all. */
export function textsBehind(own: readonly string[], members: Members): string[] {
  const [heading] = own;
  if (heading === undefined || own.length > 1) return [];
  for (const name of CAUSES) {
    const value = members.get(name);
    if (typeof value !== "object") continue;
    // A word is the code of a cause.
    const causes = textsOf(value).filter((text) => !isWord(text));
    if (causes.length > 0) return causes;
  }
  if (!isHeading(heading)) return [];
  for (const name of EXPLANATIONS) {
    const value = members.get(name);
    if (typeof value === "string" && value !== heading && WORDS_OF_A_SENTENCE.test(value)) return [value];
  }
  return [];
}

/** Four at least; two or three may be data. */
const WORDS_OF_A_SENTENCE = /^\s*\S+(?:\s+\S+){3}/;
const HEADING_MAX_CHARACTERS = 60;

/** A few words without an end, and not the one word of a program. */
function isHeading(text: string): boolean {
  return text.length <= HEADING_MAX_CHARACTERS && !isWord(text) && !/[.!?:]\s*$/.test(text);
}
