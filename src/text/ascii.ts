/**
 * Text spelled in printable ASCII, the only text that headers and the reason phrase may carry. Pure.
 */
import { lazy } from "./lazy.ts";
import { marks } from "./unicode.ts";

/** Characters that Unicode's own decomposition (NFKD) leaves outside ASCII, but that have a plain spelling. */
const plainSpellings = lazy(
  (): ReadonlyMap<string, string> =>
    new Map([
      ...each("ß", "ss"),
      ...each("ẞ", "SS"),
      ...each("æ", "ae"),
      ...each("Æ", "AE"),
      ...each("œ", "oe"),
      ...each("Œ", "OE"),
      ...each("ø", "o"),
      ...each("Ø", "O"),
      ...each("ł", "l"),
      ...each("Ł", "L"),
      ...each("đð", "d"),
      ...each("ĐÐ", "D"),
      ...each("þ", "th"),
      ...each("Þ", "Th"),
      ...each("ħ", "h"),
      ...each("Ħ", "H"),
      ...each("ŧ", "t"),
      ...each("Ŧ", "T"),
      ...each("ŋ", "n"),
      ...each("ı", "i"),
      ...each("‘’‚‛′ʼʹ‹›´", "'"),
      ...each("“”„‟″«»", '"'),
      ...each("‐‑‒–—―−⁃", "-"),
      ...each("•·‣", "*"),
      ...each("×", "x"),
      ...each("÷⁄∕", "/"),
      ...each("→", "->"),
      ...each("←", "<-"),
      ...each("⇒", "=>"),
      ...each("≤", "<="),
      ...each("≥", ">="),
      ...each("≠", "!="),
      ...each("©", "(c)"),
      ...each("®", "(r)"),
      ...each("€", "EUR"),
    ]),
);

function each(characters: string, plain: string): [string, string][] {
  return Array.from(characters, (character) => [character, plain]);
}

/** `text` with every character outside printable ASCII spelled in ASCII, else as `?`; marks on letters are dropped. */
export function asciiOf(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/gu,
    (character) => plainSpellings().get(character) ?? decomposed(character),
  );
}

function decomposed(character: string): string {
  const base = character.normalize("NFKD").replace(marks(), "");
  return base.replace(/[^\x20-\x7e]/gu, (part) => plainSpellings().get(part) ?? "?");
}
