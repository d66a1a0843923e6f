/**
 * An origin's text as one clean line, cut to a size: it is untrusted, and ends up in headers, terminals and CI logs.
 * Pure; linear in the length of its input. Secrets and stack traces are in `secrets.ts` and `stack-trace.ts`.
 */
import { COMBINING_MARKS_MAX } from "../limits.ts";
import { asciiOf } from "./ascii.ts";
import { withoutCommands } from "./ci-command.ts";
import { dropTerminalSequences } from "./terminal-sequence.ts";
import { invisibleCharacters, piledMarks } from "./unicode.ts";

const CUT_MARK = "...";

/** Anything that `toLine` may have to change: characters outside printable ASCII, or two spaces in a row. */
const UNCLEAN = /[^\x20-\x7e]| {2}/;

/** White space (`\s`, NEL, the Braille blank) other than a single space. */
const BLANKS = /(?:[^\S ]|[\u0085\u2800]| [\s\u0085\u2800])[\s\u0085\u2800]*/g;

/** Marks stacked on one letter cover the lines above and below it in a terminal. */
const pile = piledMarks(COMBINING_MARKS_MAX);

/**
 * `text` as one clean line: no commands to a CI system, no control characters, terminal sequences (nor their payload),
 * bidi, zero-width or tag characters; white space folded. In: any string. Out: possibly empty, never null; idempotent.
 */
export function toLine(text: string): string {
  if (!UNCLEAN.test(text)) return withoutCommands(text.trim());
  const clean = dropTerminalSequences(text).replace(invisibleCharacters(), "").replace(pile(), "$1");
  return withoutCommands(clean.replace(BLANKS, " ").trim());
}

/** Printable ASCII, tabs and line ends: none of these is invisible. */
const ALL_VISIBLE = /^[\t\n\r\x20-\x7e]*$/;

/** Whether `text` has characters without a glyph, other than spaces and the tabs and line ends of ASCII. */
export function hasInvisible(text: string): boolean {
  if (ALL_VISIBLE.test(text)) return false;
  return text.search(invisibleCharacters()) !== -1 || /[\v\f\u0085\u2028\u2029]/.test(text);
}

/**
 * `line` in printable ASCII: letters folded to their base, typographic characters to plain ones, the rest to `?`.
 * In: any string. Out: one line, possibly empty.
 */
export function toAscii(line: string): string {
  if (!UNCLEAN.test(line)) return line.trim();
  return asciiOf(toLine(line)).replace(/ {2,}/g, " ").trim();
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** The number of bytes that `text` takes in UTF-8; a lone surrogate counts as the U+FFFD it is written as. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  if (!BEYOND_ASCII.test(text)) return bytes;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 || isPairAt(text, index) ? 1 : 2;
    if (isPairAt(text, index)) {
      bytes += 1;
      index++;
    }
  }
  return bytes;
}

/** `text` cut to at most `maxBytes` of UTF-8, never inside a grapheme, ending in `...` if something was cut. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  if (text.length <= maxBytes && !BEYOND_ASCII.test(text)) return text;
  const room = Math.max(maxBytes - CUT_MARK.length, 0);
  let bytes = 0;
  let fitting = 0;
  for (let index = 0; index < text.length; ) {
    const units = isPairAt(text, index) ? 2 : 1;
    const unit = text.charCodeAt(index);
    bytes += units === 2 ? 4 : unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (bytes > maxBytes) return cutAt(text, fitting, maxBytes);
    index += units;
    if (bytes <= room) fitting = index;
  }
  return text;
}

/** `text` cut to at most `maxCharacters` UTF-16 units, never inside a grapheme, ending in `...` if it was cut. */
export function cutToCharacters(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  return cutAt(text, Math.max(maxCharacters - CUT_MARK.length, 0), maxCharacters);
}

function cutAt(text: string, index: number, room: number): string {
  return text.slice(0, graphemeStart(text, index)).trimEnd() + CUT_MARK.slice(0, Math.max(room, 0));
}

let segmenter: Intl.Segmenter | null = null;

/** The last grapheme boundary at or before `index`. */
function graphemeStart(text: string, index: number): number {
  if (index <= 0 || index >= text.length) return Math.max(index, 0);
  if (isPlainBoundary(text, index)) return index;
  let start = index - 1;
  while (start > 0 && !isPlainBoundary(text, start)) start--;
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  // One code point after the cut decides whether it is a boundary (UAX 29, GB3 to GB13).
  const around = text.slice(start, index + 2);
  return start + (segmenter.segment(around).containing(index - start)?.index ?? 0);
}

/** Below U+0300 nothing joins with the next character, except CR with LF (UAX 29). */
function isPlainBoundary(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before < 0x300 && after < 0x300 && !(before === 0x0d && after === 0x0a);
}

function isPairAt(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(index + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
