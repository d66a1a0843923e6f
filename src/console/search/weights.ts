/** How well each kind of clue distinguishes failures: a package best, a status little. Ours, as `test/console/search.test.ts` measures. */
export const WEIGHT = {
  package: 40,
  /** A word of a text that is a package's full name. */
  wordAsPackage: 16,
  partOfPackage: 10,
  version: 10,
  /** A URL without a package, or without a version, for a failure without one. */
  nothingMore: 5,
  route: 6,
  format: 6,
  client: 10,
  clientVersion: 4,
  method: 4,
  status: 10,
  category: 10,
  time: 15,
  /** A complete reason, word for word. */
  reason: 60,
  /** A word that a reason contains: its number of letters, up to this. */
  word: 10,
} as const;
