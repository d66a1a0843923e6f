/**
 * What was probably meant by an unknown word. The commands on the operator's machine bring a library for it; the Worker,
 * whose message lists what the field wants, does without.
 */

/** In: the word, and the known words. Out: one of these, or null if none is close. */
export type Suggest = (word: string, known: readonly string[]) => string | null;

export const NO_SUGGESTION: Suggest = () => null;

/** The end of a line: `; did you mean "npm"?`, or nothing. */
export function didYouMean(suggest: Suggest, word: unknown, known: readonly string[]): string {
  const meant = typeof word === "string" ? suggest(word, known) : null;
  return meant === null ? "" : `; did you mean "${meant}"?`;
}
