/**
 * Every exchange with every server, once at the server itself and once through the gateway, each on a new instance.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startGateway } from "../gateway.ts";
import { type Outcome, runCommand } from "../sandbox.ts";
import { plain } from "../terminal.ts";
import { asProgram } from "./index.ts";
import type { Exchange, Server } from "./server.ts";

const START_LIMIT_MS = 30_000;

export interface Exchanged {
  readonly server: Server;
  readonly exchange: Exchange;
  readonly gateway: Outcome;
  readonly direct: Outcome;
  readonly problems: readonly string[];
}

/** How a command ended, and what the gateway counted of it. */
interface Counted extends Outcome {
  readonly failures: readonly string[];
}

/** A line of the log comes from workerd after the answer that it is about. */
const LOG_LATE_MS = 200;

/** Never throws: a server that does not start is a problem of each of its exchanges. */
export async function runServer(server: Server, script: string): Promise<Exchanged[]> {
  try {
    return await runBoth(server, script);
  } catch (error) {
    const terminal = String(error);
    const nothing: Outcome = { exit: null, terminal, seconds: 0 };
    return server.exchanges.map((exchange) => ({
      server,
      exchange,
      gateway: nothing,
      direct: nothing,
      problems: [terminal],
    }));
  }
}

async function runBoth(server: Server, script: string): Promise<Exchanged[]> {
  const direct = await withInstance(server, (url) => exchangeAll(server, url + server.base));
  const gateway = await withInstance(server, async (url) => {
    const gate = await startGateway(script, [
      { prefix: server.prefix, format: server.format, origin: url + server.base },
    ]);
    try {
      return await exchangeAll(server, gate.url + server.prefix, () => gate.takeFailures());
    } finally {
      await gate.stop();
    }
  });
  return server.exchanges.map((exchange, index) => {
    const [there, here] = [gateway[index], direct[index]];
    if (there === undefined || here === undefined) throw new Error(`${exchange.name} was not run`);
    return { server, exchange, gateway: there, direct: here, problems: problemsOf(exchange, there, here) };
  });
}

async function exchangeAll(
  server: Server,
  base: string,
  takeFailures: () => readonly string[] = () => [],
): Promise<Counted[]> {
  const outcomes: Counted[] = [];
  for (const exchange of server.exchanges) {
    const outcome = await runCommand(asProgram(server), base, (run) => exchange.command(run));
    await setTimeout(LOG_LATE_MS);
    outcomes.push({ ...outcome, failures: takeFailures() });
  }
  return outcomes;
}

function problemsOf({ refused, digest }: Exchange, gateway: Counted, direct: Outcome): string[] {
  const problems: string[] = [];
  if (gateway.exit !== direct.exit)
    problems.push(`exit code ${gateway.exit}, without the gateway ${direct.exit}`);
  if (refused === null && gateway.exit !== 0) problems.push(`failed: ${lastLine(gateway)}`);
  // Conan's first step of signing in is a 401 without a challenge, and so a failure.
  const missed = gateway.failures.filter((line) => line.includes('"category":"not_found"'));
  if (refused === null) problems.push(...missed.map((line) => `counted: ${line}`));
  if (refused !== null && gateway.exit === 0) problems.push("was not refused");
  if (refused !== null && !refused.test(plain(gateway.terminal)))
    problems.push(`does not say ${refused}: ${lastLine(gateway)}`);
  if (digest !== undefined && !gateway.terminal.includes(digest)) problems.push("other bytes than were sent");
  return problems;
}

function lastLine({ terminal }: Outcome): string {
  return plain(terminal).trim().split("\n").slice(-3).join(" / ").slice(0, 500);
}

/** Starts it in front of a folder of its own, which goes with it. */
export async function withInstance<T>(
  server: Pick<Server, "serving">,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-server-"));
  const port = await freePort();
  const child = startServer(server, folder, port);
  try {
    await answering(port, child);
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    endGroup(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function startServer(server: Pick<Server, "serving">, folder: string, port: number): ChildProcess {
  const { argv, env, files } = server.serving(folder, port);
  for (const [path, content] of Object.entries(files ?? {})) {
    const full = isAbsolute(path) ? path : join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  const [file = "", ...args] = argv;
  return spawn(file, args, {
    cwd: folder,
    detached: true,
    stdio: "ignore",
    env: { PATH: process.env.PATH ?? "", HOME: folder, LANG: "C.UTF-8", ...env },
  });
}

/** Only the group that this suite started. */
function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until && child.exitCode === null) {
    if (await isOpen(port)) return;
    await setTimeout(100);
  }
  throw new Error(`the server did not start: ${child.spawnargs.join(" ")}`);
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
