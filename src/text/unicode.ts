/**
 * Patterns over Unicode's properties, each made at its first use: V8 builds the sets of a literal as soon as the script
 * is compiled, even inside functions, and with them a start takes longer by a tenth (measured). Pure.
 */
import { lazy } from "./lazy.ts";

/** In: a pattern as `RegExp` takes it. Out: what gives it, always the same object. */
function pattern(source: string, flags: string): () => RegExp {
  return lazy(() => new RegExp(source, flags));
}

/**
 * Whatever has no glyph of its own. Category Cf (joined emoji lose their ZWJ) and private or unassigned code points
 * because Go's IsGraphic drops a whole text with one of them; default-ignorable ones (variation selectors, Hangul
 * fillers) because they hide data from readers. White space among the controls stays.
 */
export const invisibleSigns = pattern("[[\\p{C}\\p{DI}]--[\\t\\n\\v\\f\\r\\u0085]]+", "gv");

/** Control, unassigned and replacement characters, but white space. */
export const brokenSigns = pattern("[[\\ufffd\\p{Cc}\\p{Cn}]--\\s]", "gv");

export const marks = pattern("\\p{M}+", "gu");

/** In: how many marks a letter may bear. Out: the pattern of more, the first of them as group 1. */
export function piledMarks(max: number): () => RegExp {
  return pattern(`(\\p{M}{${max}})\\p{M}+`, "gu");
}

const betweenWordsOfAnyScript = pattern("[^\\p{L}\\p{N}]+", "u");

/** What stands between the words of `text`. */
export function betweenWords(text: string): RegExp {
  return /[\u0080-\uffff]/.test(text) ? betweenWordsOfAnyScript() : /[^A-Za-z0-9]+/;
}

const letter = pattern("\\p{L}", "u");

/** Whether `text` has a letter of any script. */
export function hasLetter(text: string): boolean {
  return /[A-Za-z]/.test(text) || letter().test(text);
}
