/**
 * The laws of text: what an origin says is untrusted, bound for headers, terminals and CI logs.
 * Pure: no I/O. Secrets and stack traces are in `secrets.ts` and `stack-trace.ts`.
 */

const ENCODER = new TextEncoder();
const CUT_MARK = "...";

/** The number of bytes that `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  return ENCODER.encode(text).length;
}

/**
 * `text` as one clean line: no control characters, ANSI sequences, bidi or zero-width characters, white space
 * folded. In: any string. Out: possibly empty, never null.
 */
export function toLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, " ")
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}

/** `line` in printable ASCII: letters folded to their base, typographic signs to their plain ones, the rest `?`. */
export function toAscii(line: string): string {
  return line
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, "?");
}

/** `text` cut to at most `maxBytes` of UTF-8, never inside a grapheme, ending in `...` where something was cut. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (utf8Length(text) <= maxBytes) return text;
  let kept = "";
  let bytes = CUT_MARK.length;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    bytes += utf8Length(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return kept.trimEnd() + CUT_MARK;
}
