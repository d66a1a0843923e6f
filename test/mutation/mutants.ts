/** The mutants of a folder: Stryker's instrumenter puts all of them into the source, each behind its own switch. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

export interface Mutant {
  /** What the switch compares: `globalThis.__stryker__.activeMutant`. */
  readonly id: string;
  /** Relative to the project: `src/text/text.ts`. */
  readonly file: string;
  readonly line: number;
  /** Stryker's name of the mutation. */
  readonly mutator: string;
  /** The first line of the mutated code. */
  readonly replacement: string;
}

const nothing = (): void => {};
const no = (): boolean => false;
const SILENT = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

/** Instruments the modules of these folders of the project at `root`, in place. */
export async function putMutants(root: string, folders: readonly string[]): Promise<Mutant[]> {
  const names = folders.flatMap((folder) => modulesIn(root, folder));
  const files = names.map((name) => ({
    name,
    mutate: true,
    content: readFileSync(join(root, name), "utf8"),
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const instrumented = await new Instrumenter(SILENT).instrument(files, options);
  for (const { name, content } of instrumented.files) writeFileSync(join(root, name), content);
  return instrumented.mutants
    .filter(({ status }) => status === undefined)
    .map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      mutator: mutatorName,
      replacement: replacement.split("\n", 1)[0] ?? "",
    }));
}

function modulesIn(root: string, folder: string): string[] {
  const path = join("src", folder);
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(path, name))
    .toSorted();
}
