/** By how much each kind of clue tells failures apart: a package most, a status little. Ours, as `test/console/search.test.ts` measures. */
export const WEIGHT = {
  package: 40,
  /** A word of a text that is a package's whole name. */
  wordAsPackage: 16,
  partOfPackage: 10,
  version: 10,
  /** A URL without a package, or without a version, and a failure without one. */
  nothingMore: 5,
  route: 6,
  format: 6,
  client: 10,
  clientVersion: 4,
  method: 4,
  status: 10,
  category: 10,
  time: 15,
  /** A whole reason, word for word. */
  reason: 60,
  /** A word that stands in a reason: its letters, up to here. */
  word: 10,
} as const;
