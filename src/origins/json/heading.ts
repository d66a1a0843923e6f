/**
 * A short text with more next to it in the same object: "Access denied" with the missing permission in `details`,
 * Okta's summary with its causes. Pure.
 */
import { isWord } from "../vague.ts";
import type { Members } from "./members.ts";
import { textsOf } from "./texts.ts";

/** Lists of the individual causes. */
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

/** What `members` say beyond the one text `own` that was found in them; empty if that is all. */
export function textsBeyond(own: readonly string[], members: Members): string[] {
  const [heading] = own;
  if (heading === undefined || own.length > 1) return [];
  for (const name of CAUSES) {
    const value = members.get(name);
    if (typeof value !== "object") continue;
    // A single word is a cause's code.
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

/** At least four; two or three may be data. */
const WORDS_OF_A_SENTENCE = /^\s*\S+(?:\s+\S+){3}/;
const HEADING_MAX_CHARACTERS = 60;

/** A few words without a full stop, and not a single machine-readable word. */
function isHeading(text: string): boolean {
  return text.length <= HEADING_MAX_CHARACTERS && !isWord(text) && !/[.!?:]\s*$/.test(text);
}
