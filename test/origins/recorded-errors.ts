/**
 * The recorded errors of real origins, in the JSON Lines files that `RECORDED_ERRORS` lists, separated by commas; they are
 * not part of the project.
 */
import { readFileSync } from "node:fs";

/** The text of each file, for tests that can't read files; empty if none is named. */
export function recordedErrors(): string[] {
  const files = process.env.RECORDED_ERRORS?.split(",") ?? [];
  return files.map((file) => readFileSync(file, "utf8"));
}

declare module "vitest" {
  interface ProvidedContext {
    recordedErrors: readonly string[];
    /** How many answers a property is tried with (`npm run fuzz`). */
    fuzzRuns: number;
  }
}
