/**
 * Patterns over Unicode properties, each built on first use: V8 builds the sets of a literal as soon as the script is
 * compiled, even inside functions, and with them a start takes a tenth longer (measured). Pure.
 */
import { lazy } from "./lazy.ts";

/** In: a pattern as `RegExp` takes it. Out: a function that returns it, always the same object. */
function pattern(source: string, flags: string): () => RegExp {
  return lazy(() => new RegExp(source, flags));
}

/**
 * Characters without a glyph of their own. Category Cf (joined emoji lose their ZWJ) and private or unassigned code points
 * because Go's IsGraphic drops an entire text that has one of them; default-ignorable ones (variation selectors, Hangul
 * fillers) because they hide data from readers. White space among the controls stays.
 */
export const invisibleCharacters = pattern("[[\\p{C}\\p{DI}]--[\\t\\n\\v\\f\\r\\u0085]]+", "gv");

/** Control, unassigned and replacement characters, except white space. */
export const brokenCharacters = pattern("[[\\ufffd\\p{Cc}\\p{Cn}]--\\s]", "gv");

export const marks = pattern("\\p{M}+", "gu");

/** In: how many marks a letter may have. Out: the pattern for more, with the allowed ones as group 1. */
export function piledMarks(max: number): () => RegExp {
  return pattern(`(\\p{M}{${max}})\\p{M}+`, "gu");
}

const betweenWordsOfAnyScript = pattern("[^\\p{L}\\p{N}]+", "u");

/** The pattern for what separates the words of `text`. */
export function betweenWords(text: string): RegExp {
  return /[\u0080-\uffff]/.test(text) ? betweenWordsOfAnyScript() : /[^A-Za-z0-9]+/;
}

const letter = pattern("\\p{L}", "u");

/** Whether `text` has a letter in any script. */
export function hasLetter(text: string): boolean {
  return /[A-Za-z]/.test(text) || letter().test(text);
}
