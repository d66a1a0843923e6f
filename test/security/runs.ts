/** How often a property is tried: FUZZ_RUNS (`npm run fuzz`), otherwise few enough for every test run. */
import { inject } from "vitest";

export const RUNS = inject("fuzzRuns");
/** Generous: a run takes about a millisecond, generating its input a few. */
export const TIMEOUT_MS = 60_000 + RUNS * 20;
