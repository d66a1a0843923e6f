/** Which tests reach a mutant, and whether one of them fails when it is active. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ended, Task } from "./judging-process.ts";
import type { Mutant } from "./mutants.ts";
import type { ReachedBy } from "./reached.ts";
import type { Workspace } from "./workspace.ts";

/** `late`: the tests did not end, or took all memory, which a test run would notice too. `unreached`: no test runs it. */
export type Verdict = "caught" | "late" | "survived" | "unreached";

/** Multiple of the time that the files take without a mutant; beyond it a test is stuck. */
const LATE_SHARE = 6;
/** Added for what is not measured: the start of workers, and the first time of the process. */
const LATE_LEAST_MS = 60_000;

const VITEST = "node_modules/vitest/vitest.mjs";
const CONFIG = "test/mutation/vitest.config.ts";
const JUDGING_PROCESS = "test/mutation/judging-process.ts";

/** Runs the tests below `tests`, or all of them, without a mutant. Out: what each file reached. */
export async function findReached(
  workspace: Workspace,
  workers: number,
  tests: string,
): Promise<readonly ReachedBy[]> {
  const report = join(workspace.root, "reached.json");
  const options = ["--config", CONFIG, "--reporter=./test/mutation/reached.ts", "--retry=2"];
  const child = spawn(process.execPath, [VITEST, "run", ...options, ...(tests === "" ? [] : [tests])], {
    cwd: workspace.root,
    env: {
      ...process.env,
      MUTANT_BUNDLE: join(workspace.activate("reached", null), "worker.js"),
      MUTANTS_REACHED: report,
      MUTANT_WORKERS: String(workers),
    },
    stdio: "ignore",
  });
  await once(child, "exit");
  return JSON.parse(readFileSync(report, "utf8"));
}

/** Judges one mutant after the other, in its own process. */
export class Judge {
  readonly #workspace: Workspace;
  readonly #slot: string;
  #process: ChildProcess | null = null;

  /** In: the slot whose bundle it may use. */
  constructor(workspace: Workspace, slot: string) {
    this.#workspace = workspace;
    this.#slot = slot;
  }

  async judge({ id }: Mutant, reached: readonly ReachedBy[]): Promise<Verdict> {
    const files = reached
      .filter(({ passed, mutants }) => passed && mutants.includes(id))
      .toSorted((a, b) => a.seconds - b.seconds);
    if (files.length === 0) return "unreached";
    const seconds = files.reduce((sum, file) => sum + file.seconds, 0);
    const task: Task = {
      mutant: id,
      bundle: join(this.#workspace.activate(this.#slot, id), "worker.js"),
      files: files.map(({ file }) => file),
    };
    const ended = await this.#send(task, LATE_LEAST_MS + seconds * 1_000 * LATE_SHARE);
    if (ended === null) return "late";
    return ended.failed === null ? "survived" : "caught";
  }

  /** Kills a stuck process and everything that it has started. */
  close(): void {
    if (this.#process !== null) endGroup(this.#process.pid);
    this.#process = null;
  }

  /** Null if there was no answer. */
  async #send(task: Task, maxMs: number): Promise<Ended | null> {
    this.#process ??= spawn(process.execPath, [JUDGING_PROCESS], {
      cwd: this.#workspace.root,
      env: { ...process.env, CI: "1" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      detached: true,
    });
    const child = this.#process;
    child.send(task);
    const ended = await answerOf(child, maxMs);
    if (ended === null) this.close();
    return ended;
  }
}

/** Null if it takes longer, or the process has ended: an endless loop may take all memory. */
function answerOf(child: ChildProcess, maxMs: number): Promise<Ended | null> {
  return new Promise((resolve) => {
    const end = (ended: Ended | null): void => {
      clearTimeout(late);
      child.off("message", end);
      child.off("exit", gone);
      resolve(ended);
    };
    const gone = (): void => end(null);
    const late = setTimeout(() => end(null), maxMs);
    child.on("message", end);
    child.on("exit", gone);
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
