/** One storm, and what must be true of every one: each request answered, each failure counted, nothing left over. */
import { readFileSync } from "node:fs";
import { forgetPeak, memory } from "../bench/processes.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { COLLECTING } from "./collection.ts";
import { mib, type Report } from "./report.ts";
import type { SilentOrigin } from "./silent-origin.ts";
import type { StormLoad, StormOutcome } from "./storm-load.ts";

export interface StormSetup {
  readonly report: Report;
  readonly worker: RunningWorker;
  readonly load: StormLoad;
  readonly origin: SilentOrigin;
  readonly timeoutMs: number;
  /** A route to the silent origin with a long timeout. */
  readonly patientPath: string;
  readonly patienceMs: number;
}

/** For the Worker's dataset: prints the reference of every point; and collects garbage on request. */
export const PRINT_DATA_POINT = `${COLLECTING.onDataPoint} else console.log("data point " + point.blobs[9]);`;

export const STORM_SECONDS = 10;

/**
 * Each waiting request takes four of workerd's open files (measured with 1.20261117; two with 1.20260730), of which a
 * process may have 20,000 here and there; without any left it exits.
 */
export const CONNECTIONS = { inFlightMax: 4_000, openBefore: 2_000 };

export interface Kind {
  readonly name: string;
  readonly path: string;
  readonly status: "502" | "504";
  /** The time within which an answer must arrive. */
  readonly withinMs: number;
  /** In a flood. With a dead origin, a request waits for the isolate only, so more of them show nothing new. */
  readonly floodAtOnce: number;
  /** Whether the origin's breaker is open: then only one request at a time waits, the one that tries the origin. */
  readonly isHeld?: boolean;
}

/** Connections at an origin whose breaker is open: one that tries it, and one that is just being closed. */
const HELD_WAITING_MAX = 2;

/** In: an origin of that kind. Out: the outcome of the requests; the checks are in the report. */
export async function observeStorm(
  setup: StormSetup,
  kind: Kind,
  requestsPerSecond: number,
  connections = CONNECTIONS,
): Promise<StormOutcome> {
  const { report, worker, load, origin } = setup;
  if (kind.isHeld) await open(setup, kind);
  const printed = readFileSync(worker.log).length;
  forgetPeak(worker.pid);
  await origin.waiting();
  const before = memory(worker.pid).residentKiB;
  const outcome = await load.send({
    ...to(worker, kind.path),
    requestsPerSecond,
    seconds: STORM_SECONDS,
    ...connections,
  });
  const { peakKiB } = memory(worker.pid);
  const { sent, statuses } = outcome;
  report.note("sent", `${sent}, ${(sent / outcome.sendingSeconds).toFixed(0)} a second`);
  const outcomes = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  if (outcome.broken > 0) outcomes.push(`${outcome.broken} connections broken`);
  report.check(
    "answered",
    outcomes.join(", ") || "none",
    `${sent} x ${kind.status}`,
    statuses[kind.status] === sent,
  );
  checkCounters(report, outcome, readFileSync(worker.log).subarray(printed).toString());
  await checkNothingWaits(report, origin, kind.isHeld ?? false);
  const resident = [before, peakKiB, memory(worker.pid).residentKiB].map(mib);
  report.note("resident memory before, peak, after", resident.join(", "));
  return outcome;
}

/** Sends as many failures as open the breaker, and waits for what was in flight with them. */
async function open({ load, worker, timeoutMs }: StormSetup, { path }: Kind): Promise<void> {
  await load.send({ ...to(worker, path), requestsPerSecond: 50, seconds: 0.2, ...CONNECTIONS });
  await new Promise((resolve) => setTimeout(resolve, timeoutMs * 0.2));
}

/** By reference: the failure that an answer names is in the dataset and in the log, once each. */
function checkCounters(report: Report, { refs }: StormOutcome, printed: string): void {
  const points = [...printed.matchAll(/data point ([a-z]+)$/gm)].map(([, ref]) => ref);
  const lines = [...printed.matchAll(/"event":"failure".*"ref":"([a-z]+)"/g)].map(([, ref]) => ref);
  const answered = new Set(refs);
  for (const [name, counted] of [
    ["data points", points],
    ["log lines", lines],
  ] as const) {
    const isSame =
      counted.length === refs.length && counted.every((ref) => ref !== undefined && answered.has(ref));
    report.check(
      name,
      `${counted.length}, each with the reference of an answer: ${isSame ? "yes" : "no"}`,
      `= ${refs.length} answers`,
      isSame,
    );
  }
}

async function checkNothingWaits(report: Report, origin: SilentOrigin, isHeld: boolean): Promise<void> {
  const { peak } = await origin.waiting();
  if (isHeld)
    report.check(
      "waiting at the origin at once",
      String(peak),
      `<= ${HELD_WAITING_MAX}`,
      peak <= HELD_WAITING_MAX,
    );
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { now } = await origin.waiting();
  report.check("connections at the origin, peak and after", `${peak}, ${now}`, "0 after", now === 0);
}

/** Where the load goes. */
export function to(worker: RunningWorker, path: string): { port: number; path: string } {
  return { port: Number(new URL(worker.url).port), path };
}

export function quantile({ latenciesMs }: StormOutcome, share: number): number {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
