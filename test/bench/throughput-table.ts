/** The measurements as one table, and whether each bar is met. */
import { type Bar, type Case, P99_BAR } from "./throughput-cases.ts";
import {
  busyShare,
  cpuUsPerRequest,
  p50Ms,
  p99Ms,
  type Rounds,
  ratioBetween,
  requestsPerSecond,
  TAKEN_MAX,
  takenShare,
} from "./throughput-measure.ts";
import type { TargetName } from "./throughput-targets.ts";

/** Below this it was not the Worker that limited the rate. */
const BUSY_ENOUGH = 0.9;

export interface Column {
  readonly title: string;
  readonly cell: (benchCase: Case, rounds: Rounds) => string;
}

type Measure = typeof requestsPerSecond;

/** In: the targets of the run. Out: what is printed for each case. */
export function columnsFor(targets: readonly TargetName[]): readonly Column[] {
  const others = targets.filter((target) => target !== "bare");
  return [
    { title: "case", cell: ({ name }) => name },
    { title: "format", cell: ({ format }) => format },
    ...targets.map((target) => value(target, "req/s", requestsPerSecond, 0)),
    ...others.map((target) => ratio(target, "bare", "req/s", requestsPerSecond)),
    ratio("outspoken", "hand-made", "req/s", requestsPerSecond),
    ...targets.map((target) => value(target, "p50 ms", p50Ms, 1)),
    ...targets.map((target) => value(target, "p99 ms", p99Ms, 1)),
    ...others.map((target) => ratio(target, "bare", "p99", p99Ms)),
    ...targets.map((target) => value(target, "CPU us", cpuUsPerRequest, 0)),
    ...others.map((target) => ratio(target, "bare", "CPU", cpuUsPerRequest)),
    ratio("outspoken", "hand-made", "CPU", cpuUsPerRequest),
    { title: "core in use", cell: (_, rounds) => coreOf(rounds) },
    { title: "quiet rounds", cell: (_, rounds) => String(rounds.get("bare")?.length ?? 0) },
    { title: "bars", cell: (benchCase, rounds) => verdict(benchCase, rounds).text },
  ];
}

function value(target: TargetName, unit: string, of: Measure, digits: number): Column {
  return {
    title: `${target} ${unit}`,
    cell: ({ name }, rounds) => {
      const own = rounds.get(target);
      return own === undefined ? "" : of(own).toFixed(name === "tarball" ? 1 : digits);
    },
  };
}

function ratio(target: TargetName, against: TargetName, what: string, of: Measure): Column {
  return {
    title: `${target}/${against} ${what}`,
    cell: (_, rounds) => {
      if (!rounds.has(target) || !rounds.has(against)) return "";
      const { value, error } = ratioBetween(rounds, target, against, of);
      return `${value.toFixed(2)} ±${error.toFixed(2)}`;
    },
  };
}

/** The longest name of a case. */
const CELL_MIN = "metadata-renamed".length;

export function headerLines(columns: readonly Column[]): string {
  const titles = columns.map(({ title }) => padded(title, title));
  return `| ${titles.join(" | ")} |\n|${titles.map((title) => "-".repeat(title.length + 2)).join("|")}|`;
}

export function rowLine(columns: readonly Column[], benchCase: Case, rounds: Rounds): string {
  return `| ${columns.map(({ title, cell }) => padded(cell(benchCase, rounds), title)).join(" | ")} |`;
}

function padded(text: string, title: string): string {
  return text.padEnd(title === "case" ? CELL_MIN : title.length);
}

const WORKERS = ["bare", "outspoken"] as const;

/** How much of the measured core the two Workers had, and how much other programs took. */
function coreOf(rounds: Rounds): string {
  const shares = WORKERS.map((target) => percent(busyShare(rounds.get(target) ?? [])));
  const taken = Math.max(...WORKERS.map((target) => takenShare(rounds.get(target) ?? [])));
  return shares.join(", ") + (taken < 0.01 ? "" : `; ${percent(taken)} others`);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export interface Verdict {
  readonly missed: number;
  readonly text: string;
}

/**
 * Whether the case's bars are met; a bar missed by less than one standard error is left open.
 *
 * Requests per second mean nothing if the Workers did not fill their core or shared it: two equal Workers then had ratios
 * of 0.7 to 1.6, and of 0.91 to 1.13 in CPU per request (other programs had a quarter to four fifths of the core).
 * In that case CPU is judged, which is equivalent on a core of one's own, and a p99 that misses is left open.
 */
export function verdict(benchCase: Case, rounds: Rounds): Verdict {
  const bars = benchCase.bars.filter(({ against }) => rounds.has(against));
  const results = [
    ...bars.map((bar) => speedVerdict(rounds, bar)),
    ...(benchCase.status === 200 ? [p99Verdict(rounds)] : []),
  ];
  return {
    missed: results.filter((result) => result.endsWith("FAIL")).length,
    text: results.join(", "),
  };
}

function speedVerdict(rounds: Rounds, { against, atLeast, better }: Bar): string {
  const isOwn = hadOwnCore(rounds, against);
  const { value, error } = isOwn
    ? ratioBetween(rounds, "outspoken", against, requestsPerSecond)
    : ratioBetween(rounds, against, "outspoken", cpuUsPerRequest);
  const result = value >= better ? "pass, better too" : judged(value - atLeast, error);
  const what = `${isOwn ? "req/s" : "by CPU"} ${value.toFixed(2)} of ${against}`;
  return `${what} >= ${atLeast.toFixed(2)} (better ${better.toFixed(2)}) ${result}`;
}

function p99Verdict(rounds: Rounds): string {
  const { value, error } = ratioBetween(rounds, "outspoken", "bare", p99Ms);
  const result = judged(P99_BAR - value, hadOwnCore(rounds, "bare") ? error : Number.POSITIVE_INFINITY);
  return `p99 ${value.toFixed(2)} of bare <= ${P99_BAR.toFixed(2)} ${result}`;
}

function judged(margin: number, error: number): "pass" | "open" | "FAIL" {
  if (margin >= 0) return "pass";
  return margin + error >= 0 ? "open" : "FAIL";
}

/** Whether Outspoken and the other both filled the core, and no other program used it. */
function hadOwnCore(rounds: Rounds, against: TargetName): boolean {
  return ["outspoken" as const, against].every((target) => {
    const own = rounds.get(target) ?? [];
    return takenShare(own) <= TAKEN_MAX && busyShare(own) + takenShare(own) >= BUSY_ENOUGH;
  });
}
