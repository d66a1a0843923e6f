/** The recorded errors of real origins, where that file is at hand (`shared/corpus` beside the project). */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../../shared/corpus/origin-errors.jsonl", import.meta.url).href);

/** The file's text, for tests that can't read files; null where it is not there. */
export function recordedErrors(): string | null {
  return existsSync(FILE) ? readFileSync(FILE, "utf8") : null;
}

declare module "vitest" {
  interface ProvidedContext {
    recordedErrors: string | null;
    /** How many answers a property is tried with (`npm run fuzz`). */
    fuzzRuns: number;
  }
}
