/**
 * Rounds of load on one target after the other, and their result.
 *
 * It is made of sums over rounds, not medians: V8 collects garbage every few thousand requests, so some of the short
 * rounds pay for all (measured for the bare Worker: 80 or 140 microseconds a request, hardly ever in between).
 */
import { coreUsedUs, ranUs } from "./processes.ts";
import { type Case, HEADERS } from "./throughput-cases.ts";
import type { Load } from "./throughput-load.ts";
import type { Target, TargetName } from "./throughput-targets.ts";

/** One round on one target. */
interface Round {
  readonly requests: number;
  readonly lastedUs: number;
  /** Of the target's process. */
  readonly cpuUs: number;
  /** Of other programs, on the target's core. */
  readonly takenUs: number;
  readonly latenciesUs: readonly number[];
}

export type Rounds = ReadonlyMap<TargetName, readonly Round[]>;

export interface Plan {
  readonly rounds: number;
  readonly roundMs: number;
}

/** Enough that code that is hot in production is compiled here. */
const WARM_UP_ROUNDS = 2;
const FIRST_REQUESTS = 400;

/** Rounds in turn, each in the reverse order of the one before: what disturbs the machine disturbs all alike. */
export async function measure(
  load: Load,
  benchCase: Case,
  targets: readonly Target[],
  plan: Plan,
): Promise<Rounds> {
  const requests = new Map<TargetName, number>();
  for (const target of targets)
    requests.set(target.name, await warmUp(load, benchCase, target, plan.roundMs));
  const rounds = new Map<TargetName, Round[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      const count = requests.get(target.name) ?? FIRST_REQUESTS;
      rounds.get(target.name)?.push(await measureOnce(load, benchCase, target, count));
    }
  }
  return quiet(rounds);
}

/** Returns how many requests fill a round. */
async function warmUp(load: Load, benchCase: Case, target: Target, roundMs: number): Promise<number> {
  let requests = benchCase.name === "tarball" ? benchCase.connections : FIRST_REQUESTS;
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    const { lastedUs } = await measureOnce(load, benchCase, target, requests);
    requests = Math.max(Math.round((requests / lastedUs) * roundMs * 1_000), benchCase.connections);
  }
  return requests;
}

async function measureOnce(load: Load, benchCase: Case, target: Target, requests: number): Promise<Round> {
  const before = { own: ranUs(target.pid), core: coreUsedUs() };
  const sent = await load.send({
    url: target.url + benchCase.path,
    headers: HEADERS[benchCase.format],
    connections: benchCase.connections,
    requests,
  });
  const cpuUs = ranUs(target.pid) - before.own;
  if (sent.errors > 0 || sent.statuses[benchCase.status] !== requests) {
    const got = JSON.stringify(sent.statuses);
    throw new Error(
      `${target.name}, ${benchCase.name}: ${got}, ${sent.errors} errors; wanted ${requests} x ${benchCase.status}`,
    );
  }
  const { lastedUs, latenciesUs } = sent;
  return { requests, lastedUs, cpuUs, takenUs: Math.max(coreUsedUs() - before.core - cpuUs, 0), latenciesUs };
}

/** A round in which other programs had more of the core measures them rather than the target. */
export const TAKEN_MAX = 0.05;
/** If fewer rounds are quiet, this share of the least disturbed is used. */
const QUIET_SHARE_MIN = 0.5;

/** The rounds in which no program disturbed the Workers. Their results play no part in the choice. */
function quiet(rounds: Rounds): Rounds {
  const all = [...rounds.values()];
  const count = all[0]?.length ?? 0;
  const taken = (at: number): number =>
    Math.max(...all.map((each) => takenShare(each[at] ? [each[at]] : [])));
  const ranked = Array.from({ length: count }, (_, at) => at).toSorted((a, b) => taken(a) - taken(b));
  const kept = ranked.filter((at, rank) => rank < count * QUIET_SHARE_MIN || taken(at) <= TAKEN_MAX);
  return new Map([...rounds].map(([name, each]) => [name, each.filter((_, at) => kept.includes(at))]));
}

export function requestsPerSecond(rounds: readonly Round[]): number {
  return (sum(rounds, "requests") / sum(rounds, "lastedUs")) * 1e6;
}

export function cpuUsPerRequest(rounds: readonly Round[]): number {
  return sum(rounds, "cpuUs") / sum(rounds, "requests");
}

export function p50Ms(rounds: readonly Round[]): number {
  return latencyMs(rounds, 0.5);
}

export function p99Ms(rounds: readonly Round[]): number {
  return latencyMs(rounds, 0.99);
}

function latencyMs(rounds: readonly Round[], share: number): number {
  const sorted = rounds.flatMap(({ latenciesUs }) => latenciesUs).sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? Number.NaN) / 1_000;
}

/** The share of the time in which the target's process was on its core; the rest of the time it waited. */
export function busyShare(rounds: readonly Round[]): number {
  return sum(rounds, "cpuUs") / sum(rounds, "lastedUs");
}

export function takenShare(rounds: readonly Round[]): number {
  return sum(rounds, "takenUs") / sum(rounds, "lastedUs");
}

function sum(rounds: readonly Round[], field: "requests" | "lastedUs" | "cpuUs" | "takenUs"): number {
  return rounds.reduce((total, round) => total + round[field], 0);
}

/** One number of two targets, as a ratio. */
export interface Ratio {
  readonly value: number;
  /** One standard error, by leaving out each pair of rounds in turn (jackknife). */
  readonly error: number;
}

export function ratioBetween(
  rounds: Rounds,
  target: TargetName,
  against: TargetName,
  of: (rounds: readonly Round[]) => number,
): Ratio {
  const own = rounds.get(target) ?? [];
  const other = rounds.get(against) ?? [];
  const values = own.map((_, left) => of(own.toSpliced(left, 1)) / of(other.toSpliced(left, 1)));
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const spread = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { value: of(own) / of(other), error: Math.sqrt((spread * (values.length - 1)) / values.length) };
}
