/** The storms, and what must be true of each. */
import { collect } from "./collection.ts";
import {
  CONNECTIONS,
  type Kind,
  observeStorm,
  quantile,
  STORM_SECONDS,
  type StormSetup,
  to,
} from "./observed-storm.ts";

/** Ten thousand a second, or as many as the machine can. */
const RATE_MAX = 10_000;
const RATES = [500, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000, 8_000, RATE_MAX];
const TRIAL_SECONDS = 1.5;
/** Of the highest rate of a successful trial: an isolate without slack is a queue. */
const RATE_SHARE = 0.5;
/** Allowed beyond the timeout: timers, queues and this machine's other programs. */
const MARGIN_MS = 500;
/** Enough to measure what each costs. */
const HELD = 2_000;
/** Cloudflare's limit for an isolate. */
const ISOLATE_KB = 128_000;
/** V8 prints its heap with one decimal, and code compiled meanwhile stays. */
const HEAP_GROWTH_MAX_MB = 1;

export async function checkStorms(setup: StormSetup): Promise<void> {
  const { report, worker, timeoutMs } = setup;
  const dead: Kind = {
    name: "dead origin",
    path: "/dead/x",
    status: "502",
    withinMs: MARGIN_MS,
    floodAtOnce: 1_000,
  };
  const silent: Kind = {
    name: "silent origin",
    path: "/silent/x",
    status: "504",
    withinMs: timeoutMs + MARGIN_MS,
    floodAtOnce: 4_000,
  };
  const deadRate = await bearableRate(setup, dead);
  const silentRate = await bearableRate(setup, silent);
  const before = await collect(worker);
  await storm(setup, dead, deadRate);
  await storm(setup, silent, silentRate);
  await storm(setup, held(dead), deadRate);
  await storm(setup, held(silent), deadRate);
  await flood(setup, dead);
  await flood(setup, silent);
  report.section("After all storms");
  const after = await collect(worker);
  const growth = after.heapMB - before.heapMB;
  report.check(
    "lives in V8's heap, after a collection",
    `${growth.toFixed(1)} MB more than ${before.heapMB} MB`,
    `<= ${HEAP_GROWTH_MAX_MB} MB`,
    growth <= HEAP_GROWTH_MAX_MB,
  );
  await hold(setup);
}

/** The same origin on a route with a breaker, which the first requests open. */
function held(kind: Kind): Kind {
  return { ...kind, name: `${kind.name}, breaker`, path: kind.path.replace("/x", "-held/x"), isHeld: true };
}

/** Measures what a waiting request takes in V8's heap. */
async function hold({ report, worker, load, patientPath, patienceMs }: StormSetup): Promise<void> {
  const before = await collect(worker);
  const held = load.send({
    ...to(worker, patientPath),
    requestsPerSecond: HELD,
    seconds: 1,
    ...CONNECTIONS,
  });
  await new Promise((resolve) => setTimeout(resolve, patienceMs * 0.5));
  const during = await collect(worker);
  const { sent } = await held;
  const heapKB = ((during.heapMB - before.heapMB) / sent) * 1_000;
  const fits = (ISOLATE_KB / heapKB / 1_000).toFixed(0);
  report.note(
    `${sent} waiting requests take`,
    `${heapKB.toFixed(1)} KB each of V8's heap: about ${fits},000 fill an isolate`,
  );
}

/** The highest rate that one isolate on this machine keeps up with, less some slack. */
async function bearableRate({ load, worker }: StormSetup, { path, withinMs, status }: Kind): Promise<number> {
  let bearable = RATES[0] ?? 0;
  for (const requestsPerSecond of RATES) {
    const trial = await load.send({
      ...to(worker, path),
      requestsPerSecond,
      seconds: TRIAL_SECONDS,
      ...CONNECTIONS,
    });
    const isBorne = quantile(trial, 1) <= withinMs && trial.statuses[status] === trial.sent;
    if (!isBorne || trial.sent < requestsPerSecond * TRIAL_SECONDS * 0.95) break;
    bearable = requestsPerSecond;
  }
  return Math.round(bearable * RATE_SHARE);
}

async function storm(setup: StormSetup, kind: Kind, rate: number): Promise<void> {
  const { report, timeoutMs } = setup;
  report.section(`${kind.name}: ${rate} requests a second for ${STORM_SECONDS} s, timeout ${timeoutMs} ms`);
  const outcome = await observeStorm(setup, kind, rate);
  const longest = quantile(outcome, 1);
  report.check(
    "answered in time, p50, p99, longest",
    [0.5, 0.99, 1].map((share) => `${quantile(outcome, share).toFixed(0)} ms`).join(", "),
    `<= ${kind.withinMs} ms`,
    longest <= kind.withinMs,
  );
  if (kind.isHeld) {
    const p99 = quantile(outcome, 0.99);
    report.check("answered at once, p99", `${p99.toFixed(0)} ms`, `<= ${MARGIN_MS} ms`, p99 <= MARGIN_MS);
  }
  const inFlightMax = Math.round((rate * kind.withinMs) / 1_000);
  report.check(
    "waiting at once, as the clients see it",
    String(outcome.inFlightPeak),
    `<= ${inFlightMax} (rate x time)`,
    outcome.inFlightPeak <= inFlightMax,
  );
}

/** As much as the machine can send, beyond what the isolate keeps up with: perhaps late, but answered and counted. */
async function flood(setup: StormSetup, kind: Kind): Promise<void> {
  setup.report.section(
    `${kind.name}: a flood of up to ${RATE_MAX} requests a second, ${kind.floodAtOnce} at once at most`,
  );
  const outcome = await observeStorm(setup, kind, RATE_MAX, {
    inFlightMax: kind.floodAtOnce,
    openBefore: kind.floodAtOnce,
  });
  const times = [0.5, 0.99, 1].map((share) => `${quantile(outcome, share).toFixed(0)} ms`);
  setup.report.note("answered after, p50, p99, longest", times.join(", "));
  setup.report.note("waiting at once, as the clients see it", String(outcome.inFlightPeak));
}
