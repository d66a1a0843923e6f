/** A random part of a list, the same for the same seed. */
import { createHash } from "node:crypto";
import type { Mutant } from "./mutants.ts";

/** In: `size` null for all. Drawn by a hash of each mutant, so that a change elsewhere does not alter the draw. */
export function drawSample(mutants: readonly Mutant[], size: number | null, seed: number): readonly Mutant[] {
  if (size === null || size >= mutants.length) return mutants;
  const rank = ({ file, line, mutator, replacement, id }: Mutant): string =>
    createHash("sha256").update([seed, file, line, mutator, replacement, id].join()).digest("hex");
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant);
}
