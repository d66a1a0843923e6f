/** How often a property is tried: FUZZ_RUNS (`npm run fuzz`), else as often as every test run can wait for. */
import { inject } from "vitest";

export const RUNS = inject("fuzzRuns");
/** Generous: a run is about a millisecond, making its input some. */
export const TIMEOUT_MS = 60_000 + RUNS * 20;
