/**
 * Every exchange with every server, once directly and once through the gateway, each on a new instance.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as v from "valibot";
import type { Variables } from "../../sockets/miniflare.ts";
import { startOneGateway } from "../gateway.ts";
import { type Outcome, runCommand } from "../sandbox.ts";
import { plain } from "../terminal.ts";
import { asProgram } from "./index.ts";
import type { Exchange, Server, Serving } from "./server.ts";

const START_LIMIT_MS = 90_000;

export interface Exchanged {
  readonly server: Server;
  readonly exchange: Exchange;
  readonly gateway: Counted;
  readonly direct: Outcome;
  readonly problems: readonly string[];
}

/** How a command ended, and what the gateway counted for it. */
export interface Counted extends Outcome {
  readonly failures: readonly Failed[];
}

/** The fields used of a line in the gateway's log. */
const FAILED = v.object({
  category: v.string(),
  status: v.number(),
  reason: v.string(),
});

export type Failed = v.InferOutput<typeof FAILED>;

function readFailure(line: string): Failed {
  return v.parse(FAILED, JSON.parse(line));
}

/** workerd writes a log line after the answer that it is about. */
const LOG_LATE_MS = 200;

/** Never throws: a server that does not start is a problem of each of its exchanges. */
export async function runServer(server: Server, script: string): Promise<Exchanged[]> {
  try {
    return await runBoth(server, script);
  } catch (error) {
    const terminal = String(error);
    const nothing: Counted = { exit: null, terminal, seconds: 0, failures: [] };
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
  const direct = await withInstance(server, (url, folder) =>
    exchangeAll(server, { base: url + server.base, folder }),
  );
  const gateway = await withInstance(server, async (url, folder) => {
    const gate = await startOneGateway(script, variablesOf(server, url));
    try {
      const base = gate.url + (server.preset === undefined ? server.prefix : server.base);
      return await exchangeAll(server, { base, folder }, () => gate.takeFailures());
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

function variablesOf({ preset, routes, prefix, format, base }: Server, url: string): Variables {
  const own = routes?.map((route) => ({ ...route, origin: url + route.path.slice(0, -"/*".length) }));
  if (preset !== undefined) return { PRESET: preset, ORIGIN: url, ...(own && { ROUTES: own }) };
  return { ROUTES: own ?? [{ path: `${prefix}/*`, format, origin: url + base }] };
}

/** Where the commands find the server, and its folder. */
interface Place {
  readonly base: string;
  readonly folder: string;
}

async function exchangeAll(
  server: Server,
  { base, folder }: Place,
  takeFailures: () => readonly string[] = () => [],
): Promise<Counted[]> {
  const outcomes: Counted[] = [];
  for (const exchange of server.exchanges) {
    const outcome = await runCommand(asProgram(server), base, (run) => exchange.command(run, folder));
    await setTimeout(LOG_LATE_MS);
    outcomes.push({ ...outcome, failures: takeFailures().map(readFailure) });
  }
  return outcomes;
}

function problemsOf(
  { refused, digest, counted, asksFirst }: Exchange,
  gateway: Counted,
  direct: Outcome,
): string[] {
  const problems: string[] = [];
  if (gateway.exit !== direct.exit)
    problems.push(`exit code ${gateway.exit}, without the gateway ${direct.exit}`);
  if (refused === null && gateway.exit !== 0) problems.push(`failed: ${lastLine(gateway)}`);
  // Conan's sign-in begins with a 401 without a challenge, which is a failure.
  const missed = gateway.failures.filter(({ category }) => category === "not_found");
  if (refused === null && asksFirst === undefined)
    problems.push(...missed.map((failed) => `counted: ${JSON.stringify(failed)}`));
  const categories = gateway.failures.map(({ category }) => category);
  if (counted !== undefined && !categories.includes(counted))
    problems.push(`not counted as ${counted}, but as: ${categories.join(", ")}`);
  if (refused !== null && gateway.exit === 0) problems.push("was not refused");
  if (refused !== null && !refused.test(plain(gateway.terminal)))
    problems.push(`does not say ${refused}: ${lastLine(gateway)}`);
  if (digest !== undefined && !gateway.terminal.includes(digest))
    problems.push("got other bytes than were sent");
  return problems;
}

function lastLine({ terminal }: Outcome): string {
  return plain(terminal).trim().split("\n").slice(-3).join(" / ").slice(0, 500);
}

/** Starts it with its own folder, which is removed with it. */
export async function withInstance<T>(
  server: Pick<Server, "serving">,
  use: (url: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-server-"));
  const port = await freePort();
  const serving = server.serving(folder, port, await freePort());
  const child = startServer(serving, folder);
  try {
    await answering(port, child);
    return await use(`http://127.0.0.1:${port}`, folder);
  } finally {
    for (const [file = "", ...args] of serving.after ?? []) spawnSync(file, args, { cwd: folder });
    endGroup(child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function startServer({ argv, env: more, files, before = [] }: Serving, folder: string): ChildProcess {
  const env = { PATH: process.env.PATH ?? "", HOME: folder, LANG: "C.UTF-8", ...more };
  for (const [path, content] of Object.entries(files ?? {})) {
    const full = isAbsolute(path) ? path : join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  for (const [file = "", ...args] of before) execFileSync(file, args, { cwd: folder, stdio: "pipe", env });
  const [file = "", ...args] = argv;
  return spawn(file, args, { cwd: folder, detached: true, stdio: "ignore", env });
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
