/** Gives every property the seed of `npm run fuzz -- --seed`, so that a run can be repeated. */
import fc from "fast-check";
import { inject } from "vitest";

fc.configureGlobal({ seed: inject("fuzzSeed") });

declare module "vitest" {
  interface ProvidedContext {
    fuzzSeed: number;
  }
}
