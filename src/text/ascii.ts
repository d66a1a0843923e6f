/**
 * Letters and signs in printable ASCII, the only text that headers and the reason phrase may carry. Pure.
 */
import { lazy } from "./lazy.ts";
import { marks } from "./unicode.ts";

/** What Unicode's own decomposition (NFKD) leaves beyond ASCII and has a plain spelling. */
const plainSpellings = lazy(
  (): ReadonlyMap<string, string> =>
    new Map([
      ...signs("ß", "ss"),
      ...signs("ẞ", "SS"),
      ...signs("æ", "ae"),
      ...signs("Æ", "AE"),
      ...signs("œ", "oe"),
      ...signs("Œ", "OE"),
      ...signs("ø", "o"),
      ...signs("Ø", "O"),
      ...signs("ł", "l"),
      ...signs("Ł", "L"),
      ...signs("đð", "d"),
      ...signs("ĐÐ", "D"),
      ...signs("þ", "th"),
      ...signs("Þ", "Th"),
      ...signs("ħ", "h"),
      ...signs("Ħ", "H"),
      ...signs("ŧ", "t"),
      ...signs("Ŧ", "T"),
      ...signs("ŋ", "n"),
      ...signs("ı", "i"),
      ...signs("‘’‚‛′ʼʹ‹›´", "'"),
      ...signs("“”„‟″«»", '"'),
      ...signs("‐‑‒–—―−⁃", "-"),
      ...signs("•·‣", "*"),
      ...signs("×", "x"),
      ...signs("÷⁄∕", "/"),
      ...signs("→", "->"),
      ...signs("←", "<-"),
      ...signs("⇒", "=>"),
      ...signs("≤", "<="),
      ...signs("≥", ">="),
      ...signs("≠", "!="),
      ...signs("©", "(c)"),
      ...signs("®", "(r)"),
      ...signs("€", "EUR"),
    ]),
);

function signs(all: string, plain: string): [string, string][] {
  return Array.from(all, (sign) => [sign, plain]);
}

/** `text` with every character beyond printable ASCII spelled in it, or as `?`; marks on letters go. */
export function asciiOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (sign) => plainSpellings().get(sign) ?? decomposed(sign));
}

function decomposed(sign: string): string {
  const base = sign.normalize("NFKD").replace(marks(), "");
  return base.replace(/[^\x20-\x7e]/gu, (part) => plainSpellings().get(part) ?? "?");
}
