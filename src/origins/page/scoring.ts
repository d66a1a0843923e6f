/**
 * Which of a page's texts is its reason. Texts are scored, not taken in order: a labelled value beats a sentence, a
 * sentence a heading, a heading a few words; furniture never wins. Among equals the first wins.
 */

import type { Said } from "../said.ts";
import { saysOnlyStatus } from "../status-words.ts";
import { isFact, isFurniture, isOnlyName } from "./furniture.ts";
import { isGeneral, isGeneralAdvice, isStatusInWords } from "./general-words.ts";
import type { Page } from "./page.ts";
import { type Passage, passagesOf } from "./passages.ts";
import { requestIdOf } from "./request-id.ts";
import { type Wording, wordingOf } from "./sentence.ts";
import { titleReason } from "./title.ts";

/** The scores, highest first. */
const LABELLED_REASON = 100;
const SENTENCE_OF_TROUBLE = 60;
const SENTENCE = 52;
const LABELLED_DESCRIPTION = 51;
const HEADING_OF_TROUBLE = 45;
const SHORT_HEADING_OF_TROUBLE = 40;
const GENERAL_SENTENCE = 38;
const TITLE_OF_TROUBLE = 36;
const WORDS_OF_TROUBLE = 30;
const STATUS_IN_WORDS = 25;
const HEADING = 20;
const ADVICE = 14;
const WORDS = 12;
const NAME = 10;
const ANNOUNCEMENT = 5;

const HEADINGS = /^h[1-6]$/;

const ANNOUNCED_BONUS = 5;
const LIST_ITEM_PENALTY = 9;
const BELOW_RULE_PENALTY = 5;

/** The page's reasons, best first. */
export function reasonsOf(page: Page, passages: readonly Passage[]): readonly (readonly string[])[] {
  const scored = passages.map((passage) => ({ text: withoutFacts(passage.text), score: scoreOf(passage) }));
  const [title] = titleReason(page);
  if (title !== undefined) scored.push({ text: title, score: titleScore(title) });
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .map(({ text }) => [text]);
}

/** What the page says, for pages of no known shape. */
export function readScored(page: Page): Said {
  const passages = passagesOf(page);
  return { choices: reasonsOf(page, passages), code: codeIn(passages), requestId: requestIdOf(page) };
}

/** A machine-readable word after "Code:"; numbers are statuses, or mean nothing to the reader. */
function codeIn(passages: readonly Passage[]): string | null {
  const codes = passages.filter(({ label }) => label === "code").map(({ text }) => text);
  return codes.find((code) => /^[A-Za-z][\w.-]{2,60}$/.test(code) && /[a-z]{2}|_/i.test(code)) ?? null;
}

/** 0 for what is never shown. */
function scoreOf(passage: Passage): number {
  const { label, text } = passage;
  if (label === "context" || label === "code") return 0;
  if (isFurniture(text)) return 0;
  const wording = wordingOf(text);
  const score = label === "reason" ? labelledScore(text, wording) : unlabelledScore(passage, wording);
  if (passage.isBelowRule && !wording.isSentence && !HEADINGS.test(passage.tag)) return 0;
  return Math.max(
    score +
      (passage.isAnnounced && wording.isSentence ? ANNOUNCED_BONUS : 0) -
      (passage.tag === "li" ? LIST_ITEM_PENALTY : 0) -
      (passage.isBelowRule ? BELOW_RULE_PENALTY : 0),
    1,
  );
}

/** A single word under "Reason" is a code or a status more often than not. */
function labelledScore(text: string, wording: Wording): number {
  if (saysOnlyStatus(text) || isStatusInWords(text)) return STATUS_IN_WORDS;
  return wording.words >= 2 ? LABELLED_REASON : WORDS_OF_TROUBLE;
}

function unlabelledScore({ tag, text, label }: Passage, wording: Wording): number {
  const isHeading = HEADINGS.test(tag);
  if (/[:：]$/.test(text) && !isHeading) return ANNOUNCEMENT;
  if (isStatusInWords(text)) return STATUS_IN_WORDS;
  if (isGeneralAdvice(text)) return ADVICE;
  if (isGeneral(text)) return GENERAL_SENTENCE;
  if (label === "description" && wording.words > 2) return LABELLED_DESCRIPTION;
  if (/[?？]$/.test(text)) return ADVICE;
  if (wording.isSentence) return wording.isTrouble ? SENTENCE_OF_TROUBLE : SENTENCE;
  if (!isHeading) return wording.isTrouble ? WORDS_OF_TROUBLE : WORDS;
  // A class of exceptions, or a name.
  if (!wording.isTrouble) return wording.words < 2 ? NAME : HEADING;
  return wording.words > 3 ? HEADING_OF_TROUBLE : SHORT_HEADING_OF_TROUBLE;
}

/** A title without a trouble word is the site's name. */
function titleScore(title: string): number {
  if (isFurniture(title) || isOnlyName(title)) return 0;
  if (isStatusInWords(title)) return STATUS_IN_WORDS - 1;
  if (isGeneral(title)) return WORDS_OF_TROUBLE - 1;
  const wording = wordingOf(title);
  if (wording.isTrouble || wording.isSentence) return TITLE_OF_TROUBLE;
  return 0;
}

const SENTENCE_ENDS = /[.!?。！？]["'”’)]? ?(?=\S)/g;

/** A reason without the ids, addresses and times that follow it in the same passage. */
function withoutFacts(text: string): string {
  let kept = text;
  for (let round = 0; round < FACTS_MAX; round++) {
    const from = lastSentenceStart(kept);
    if (from === 0 || !isFact(kept.slice(from))) break;
    kept = kept.slice(0, from).trimEnd();
  }
  return kept;
}

const FACTS_MAX = 4;
const FACT_MAX_CHARACTERS = 200;

function lastSentenceStart(text: string): number {
  const base = Math.max(text.length - FACT_MAX_CHARACTERS, 0);
  let start = 0;
  for (const end of text.slice(base).matchAll(SENTENCE_ENDS)) {
    // Not inside an address or a file name.
    if (/\s$/.test(end[0]) || /[。！？]/.test(end[0])) start = base + end.index + end[0].length;
  }
  return start;
}
