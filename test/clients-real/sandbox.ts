/**
 * Runs one command in its own home, ends it when its time is up, and reads what it printed.
 */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type { Command, Program, Run } from "./programs/program.ts";

/** What a command left behind. */
export interface Outcome {
  /** The exit code; null if it had to be killed. */
  readonly exit: number | null;
  /** Standard output and standard error, in the order they came. */
  readonly terminal: string;
  readonly seconds: number;
}

const LIMIT_SECONDS = 60;
/** A terminal so wide that nothing is wrapped. */
const COLUMNS = "400";

/** Runs one operation's command with a new home, which is removed afterwards. */
export async function runCommand(
  program: Pick<Program, "warm" | "limitSeconds">,
  base: string,
  commandOf: (run: Run) => Command,
): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), "outspoken-run-"));
  try {
    const run: Run = { base, host: new URL(base).host, home, work: join(home, "work") };
    mkdirSync(run.work);
    mkdirSync(join(home, "tmp"));
    for (const [target, source] of Object.entries(program.warm ?? {})) copyLinked(source, join(home, target));
    const command = commandOf(run);
    for (const [path, content] of Object.entries(command.files ?? {})) {
      const full = isAbsolute(path) ? path : join(run.work, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
    return await start(command, run, program.limitSeconds ?? LIMIT_SECONDS);
  } finally {
    remove(home);
  }
}

/** What an engine has left mounted stays behind, which does not affect the outcome. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    return;
  }
}

/** With hard links a warm cache costs no time or space; programs replace files rather than write into them. */
function copyLinked(source: string, target: string): void {
  if (!existsSync(source)) return;
  mkdirSync(dirname(target), { recursive: true });
  try {
    execFileSync("cp", ["-al", source, target], { stdio: "pipe" });
  } catch {
    cpSync(source, target, { recursive: true });
  }
}

function start(command: Command, run: Run, limitSeconds: number): Promise<Outcome> {
  const [file = "", ...args] = command.pty ? onTerminal(command.argv) : command.argv;
  const since = Date.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: run.work,
      env: { ...environment(run), ...command.env },
      // Its own process group, so that what it started ends with it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    let ended = false;
    const endGroup = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // The group is gone already.
      }
    };
    const timer = setTimeout(() => {
      ended = true;
      endGroup();
    }, limitSeconds * 1_000);
    const finish = (exit: number | null) => {
      clearTimeout(timer);
      endGroup();
      const terminal = Buffer.concat(chunks).toString("utf8");
      resolve({ exit: ended ? null : exit, terminal, seconds: (Date.now() - since) / 1_000 });
    };
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => {
      chunks.push(Buffer.from(String(error)));
      finish(127);
    });
    child.on("close", (exit) => finish(exit));
    // A server that a client leaves running would hold the pipes open.
    child.on("exit", (exit) => setTimeout(() => finish(exit), 500).unref());
  });
}

/** util-linux `script` gives the command a terminal and its exit code back. */
function onTerminal(argv: readonly string[]): readonly string[] {
  const quoted = argv.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  return ["script", "-qefc", `stty cols ${COLUMNS} rows 50; exec ${quoted}`, "/dev/null"];
}

/** The only environment that a run gets: no proxy, no registry, no credentials of this machine. */
function environment(run: Run): Record<string, string> {
  return {
    // The Node.js that runs the suite runs the npm clients too.
    PATH: `${dirname(process.execPath)}:${process.env.PATH ?? "/usr/bin:/bin"}`,
    HOME: run.home,
    TMPDIR: join(run.home, "tmp"),
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
    TERM: "dumb",
    NO_COLOR: "1",
    COLUMNS,
    RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), ".rustup"),
    PYTHONDONTWRITEBYTECODE: "1",
  };
}
