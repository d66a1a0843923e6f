/**
 * One cell of the table: a program, an operation, a scenario; run through the gateway and directly, and judged.
 */
import { allowedDifference, type Expectation, expectation, isInSomeRuns } from "./expectations.ts";
import { type HelpReading, readHelp } from "./help.ts";
import { type HelpExpectation, helpExpectation } from "./help-expectations.ts";
import type { Lane } from "./lane.ts";
import type { Operation, OperationName, Program, Stage } from "./programs/program.ts";
import { type Outcome, runCommand } from "./sandbox.ts";
import { isPageScenario, PAGE_SCENARIOS, SCENARIOS, type Scenario, type ScenarioName } from "./scenarios.ts";
import { read, readWords, type Shown, shown } from "./terminal.ts";

/** One run and what the origin saw of it. */
export interface Trace extends Outcome {
  readonly requests: readonly string[];
  readonly bypassed: readonly string[];
  readonly shown: Shown;
  readonly times: number;
}

export interface Cell {
  readonly program: Program;
  readonly operation: OperationName;
  readonly scenario: ScenarioName;
  readonly expected: Expectation;
  readonly gateway: Trace;
  /** Null if the origin gives no answer. */
  readonly direct: Trace | null;
  /** Only if it is expected to help. */
  readonly lastResort: Trace | null;
  /** The refusal with help after its reason; null in other scenarios. */
  readonly help: Helped | null;
  /** Empty if all is well. */
  readonly problems: readonly string[];
}

export interface Helped {
  readonly expected: HelpExpectation;
  readonly trace: Trace;
  readonly reading: HelpReading;
}

const STRIKES: Readonly<Record<OperationName, readonly Stage[]>> = {
  install: ["metadata", "download"],
  download: ["download"],
  publish: ["publish"],
  login: ["login"],
  call: ["metadata"],
};

const BY_DEFAULT: Readonly<Record<OperationName, readonly ScenarioName[]>> = {
  install: [
    ...(["refused", "unauthorized", "missing", "limited", "broken", "down", "silent"] as const),
    ...PAGE_SCENARIOS,
  ],
  download: ["refused", "missing", "broken", "silent", "sign_in_page"],
  publish: [
    ...(["refused", "unauthorized", "conflict", "limited", "broken", "down", "silent"] as const),
    ...PAGE_SCENARIOS,
  ],
  login: ["refused", "unauthorized", "broken", "down"],
  call: ["refused", "unauthorized", "missing", "limited", "broken", "down", "silent"],
};

export function scenariosOf(operation: Operation): readonly ScenarioName[] {
  return operation.scenarios ?? BY_DEFAULT[operation.name];
}

export async function runCell(
  lane: Lane,
  program: Program,
  operation: Operation,
  name: ScenarioName,
): Promise<Cell> {
  const scenario = SCENARIOS[name];
  const at = (url: string) => trace(lane, url, program, operation, scenario);
  const expected = expectation(program, operation.name, name);
  const { url, lastResortUrl, deadUrl, deadLastResortUrl } = lane.gateway;
  const isDown = name === "down";
  const gateway = await at(isDown ? deadUrl : url);
  const direct = scenario.status === null ? null : await at(lane.origin.url);
  const lastResort =
    expected.kind === "last_resort" ? await at(isDown ? deadLastResortUrl : lastResortUrl) : null;
  const help = name === "refused" ? await runHelped(at, lane, program, operation, expected) : null;
  const facts = {
    program,
    operation: operation.name,
    scenario: name,
    expected,
    gateway,
    direct,
    lastResort,
    help,
  };
  return { ...facts, problems: problemsOf(facts) };
}

async function runHelped(
  at: (url: string) => Promise<Trace>,
  { gateway: { helpUrl, helpLastResortUrl } }: Lane,
  program: Program,
  operation: Operation,
  reason: Expectation,
): Promise<Helped> {
  const traced = await at(reason.kind === "last_resort" ? helpLastResortUrl : helpUrl);
  const expected = helpExpectation(program, operation.name, reason);
  return { expected, trace: traced, reading: readHelp(traced.terminal) };
}

async function trace(
  lane: Lane,
  url: string,
  program: Program,
  operation: Operation,
  scenario: Scenario,
): Promise<Trace> {
  lane.origin.play({ scenario, strikes: new Set(STRIKES[operation.name]) });
  const base = url + lane.prefixOf(program);
  const outcome = await runCommand(program, base, (run) => operation.command(run));
  const seen = lane.origin.seen();
  const isLastResort = url === lane.gateway.lastResortUrl || url === lane.gateway.deadLastResortUrl;
  const reading = (isLastResort ? readWords : read)(outcome.terminal, scenario.reason);
  const requests = seen.map(({ line }) => line).filter((line) => !isInSomeRuns(program, line));
  return {
    ...outcome,
    requests: program.parallel ? [...new Set(requests)].toSorted() : requests,
    bypassed:
      url === lane.origin.url ? [] : seen.filter(({ byGateway }) => !byGateway).map(({ line }) => line),
    shown: shown(reading),
    times: reading.times,
  };
}

/** From worst to best. */
const RANK: readonly Shown[] = ["silent", "raw", "repeated", "shown"];

function rank(value: Shown): number {
  return RANK.indexOf(value);
}

function problemsOf(cell: Omit<Cell, "problems">): string[] {
  const { gateway, direct, lastResort, expected } = cell;
  const problems: string[] = [];
  const wanted = expected.kind === "last_resort" ? "silent" : expected.kind;
  if (rank(gateway.shown) < rank(wanted)) problems.push(`expected ${wanted}, was ${inWords(gateway)}`);
  if (lastResort !== null && rank(lastResort.shown) < rank("repeated"))
    problems.push(`expected shown with last_resort, was ${inWords(lastResort)}`);
  if (gateway.exit === null) problems.push(`had to be ended after ${gateway.seconds} s`);
  if (gateway.bypassed.length > 0) problems.push(`went past the gateway: ${gateway.bypassed.join(", ")}`);
  if (direct !== null && rank(gateway.shown) < rank(direct.shown)) {
    problems.push(`shows less than without the gateway (${gateway.shown}, was ${direct.shown})`);
  }
  if (isPageScenario(cell.scenario)) {
    // Without the gateway the page may pass for a success, or for an index without packages.
    return gateway.exit === 0 ? [...problems, "took a web page for a success"] : problems;
  }
  const allowed = allowedDifference(cell.program, cell.operation, cell.scenario);
  if (direct !== null && allowed === null) problems.push(...differences(gateway, direct));
  return [...problems, ...helpProblems(cell)];
}

/** Help has to be shown as often as the reason, complete, with nothing stuck to it, and to change nothing else. */
function helpProblems({
  help,
  gateway,
  lastResort,
  program,
  operation,
  scenario,
}: Omit<Cell, "problems">): string[] {
  if (help === null) return [];
  const { expected, reading, trace: traced } = help;
  const problems: string[] = [];
  const without = lastResort ?? gateway;
  const isBroken = expected.kind === "broken";
  if (reading.broken > 0 && !isBroken) problems.push(`help: its URL is broken ${reading.broken} times`);
  const wanted = expected.kind === "silent" || isBroken ? 0 : without.times;
  if (reading.times !== wanted) problems.push(`help: expected ${wanted} times, was ${reading.times} times`);
  const signs = reading.stuck.join(" ");
  if (signs !== (expected.kind === "stuck" ? expected.signs : ""))
    problems.push(`help: ${signs === "" ? "nothing" : signs} is stuck to its URL`);
  if (allowedDifference(program, operation, scenario) === null)
    problems.push(...differences(traced, without).map((difference) => `help: ${difference}`));
  return problems;
}

/** Outspoken changes what a client prints, never what it does. */
function differences(gateway: Trace, direct: Trace): string[] {
  const problems: string[] = [];
  if (gateway.exit !== direct.exit)
    problems.push(`exit code ${gateway.exit}, without the gateway ${direct.exit}`);
  if (gateway.requests.join("\n") !== direct.requests.join("\n")) {
    problems.push(
      `other requests: ${listed(gateway.requests)}; without the gateway: ${listed(direct.requests)}`,
    );
  }
  return problems;
}

function listed(requests: readonly string[]): string {
  return requests.length === 0 ? "none" : requests.join(", ");
}

function inWords(trace: Trace): string {
  return trace.shown === "repeated" ? `repeated ${trace.times} times` : trace.shown;
}
