/**
 * What was probably meant by a word that is none of the known ones. The commands on the operator's machine bring a library for it;
 * the Worker, whose line says what the field wants, does without.
 */

/** In: the word, and the words that are known. Out: one of these, or null where none is near. */
export type Suggest = (word: string, known: readonly string[]) => string | null;

export const NO_SUGGESTION: Suggest = () => null;

/** The end of a line: `; did you mean "npm"?`, or nothing. */
export function didYouMean(suggest: Suggest, word: unknown, known: readonly string[]): string {
  const meant = typeof word === "string" ? suggest(word, known) : null;
  return meant === null ? "" : `; did you mean "${meant}"?`;
}
