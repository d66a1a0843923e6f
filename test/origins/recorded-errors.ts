/** The recorded errors of real origins, in a file of JSON lines that `RECORDED_ERRORS` names; it is not part of the project. */
import { readFileSync } from "node:fs";

/** The file's text, for tests that can't read files; null where none is named. */
export function recordedErrors(): string | null {
  const file = process.env.RECORDED_ERRORS;
  return file === undefined ? null : readFileSync(file, "utf8");
}

declare module "vitest" {
  interface ProvidedContext {
    recordedErrors: string | null;
    /** How many answers a property is tried with (`npm run fuzz`). */
    fuzzRuns: number;
  }
}
