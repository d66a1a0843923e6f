/** The real-client suite, `npm run test:clients`. */
import { existsSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeClosedOutput, readArguments } from "../../src/cli/command-line.ts";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { type Cell, runCell, scenariosOf } from "./cell.ts";
import { type Faulted, faultsFor, runFaults } from "./faults/suite.ts";
import { bundleWorker } from "./gateway.ts";
import { type Lane, startLane } from "./lane.ts";
import { type Closed, runClosed, writeClosedTable } from "./maintenance.ts";
import { ABSENT, PROGRAMS } from "./programs/index.ts";
import type { Absent, Program } from "./programs/program.ts";
import { mark, reportProblems, say, sayFault, showCell } from "./report.ts";
import { versionOf } from "./said-version.ts";
import { ABSENT_SERVERS, SERVERS } from "./servers/index.ts";
import type { Server } from "./servers/server.ts";
import { type Exchanged, runServer } from "./servers/suite.ts";
import { serversTable } from "./servers/table.ts";
import { type Outlived, runOutlived, startWays, writeStaleTable } from "./stale.ts";
import { write, writeTable } from "./table.ts";
import { plain } from "./terminal.ts";

/** As many as CI has cores. */
const LANES = 2;

const { values: options, positionals: names } = readArguments({
  usage: `Usage: npm run test:clients -- [name...] [options]
Runs every installed client against a broken registry, through the gateway and without it. A name is that of a client, of its
family, of a format or of a server, or "servers".
  --scenario a,b    only these
  --operation a,b   only these
  --show            print what the terminals showed
  --keep file       write all results, as JSON
  --at-least n      fail if fewer than n programs ran: a suite that did not run has not passed`,
  reads: {
    allowPositionals: true,
    options: {
      scenario: { type: "string" },
      operation: { type: "string" },
      show: { type: "boolean", default: false },
      keep: { type: "string" },
      "at-least": { type: "string", default: "1" },
    },
  },
  integers: ["at-least"],
});

process.exitCode = await main();

async function main(): Promise<number> {
  const absent: Absent[] = [...ABSENT, ...ABSENT_SERVERS];
  const programs = PROGRAMS.filter((program) => isAsked(program) && isHere(program, absent));
  const formats = new Set<string>(FORMAT_NAMES);
  const versions = new Map(programs.map((program) => [program.name, program.version ?? versionOf(program)]));
  const worker = bundleWorker();
  const lanes: Lane[] = [];
  const cells: Cell[] = [];
  const exchanges: Exchanged[] = [];
  const faulted: Faulted[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.stop()));
    worker.remove();
  };
  beforeClosedOutput(stop);
  try {
    for (let index = 0; index < LANES; index += 1) lanes.push(await startLane(worker.script, formats));
    if (options.scenario === "maintenance") return await closeAll(lanes, programs, versions);
    if (options.scenario === "stale") return await outliveAll(lanes[0], worker.script, programs, versions);
    const queue = [...programs];
    await Promise.all(lanes.map((lane) => work(lane, queue, cells)));
    const [lane] = lanes;
    if (lane !== undefined) await runFailedAgain(lane, cells);
    for (const server of SERVERS)
      if (isServed(server, absent)) exchanges.push(...(await serve(server, worker.script)));
    if (options.scenario === undefined)
      faulted.push(
        ...(await runFaults(faultsFor(isAskedBy, absent), worker.script, (first, again) =>
          sayFault(first, again, options.show),
        )),
      );
  } finally {
    await stop();
  }
  reportProblems(cells, exchanges, faulted, absent);
  if (options.keep !== undefined)
    writeFileSync(options.keep, JSON.stringify({ cells, exchanges, faulted }, null, 1));
  if (isWhole()) writeTable(cells, versions, absent);
  if (isWhole() || isAllOf("servers")) write("servers", serversTable(exchanges).join("\n"));
  const all = [...cells, ...exchanges, ...faulted];
  const failed = all.filter(({ problems }) => problems.length > 0).length;
  const ran = [
    ...programs.map(({ family }) => family),
    ...faulted.map(({ fault }) => fault.client),
    ...exchanges.map(({ server }) => server.name),
  ];
  const families = new Set(ran).size;
  const wanted = Number(options["at-least"]);
  if (families < wanted) say(`FAILED: ${families} programs ran, at least ${wanted} have to`);
  say(`${all.length - failed} passed, ${failed} failed`);
  return failed === 0 && families >= wanted ? 0 : 1;
}

/** What clients do when their registry is closed; a run of all of them writes the table in the README. */
async function closeAll(
  lanes: readonly Lane[],
  programs: readonly Program[],
  versions: ReadonlyMap<string, string>,
): Promise<number> {
  const queue = [...programs];
  const all: Closed[] = [];
  const work = async (lane: Lane): Promise<void> => {
    for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
      const done = await runClosed(lane, program);
      all.push(...done);
      for (const { operation, requests, exit, seconds, shown: text, terminal } of done) {
        say(`${program.name} ${operation}: ${requests} requests, exit ${exit} after ${seconds} s, ${text}`);
        if (options.show) say(plain(terminal).trimEnd());
      }
    }
  };
  await Promise.all(lanes.map(work));
  if (names.length === 0) writeClosedTable(all, versions);
  return 0;
}

/** What clients do with their own copies when their registry dies; a run of all of them writes the table in the README. */
async function outliveAll(
  lane: Lane | undefined,
  script: string,
  programs: readonly Program[],
  versions: ReadonlyMap<string, string>,
): Promise<number> {
  if (lane === undefined) return 1;
  const ways = await startWays(script, lane.origin.url);
  const all: Outlived[] = [];
  try {
    for (const program of programs) {
      const outlived = await runOutlived(ways, program);
      if (outlived === null) continue;
      all.push(outlived);
      const { asks, direct, gateway, stale, terminals } = outlived;
      say(`${program.name}: asks ${asks}; direct ${direct}, gateway ${gateway}, stale_if_error ${stale}`);
      if (options.show) for (const terminal of terminals) say(`---\n${plain(terminal).trimEnd()}`);
    }
  } finally {
    await ways.stop();
  }
  if (names.length === 0) writeStaleTable(all, versions);
  return 0;
}

/** Whether all of this was asked for, and nothing else. */
function isAllOf(name: string): boolean {
  return names.length === 1 && names[0] === name && options.scenario === undefined;
}

function isWhole(): boolean {
  return names.length === 0 && options.scenario === undefined && options.operation === undefined;
}

function isAsked(program: Program): boolean {
  return isAskedBy([program.family, program.name, program.format]);
}

function isAskedBy(known: readonly string[]): boolean {
  return names.length === 0 || names.some((name) => known.includes(name));
}

/** A program that is not installed goes into `absent`, with the reason. */
function isHere(program: Program, absent: Absent[]): boolean {
  const because = !FORMAT_NAMES.some((name) => name === program.format)
    ? `format ${program.format} not there yet`
    : !existsSync(program.path)
      ? "not installed"
      : null;
  if (because !== null) absent.push({ name: program.name, because });
  return because === null;
}

function isServed(server: Server, absent: Absent[]): boolean {
  if (!isAskedBy([server.name, "servers"]) || options.scenario !== undefined) return false;
  const missing = server.needs.find((path) => !existsSync(path));
  if (missing === undefined) return true;
  absent.push({ name: server.name, because: `${basename(missing)} not installed` });
  return false;
}

async function serve(server: Server, script: string): Promise<readonly Exchanged[]> {
  const first = await runServer(server, script);
  const failed = first.filter(({ problems }) => problems.length > 0);
  for (const { exchange, problems } of failed)
    say(`run again: ${server.name}: ${exchange.name}; at first: ${problems.join("; ")}`);
  const done = failed.length === 0 ? first : await runServer(server, script);
  for (const { exchange, problems, gateway } of done) {
    say(`${server.name}: ${exchange.name}: ${problems.length === 0 ? "as without the gateway" : "FAILED"}`);
    if (options.show) say(plain(gateway.terminal).trimEnd());
  }
  return done;
}

async function work(lane: Lane, queue: Program[], cells: Cell[]): Promise<void> {
  for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
    for (const operation of program.operations) {
      if (!isPicked(options.operation, operation.name)) continue;
      const done: Cell[] = [];
      for (const scenario of scenariosOf(operation)) {
        if (!isPicked(options.scenario, scenario)) continue;
        const cell = await runCell(lane, program, operation, scenario);
        done.push(cell);
        if (options.show) showCell(cell);
      }
      cells.push(...done);
      say(
        `${program.name} ${operation.name}: ${done.map((cell) => `${cell.scenario} ${mark(cell)}`).join(", ")}`,
      );
    }
  }
}

/**
 * Runs again, alone, what failed while two lanes shared the machine: clients have their own timeouts,
 * and two runs of one client are never quite alike. What fails twice has failed.
 */
async function runFailedAgain(lane: Lane, cells: Cell[]): Promise<void> {
  for (const [index, cell] of cells.entries()) {
    if (cell.problems.length === 0) continue;
    const { program, scenario, problems } = cell;
    const operation = program.operations.find(({ name }) => name === cell.operation);
    if (operation === undefined) continue;
    const again = await runCell(lane, program, operation, scenario);
    cells[index] = again;
    const outcome = again.problems.length === 0 ? "passed" : "failed again";
    say(
      `run again: ${program.name} ${operation.name} ${scenario}: ${outcome}; at first: ${problems.join("; ")}`,
    );
  }
}

function isPicked(list: string | undefined, name: string): boolean {
  return list === undefined || list.split(",").includes(name);
}
