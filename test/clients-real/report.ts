/** What the suite prints while it runs and at the end. */
import type { Cell } from "./cell.ts";
import type { Faulted } from "./faults/suite.ts";
import type { Absent } from "./programs/program.ts";
import type { Exchanged } from "./servers/suite.ts";
import { plain } from "./terminal.ts";

/** How a cell went, in a word or two. */
export function mark({ gateway, problems }: Cell): string {
  return problems.length === 0 ? gateway.shown : `${gateway.shown} (FAILED)`;
}

/** What the terminals of a cell showed. */
export function showCell(cell: Cell): void {
  say(`\n=== ${cell.program.name} ${cell.operation} ${cell.scenario}`);
  for (const [via, trace] of [
    ["gateway", cell.gateway],
    ["direct", cell.direct],
    ["last resort", cell.lastResort],
    ["help", cell.help?.trace ?? null],
  ] as const) {
    if (trace === null) continue;
    say(`--- ${via}: exit ${trace.exit}, ${trace.shown}, ${trace.seconds} s, ${trace.requests.join(" | ")}`);
    say(plain(trace.terminal).trimEnd());
  }
}

/** What did not run, and every problem. */
export function reportProblems(
  cells: readonly Cell[],
  exchanges: readonly Exchanged[],
  faulted: readonly Faulted[],
  absent: readonly Absent[],
): void {
  for (const { name, because } of absent) say(`not run: ${name} (${because})`);
  for (const { program, operation, scenario, problems } of cells) {
    for (const problem of problems) say(`FAILED ${program.name} ${operation} ${scenario}: ${problem}`);
  }
  for (const { server, exchange, problems } of exchanges) {
    for (const problem of problems) say(`FAILED ${server.name}, ${exchange.name}: ${problem}`);
  }
  for (const { fault, problems } of faulted) {
    for (const problem of problems) say(`FAILED ${fault.name}: ${problem}`);
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
/** How a fault went; with `showsTerminals`, what they showed too. */
export function sayFault(first: Faulted, again: Faulted | null, showsTerminals: boolean): void {
  const { fault, problems, gateway, direct } = again ?? first;
  if (again !== null) say(`run again: ${fault.name}; at first: ${first.problems.join("; ")}`);
  say(`${fault.name}: ${problems.length === 0 ? "as it should" : "FAILED"}`);
  if (!showsTerminals) return;
  for (const [via, { exit, seconds, terminal }] of [
    ["gateway", gateway],
    ["direct", direct],
  ] as const) {
    say(`--- ${via}: exit ${exit}, ${seconds} s`);
    say(plain(terminal).trimEnd());
  }
}
