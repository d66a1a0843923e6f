/**
 * A page's blocks as passages: what a person reads as one thing. `<br>` separates passages, unless a sentence runs on;
 * a label and its value become one passage.
 */
import { PAGE_PASSAGES_MAX, PAGE_PASSAGES_MAX_CHARACTERS } from "../../limits.ts";
import { isIdName } from "./block-id.ts";
import { isFurniture } from "./furniture.ts";
import { type LabelKind, labelKind, labelled, trailingLabel } from "./labels.ts";
import { type Block, LINE_END, type Page } from "./page.ts";
import { wordingOf } from "./sentence.ts";

export interface Passage {
  readonly tag: string;
  /** Without its label. */
  readonly text: string;
  readonly label: LabelKind | null;
  /** The passage before announces this one: "... due to the following condition:". */
  readonly isAnnounced: boolean;
  /** Below the page's last rule, where servers sign. */
  readonly isBelowRule: boolean;
}

/** The page's passages except its title, in order. Bounded. */
export function passagesOf(page: Page): readonly Passage[] {
  const passages: Passage[] = [];
  const lastRule = page.blocks.findLastIndex((block) => block.tag === "hr");
  const isBelow = (index: number) => lastRule > 0 && index > lastRule;
  let pending: LabelKind | null = null;
  let isAnnounced = false;
  let characters = 0;
  for (const [index, block] of page.blocks.entries()) {
    if (DEFINITIONS.test(block.text)) break;
    if (block.tag === "title" || block.tag === "address" || block.tag === "hr") continue;
    for (const text of linesOf(block)) {
      if (passages.length >= PAGE_PASSAGES_MAX || characters >= PAGE_PASSAGES_MAX_CHARACTERS) return passages;
      characters += text.length;
      const bare: LabelKind | null = bareLabel(text, block.tag);
      if (bare !== null) {
        pending = bare;
        continue;
      }
      const own = labelled(text);
      passages.push({
        tag: block.tag,
        text: own?.value ?? text,
        label: own?.kind ?? (isValueOf(pending, text) ? pending : null),
        isAnnounced,
        isBelowRule: isBelow(index),
      });
      pending = trailingLabel(text);
      isAnnounced = /[:：]$/.test(text);
    }
  }
  return passages;
}

/** WebLogic continues with what RFC 2068 says about the status. */
const DEFINITIONS = /^\s?From RFC \d{4}/;

/** Elements in which a label needs no colon. */
const LABEL_TAGS = /^(?:th|td|dt|h[2-6])$/;

/** A label whose value is the next passage. */
function bareLabel(text: string, tag: string): LabelKind | null {
  if (!/[:：]$/.test(text) && !LABEL_TAGS.test(tag)) return null;
  return labelKind(text) ?? (isIdName(text) ? "context" : null);
}

/** A cell "URL Blocked" is a heading, not a label, if a sentence follows. */
function isValueOf(label: LabelKind | null, text: string): boolean {
  return label !== "context" || !wordingOf(text).isSentence;
}

function linesOf(block: Block): readonly string[] {
  // Preformatted text is one passage with its line ends: a stack trace is recognised by them.
  if (block.tag === "pre") return [block.text.trim()];
  const lines: string[] = [];
  let isParagraphEnd = false;
  for (const part of block.text.split(LINE_END)) {
    const line = part.trim();
    const last = lines.at(-1);
    if (line === "") isParagraphEnd = true;
    else if (last !== undefined && !isParagraphEnd && runsOn(last, line))
      lines[lines.length - 1] = `${last} ${line}`;
    else lines.push(line);
    if (line !== "") isParagraphEnd = false;
  }
  return lines;
}

const RUN_ON_MAX_CHARACTERS = 1_000;
const SHORT_LINE_MAX_CHARACTERS = 30;

/** Whether `line` continues the sentence in `before`. */
function runsOn(before: string, line: string): boolean {
  if (before.length > RUN_ON_MAX_CHARACTERS || /[.!?:;。！？：]["'”’)]?$/.test(before)) return false;
  if (labelled(line) !== null || labelled(before) !== null) return false;
  if (!/^[\p{Lu}[(]/u.test(line)) return true;
  return before.length > SHORT_LINE_MAX_CHARACTERS && !isFurniture(before) && !isFurniture(line);
}
