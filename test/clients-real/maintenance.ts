/** What clients do when a route is closed for maintenance: how many requests they send, how long they wait, and what they show. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLOSED_FOR_MS, CLOSED_TEXT } from "./gateway.ts";
import type { Lane } from "./lane.ts";
import type { OperationName, Program } from "./programs/program.ts";
import { withRetries } from "./retries.ts";
import { runCommand } from "./sandbox.ts";
import { read, type Shown, shown } from "./terminal.ts";

const OPERATIONS: readonly OperationName[] = ["install", "publish", "call"];
/** A client still running then is reported as waiting. */
const LIMIT_SECONDS = 180;

export interface Closed {
  readonly program: Program;
  readonly operation: OperationName;
  readonly requests: number;
  /** Null if it was still waiting. */
  readonly exit: number | null;
  readonly seconds: number;
  readonly shown: Shown;
  readonly terminal: string;
}

export async function runClosed(lane: Lane, program: Program): Promise<readonly Closed[]> {
  const done: Closed[] = [];
  for (const operation of program.operations.filter(({ name }) => OPERATIONS.includes(name))) {
    lane.gateway.takeFailures();
    const base = lane.gateway.closedUrl + lane.prefixOf(program);
    const patient = { ...program, limitSeconds: LIMIT_SECONDS };
    const outcome = await runCommand(patient, base, (run) => withRetries(operation.command(run)));
    done.push({
      ...outcome,
      program,
      operation: operation.name,
      requests: lane.gateway.takeFailures().length,
      shown: shown(read(outcome.terminal, CLOSED_TEXT)),
    });
  }
  return done;
}

const README = join(import.meta.dirname, "README.md");
const MARKED = /(<!-- maintenance:begin -->\n)[\s\S]*?(<!-- maintenance:end -->)/;

export function writeClosedTable(all: readonly Closed[], versions: ReadonlyMap<string, string>): void {
  const readme = readFileSync(README, "utf8");
  if (!MARKED.test(readme)) throw new Error(`${README} has no lines maintenance:begin and maintenance:end`);
  const minutes = CLOSED_FOR_MS / 60_000;
  const rows = all
    .toSorted((a, b) => (a.program.name.toLowerCase() < b.program.name.toLowerCase() ? -1 : 1))
    .map((closed) => rowOf(closed, versions.get(closed.program.name) ?? ""));
  const table = [
    `Closed for ${minutes} minutes, with every client's own number of tries. "requests": those that the gateway answered.`,
    "",
    "| client | command | requests | gives up after | the text |",
    "|---|---|---|---|---|",
    ...new Set(rows),
    "",
  ].join("\n");
  writeFileSync(README, readme.replace(MARKED, `$1${table.replaceAll("$", "$$$$")}$2`));
}

function rowOf(
  { program, operation, requests, exit, seconds, shown: text }: Closed,
  version: string,
): string {
  const name = program.name.replace(/ [\d.]+(?:-[\w-]+)?$/, "");
  const times = exit === null ? `still waits after ${LIMIT_SECONDS} s` : `${Math.round(seconds)} s`;
  const ends = exit === 0 ? `${times}, as a success` : times;
  return `| ${name} ${version} | ${operation} | ${requests} | ${ends} | ${WORDS[text]} |`;
}

const WORDS: Readonly<Record<Shown, string>> = {
  shown: "shown",
  repeated: "shown more than once",
  raw: "shown raw",
  silent: "not shown",
};
