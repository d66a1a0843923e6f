/** The official SDKs for Python, in their own virtual environment outside the project. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Outcome, Task } from "./outcome.ts";

const VERSIONS = ["openai==3.52.0", "anthropic==2.11.0"] as const;

const ENVIRONMENT = join(tmpdir(), `outspoken-${VERSIONS.join("-").replaceAll("==", "-")}`);
const PYTHON = join(ENVIRONMENT, "bin/python");
const SCRIPT = join(fileURLToPath(import.meta.url), "../python_sdks.py");
/** Written once everything is installed. */
const READY = join(ENVIRONMENT, "ready");
/** Exists while one test file installs; the others wait for it. */
const LOCK = `${ENVIRONMENT}.lock`;

/** The time limit for the package index. */
const INSTALLING_MAX_MS = 90_000;
/** For hooks in which the SDKs may have to be installed first. */
export const PREPARING_MAX_MS = INSTALLING_MAX_MS + 30_000;
const POLLING_MS = 200;

const run = promisify(execFile);

/** Null if the SDKs are installed, otherwise why not. */
export async function missingPythonSdks(): Promise<string | null> {
  if (existsSync(READY)) return null;
  if (!lock()) return waitForOther();
  try {
    await install();
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replaceAll("\n", " ").slice(0, 300) : String(error);
    return `the Python SDKs could not be installed: ${reason}`;
  } finally {
    rmdirSync(LOCK);
  }
}

async function install(): Promise<void> {
  const options = { signal: AbortSignal.timeout(INSTALLING_MAX_MS) };
  await run("python3", ["-m", "venv", "--clear", ENVIRONMENT], options);
  await run(PYTHON, ["-m", "pip", "install", "--quiet", "--retries", "1", ...VERSIONS], options);
  await run(PYTHON, ["-c", `import openai, anthropic; open(${JSON.stringify(READY)}, "w").close()`], options);
}

/** False if another test file is installing. A lock older than any install is left from a run that was killed. */
function lock(): boolean {
  const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > PREPARING_MAX_MS) rmdirSync(LOCK);
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}

async function waitForOther(): Promise<string | null> {
  while (existsSync(LOCK)) await wait(POLLING_MS);
  return existsSync(READY) ? null : "the Python SDKs could not be installed by another test file";
}

/** Makes the calls, several in parallel. Their outcomes are in the order of the tasks. */
export function callPython(tasks: readonly Task[]): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(PYTHON, [SCRIPT], options, (error, stdout) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(error);
    });
    child.stdin?.end(JSON.stringify(tasks));
  });
}
