/** The measurements as one table, and whether each bar is held. */
import { type Case, P99_BAR } from "./throughput-cases.ts";
import {
  busyShare,
  cpuUsPerRequest,
  p99Ms,
  type Rounds,
  ratioToBare,
  requestsPerSecond,
  takenShare,
} from "./throughput-measure.ts";
import type { TargetName } from "./throughput-targets.ts";

/** Below this it was not the Worker that limited the rate. */
const BUSY_ENOUGH = 0.9;

export interface Column {
  readonly title: string;
  readonly cell: (asked: Case, rounds: Rounds) => string;
}

type Measure = typeof requestsPerSecond;

/** In: the targets of the run. Out: what is printed of each case. */
export function columnsFor(targets: readonly TargetName[]): readonly Column[] {
  const others = targets.filter((target) => target !== "bare");
  return [
    { title: "case", cell: ({ name }) => name },
    { title: "format", cell: ({ format }) => format },
    ...targets.map((target) => value(target, "req/s", requestsPerSecond, 0)),
    ...others.map((target) => ratio(target, "req/s", requestsPerSecond)),
    ...targets.map((target) => value(target, "p99 ms", p99Ms, 1)),
    ...others.map((target) => ratio(target, "p99", p99Ms)),
    ...targets.map((target) => value(target, "CPU us", cpuUsPerRequest, 0)),
    ...others.map((target) => ratio(target, "CPU", cpuUsPerRequest)),
    { title: "core in use", cell: (_, rounds) => coreOf(rounds) },
    { title: "quiet rounds", cell: (_, rounds) => String(rounds.get("bare")?.length ?? 0) },
    { title: "bars", cell: (asked, rounds) => verdict(asked, rounds).text },
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

function ratio(target: TargetName, what: string, of: Measure): Column {
  return {
    title: `${target}/bare ${what}`,
    cell: (_, rounds) => {
      if (!rounds.has(target)) return "";
      const { value, error } = ratioToBare(rounds, target, of);
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

export function rowLine(columns: readonly Column[], asked: Case, rounds: Rounds): string {
  return `| ${columns.map(({ title, cell }) => padded(cell(asked, rounds), title)).join(" | ")} |`;
}

function padded(text: string, title: string): string {
  return text.padEnd(title === "case" ? CELL_MIN : title.length);
}

const WORKERS = ["bare", "outspoken"] as const;

/** How much of the measured core the two Workers had, and what other programs took of it. */
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

/** Whether the case's bars are held; what is missed by less than one standard error is left open. */
export function verdict(asked: Case, rounds: Rounds): Verdict {
  const speed = ratioToBare(rounds, "outspoken", requestsPerSecond);
  const p99 = ratioToBare(rounds, "outspoken", p99Ms);
  const results = [
    `req/s >= ${asked.bar.toFixed(2)} ${judged(speed.value - asked.bar, speed.error)}`,
    ...(asked.status === 200
      ? [`p99 <= ${P99_BAR.toFixed(2)} ${judged(P99_BAR - p99.value, p99.error)}`]
      : []),
  ];
  const isFull = WORKERS.every((target) => isBusy(rounds, target));
  return {
    missed: results.filter((result) => result.endsWith("FAIL")).length,
    text: [...results, ...(isFull ? [] : ["the load was the limit"])].join(", "),
  };
}

function judged(margin: number, error: number): "pass" | "open" | "FAIL" {
  if (margin >= 0) return "pass";
  return margin + error >= 0 ? "open" : "FAIL";
}

function isBusy(rounds: Rounds, target: TargetName): boolean {
  const own = rounds.get(target) ?? [];
  return busyShare(own) + takenShare(own) >= BUSY_ENOUGH;
}
