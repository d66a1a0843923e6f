/** The only list of programs whose printing rule is written down, for the try-out. */
import type { FormatName } from "../clients/index.ts";
import { CONTAINERS } from "./terminals/containers.ts";
import { LANGUAGES } from "./terminals/languages.ts";
import { JVM } from "./terminals/maven.ts";
import { JAVASCRIPT } from "./terminals/npm.ts";
import type { Program } from "./terminals/program.ts";
import { PYTHON } from "./terminals/python.ts";
import { SYSTEM } from "./terminals/system.ts";

export const PROGRAMS: readonly Program[] = [
  ...JAVASCRIPT,
  ...PYTHON,
  ...JVM,
  ...LANGUAGES,
  ...CONTAINERS,
  ...SYSTEM,
];

/** The program of that name in that format, or null where no rule is written for it. */
export function programOf(format: FormatName, name: string): Program | null {
  return PROGRAMS.find((program) => program.format === format && program.name === name) ?? null;
}
