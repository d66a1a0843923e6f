/** The storms, and what must be true of each. */
import { readFileSync } from "node:fs";
import { forgetPeak, memory } from "../bench/processes.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { mib, type Report } from "./report.ts";
import type { SilentOrigin } from "./silent-origin.ts";
import type { StormLoad, Weathered } from "./storm-load.ts";

export interface Sky {
  readonly report: Report;
  readonly worker: RunningWorker;
  readonly load: StormLoad;
  readonly origin: SilentOrigin;
  readonly timeoutMs: number;
}

/** For the Worker's dataset: the reference of every point it is given. */
export const PRINT_DATA_POINT = `console.log("data point " + point.blobs[9]);`;

const STORM_SECONDS = 10;
/** What the issue asks for at most; a machine that can't is asked for what it can. */
const RATE_MAX = 10_000;
const RATES = [500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, RATE_MAX];
const TRIAL_SECONDS = 1.5;
/** Of the highest rate that a trial went well with: an isolate without any slack is a queue. */
const RATE_SHARE = 0.75;
/** Each waiting request takes two of workerd's files, of which a process has 20,000 on many systems. */
const IN_FLIGHT_MAX = 9_000;
/** Beyond the timeout: timers, queues and this machine's other programs. */
const MARGIN_MS = 500;

interface Kind {
  readonly name: string;
  readonly path: string;
  readonly status: "502" | "504";
  /** Until an answer must be there. */
  readonly withinMs: number;
}

export async function weather(sky: Sky): Promise<void> {
  const dead: Kind = { name: "dead origin", path: "/dead/x", status: "502", withinMs: MARGIN_MS };
  const silent: Kind = {
    name: "silent origin",
    path: "/silent/x",
    status: "504",
    withinMs: sky.timeoutMs + MARGIN_MS,
  };
  await storm(sky, dead, await bearableRate(sky, dead));
  const rate = await bearableRate(sky, silent);
  const first = await storm(sky, silent, rate);
  const second = await storm(sky, { ...silent, name: "silent origin, once more" }, rate);
  const growth = second - first;
  sky.report.check(
    "peak of memory, second storm",
    `${mib(growth)} more than the first`,
    "< 16.0 MiB",
    growth < 16 * 1_024,
  );
  await flood(sky, silent);
}

/** The highest rate that one isolate on this machine keeps up with, and some slack. */
async function bearableRate({ load, worker }: Sky, { path, withinMs, status }: Kind): Promise<number> {
  let bearable = RATES[0] ?? 0;
  for (const requestsPerSecond of RATES) {
    const trial = await load.send({
      ...to(worker, path),
      requestsPerSecond,
      seconds: TRIAL_SECONDS,
      inFlightMax: IN_FLIGHT_MAX,
    });
    const isBorne = quantile(trial, 1) <= withinMs && trial.statuses[status] === trial.sent;
    if (!isBorne || trial.sent < requestsPerSecond * TRIAL_SECONDS * 0.95) break;
    bearable = requestsPerSecond;
  }
  return Math.round(bearable * RATE_SHARE);
}

/** Returns the peak of resident memory, in KiB. */
async function storm(sky: Sky, kind: Kind, rate: number): Promise<number> {
  const { report, worker, timeoutMs } = sky;
  report.section(`${kind.name}: ${rate} requests a second for ${STORM_SECONDS} s, timeout ${timeoutMs} ms`);
  const { weathered, peakKiB } = await observed(sky, kind, rate);
  const longest = quantile(weathered, 1);
  report.check(
    "answered in time, p50, p99, longest",
    [0.5, 0.99, 1].map((share) => `${quantile(weathered, share).toFixed(0)} ms`).join(", "),
    `<= ${kind.withinMs} ms`,
    longest <= kind.withinMs,
  );
  const inFlightMax = Math.round((rate * kind.withinMs) / 1_000);
  report.check(
    "waiting at once, as the clients see it",
    String(weathered.inFlightPeak),
    `<= ${inFlightMax} (rate x time)`,
    weathered.inFlightPeak <= inFlightMax,
  );
  return peakKiB;
}

/** What the machine can send at most, beyond what the isolate keeps up with: late perhaps, but answered and counted. */
async function flood(sky: Sky, kind: Kind): Promise<void> {
  sky.report.section(
    `${kind.name}: a flood of ${RATE_MAX} requests a second, ${IN_FLIGHT_MAX} at once at most`,
  );
  const { weathered } = await observed(sky, kind, RATE_MAX);
  const times = [0.5, 0.99, 1].map((share) => `${quantile(weathered, share).toFixed(0)} ms`);
  sky.report.note("answered after, p50, p99, longest", times.join(", "));
  sky.report.note("waiting at once, as the clients see it", String(weathered.inFlightPeak));
}

interface Observed {
  readonly weathered: Weathered;
  readonly peakKiB: number;
}

/** One storm, and what must be true of every storm: each request answered, each failure counted, nothing left. */
async function observed(sky: Sky, kind: Kind, requestsPerSecond: number): Promise<Observed> {
  const { report, worker, load, origin } = sky;
  const printed = readFileSync(worker.log).length;
  forgetPeak(worker.pid);
  await origin.waiting();
  const before = memory(worker.pid).residentKiB;
  const weathered = await load.send({
    ...to(worker, kind.path),
    requestsPerSecond,
    seconds: STORM_SECONDS,
    inFlightMax: IN_FLIGHT_MAX,
  });
  const { peakKiB } = memory(worker.pid);
  const { sent, statuses, inFlightPeak } = weathered;
  report.note("sent", `${sent}, ${(sent / weathered.sendingSeconds).toFixed(0)} a second`);
  const said = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  report.check(
    "answered",
    said.join(", ") || "none",
    `${sent} x ${kind.status}`,
    statuses[kind.status] === sent,
  );
  checkCounters(report, weathered, readFileSync(worker.log).subarray(printed).toString());
  await checkNothingWaits(report, origin);
  const each = ((peakKiB - before) / inFlightPeak).toFixed(1);
  report.note(
    "memory before, peak, after",
    `${[before, peakKiB, memory(worker.pid).residentKiB].map(mib).join(", ")} (${each} KiB each waiting)`,
  );
  return { weathered, peakKiB };
}

/** By reference: the failure that an answer names is in the dataset, and in the log, once. */
function checkCounters(report: Report, { refs }: Weathered, printed: string): void {
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

async function checkNothingWaits(report: Report, origin: SilentOrigin): Promise<void> {
  const { peak } = await origin.waiting();
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { now } = await origin.waiting();
  report.check("connections at the origin, peak and after", `${peak}, ${now}`, "0 after", now === 0);
}

function to(worker: RunningWorker, path: string): { port: number; path: string } {
  return { port: Number(new URL(worker.url).port), path };
}

function quantile({ latenciesMs }: Weathered, share: number): number {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}
