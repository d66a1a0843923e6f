/**
 * What is kept from one run to the next: which alerts are firing, and what has still to be sent. Pure.
 */
import * as v from "valibot";
import { type Notice, notice } from "./notice.ts";

const seconds = v.pipe(v.number(), v.integer());

const firing = v.object({
  /** When it began. */
  since: seconds,
  /** Since when its condition is no longer met; null while it is. */
  quiet_since: v.nullable(seconds),
});

export type Firing = v.InferOutput<typeof firing>;

const state = v.object({
  /** Grows by one with each change. */
  revision: v.pipe(v.number(), v.integer()),
  firing: v.record(v.string(), firing),
  /** Since when failures can't be looked up; null while they can. */
  blind_since: v.nullable(seconds),
  /** Oldest first. */
  undelivered: v.array(notice),
  /** The webhook asked to be left alone until then. */
  not_before: v.nullable(seconds),
});

export type State = v.InferOutput<typeof state>;

export const NO_STATE: State = {
  revision: 0,
  firing: {},
  blind_since: null,
  undelivered: [],
  not_before: null,
};

/** The state read from KV; null if the value was not written here. */
export function readState(value: unknown): State | null {
  const read = v.safeParse(state, value);
  return read.success ? read.output : null;
}

/** What a run found out about one alert. */
export interface Observation {
  readonly name: string;
  readonly holds: boolean;
  /** For how long its condition must not be met before it is over. */
  readonly quietSeconds: number;
}

export interface Change {
  readonly name: string;
  readonly state: Notice["state"];
  readonly since: number;
  readonly because: "condition" | "unconfigured";
}

export interface Advanced {
  readonly firing: Readonly<Record<string, Firing>>;
  readonly changes: readonly Change[];
}

/**
 * The next state of every alert. In: what is firing, what was observed, the alerts of which nothing is known now. One that is
 * neither observed nor unknown is no longer configured.
 */
export function advance(
  before: State["firing"],
  observations: readonly Observation[],
  unknown: (name: string) => boolean,
  now: number,
): Advanced {
  const firing: Record<string, Firing> = {};
  const changes: Change[] = [];
  for (const { name, holds, quietSeconds } of observations) {
    const known = before[name];
    if (known === undefined) {
      if (!holds) continue;
      firing[name] = { since: now, quiet_since: null };
      changes.push({ name, state: "firing", since: now, because: "condition" });
      continue;
    }
    const quietSince = holds ? null : (known.quiet_since ?? now);
    if (quietSince === null || now - quietSince < quietSeconds) {
      firing[name] = { since: known.since, quiet_since: quietSince };
    } else changes.push({ name, state: "over", since: known.since, because: "condition" });
  }
  const observed = new Set(observations.map(({ name }) => name));
  for (const [name, known] of Object.entries(before)) {
    if (observed.has(name)) continue;
    if (unknown(name)) firing[name] = known;
    else changes.push({ name, state: "over", since: known.since, because: "unconfigured" });
  }
  return { firing, changes };
}
