/** Runs the commands as operators do: as separate programs, in a folder with a wrangler file. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const PROJECT = join(import.meta.dirname, "../..");
/** Each loads wrangler's code, on a machine that other tests keep busy. */
export const PATIENCE_MS = 180_000;

export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** In: a file of src/cli. Out: what it printed, on both streams. */
export function run(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const program = join(PROJECT, "src/cli", script);
  const options = { cwd: PROJECT, env: { ...process.env, ...env } };
  return promisify(execFile)(process.execPath, [program, ...args], options).then(
    ({ stdout, stderr }) => ({ status: 0, output: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      status: error.code,
      output: error.stdout + error.stderr,
    }),
  );
}

/** A folder with files, by their names; `file` is the path of one of them. */
export class Folder {
  readonly #path = mkdtempSync(join(tmpdir(), "outspoken-cli-"));

  write(files: Readonly<Record<string, string>>): this {
    for (const [name, text] of Object.entries(files)) writeFileSync(this.file(name), text);
    return this;
  }

  file(name: string): string {
    return join(this.#path, name);
  }

  remove(): void {
    rmSync(this.#path, { recursive: true });
  }
}
