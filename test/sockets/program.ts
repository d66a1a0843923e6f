/** Runs programs installed on this machine against a gateway in this process. */
import { execFile, execFileSync } from "node:child_process";

export interface Run {
  readonly code: number;
  /** What the terminal shows. */
  readonly shown: string;
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const PATIENCE_MS = 20_000;

/** Runs it to its end, with none of this user's settings. */
export function run(program: string, ...parameters: readonly string[]): Promise<Run> {
  const env = { PATH: process.env.PATH, HOME: "/nonexistent", NO_PROXY: "*", LC_ALL: "C.UTF-8" };
  return new Promise((resolve) => {
    execFile(program, parameters, { env, timeout: PATIENCE_MS }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), shown: stdout + stderr });
    });
  });
}
