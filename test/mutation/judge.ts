/** Which tests reach a mutant, and whether one of them fails where it is active. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./mutants.ts";
import type { ReachedBy } from "./reached.ts";
import type { Workspace } from "./workspace.ts";

/** `late`: the tests did not end, which a test run sees too. `unreached`: no test comes by. */
export type Verdict = "caught" | "late" | "survived" | "unreached";

/** A file of tests that is stuck holds up its run for longer than any takes. */
const RUN_MAX_MS = 240_000;
/** So many quick files first: most mutants are caught by one of them. */
const FIRST_FILES = 4;

const VITEST = "node_modules/vitest/vitest.mjs";
const CONFIG = "test/mutation/vitest.config.ts";

interface Run {
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  readonly maxMs: number;
}

/** Runs all tests without a mutant. Out: what each file reached. */
export async function findReached(workspace: Workspace, workers: number): Promise<readonly ReachedBy[]> {
  const report = join(workspace.root, "reached.json");
  await runTests(workspace, {
    files: [],
    environment: {
      MUTANT_BUNDLE: join(workspace.activate("reached", null), "worker.js"),
      MUTANTS_REACHED: report,
      MUTANT_WORKERS: String(workers),
    },
    options: ["--reporter=./test/mutation/reached.ts", "--retry=2"],
    maxMs: Number.POSITIVE_INFINITY,
  });
  return JSON.parse(readFileSync(report, "utf8"));
}

/** In: a mutant, the slot whose bundle it may have, and what the tests reach. */
export async function judgeMutant(
  workspace: Workspace,
  slot: string,
  { id }: Mutant,
  reached: readonly ReachedBy[],
): Promise<Verdict> {
  const files = reached
    .filter(({ passed, mutants }) => passed && mutants.includes(id))
    .toSorted((a, b) => a.seconds - b.seconds)
    .map(({ file }) => file);
  if (files.length === 0) return "unreached";
  const environment = {
    ACTIVE_MUTANT: id,
    MUTANT_BUNDLE: join(workspace.activate(slot, id), "worker.js"),
  };
  for (const part of [files.slice(0, FIRST_FILES), files.slice(FIRST_FILES)]) {
    if (part.length === 0) continue;
    const end = await runTests(workspace, {
      files: part,
      environment,
      options: ["--bail=1"],
      maxMs: RUN_MAX_MS,
    });
    if (end === null) return "late";
    if (end !== 0) return "caught";
  }
  return "survived";
}

/** Out: the exit code, or null where the time was over. */
function runTests(
  { root }: Workspace,
  { files, environment, options = [], maxMs }: Run,
): Promise<number | null> {
  const child = spawn(process.execPath, [VITEST, "run", "--config", CONFIG, ...options, ...files], {
    cwd: root,
    env: { ...process.env, ...environment, CI: "1" },
    stdio: "ignore",
    // A group of its own, so that the Workers that it started end with it.
    detached: true,
  });
  return new Promise((resolve, reject) => {
    const end = (code: number | null): void => {
      clearTimeout(timer);
      endGroup(child.pid);
      resolve(code);
    };
    const timer = Number.isFinite(maxMs) ? setTimeout(() => end(null), maxMs) : undefined;
    child.on("error", reject);
    child.on("exit", (code) => end(code ?? 1));
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}
