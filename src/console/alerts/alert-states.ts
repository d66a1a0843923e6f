/** The alerts as the operator sees them: each condition, what is counted now, and whether it is firing. */
import { ALWAYS_ALERTED } from "../../config/alert.ts";
import { alertWords, minutesWords } from "../../config/alert-words.ts";
import { configurationOf } from "../../config/deployed-configuration.ts";
import type { Env } from "../../env.ts";
import { switchNamespace } from "../switch-namespace.ts";
import { GATEWAY_ERROR_MINUTES } from "./count.ts";
import { type Observed, observe } from "./observe.ts";
import { NO_NAMESPACE } from "./run.ts";
import { NO_STATE, type State } from "./state.ts";
import { loadState } from "./state-store.ts";
import { readHook } from "./webhook.ts";

export interface AlertState {
  readonly name: string;
  /** The condition in words. */
  readonly condition: string;
  readonly state: "quiet" | "firing";
  /** In seconds since 1970; null while it is quiet. */
  readonly since: number | null;
  /** Failures in its window; null if none are counted, or none can be looked up. */
  readonly count: number | null;
  readonly yesterday: number | null;
}

export interface AlertStates {
  /** Those of `ALERTS` first. */
  readonly alerts: readonly AlertState[];
  /** Messages waiting for the webhook. */
  readonly undelivered: number;
  /** What keeps alerts from being sent: no webhook, no namespace, nothing to look failures up in. */
  readonly troubles: readonly string[];
}

/** Never throws. */
export async function alertStates(env: Env, nowMs: number): Promise<AlertStates> {
  const now = Math.floor(nowMs / 1_000);
  const [kept, hook] = await Promise.all([keptState(env), readHook(env)]);
  const observed = await observe(env, configurationOf(env), kept.state.blind_since, now);
  const { configuration, blind } = observed;
  const own = configuration.ok ? configuration.alerts : [];
  const problems = [
    configuration.ok ? null : configuration.problem,
    hook.kind === "unusable" ? hook.why : null,
    kept.trouble,
    blind,
  ];
  return {
    alerts: [
      ...own.map((alert) => stateOf(alert.name, alertWords(alert), kept.state, observed)),
      ...ALWAYS_ALERTED.map((name) => stateOf(name, ALWAYS[name], kept.state, observed)),
    ],
    undelivered: kept.state.undelivered.length,
    troubles: problems.filter((problem) => problem !== null),
  };
}

const ALWAYS: Readonly<Record<(typeof ALWAYS_ALERTED)[number], string>> = {
  gateway_error: `errors of Outspoken's own: at least 1 in ${minutesWords(GATEWAY_ERROR_MINUTES)}`,
  not_configured: "a configuration that refuses every request, or those of a route",
  alerts_blind: "failures can't be looked up for 10 minutes",
};

function stateOf(name: string, condition: string, { firing }: State, observed: Observed): AlertState {
  const counted = observed.counted.get(name);
  const since = firing[name]?.since ?? null;
  const errors = name === "gateway_error" && observed.blind === null ? observed.gatewayErrors : null;
  return {
    name,
    condition,
    state: since === null ? "quiet" : "firing",
    since,
    count: counted?.count ?? errors,
    yesterday: counted?.yesterday ?? null,
  };
}

export interface FiringAlert {
  readonly name: string;
  /** In seconds since 1970. */
  readonly since: number;
}

/**
 * Which alerts are firing as of the cron's last run, newest first: one read of KV, and no query. None if KV can't be
 * read, which `alertStates` reports.
 */
export async function firingAlerts(env: Env): Promise<readonly FiringAlert[]> {
  // Without a webhook nothing runs.
  if (!env.ALERT_WEBHOOK) return [];
  const { state } = await keptState(env);
  return Object.entries(state.firing)
    .map(([name, { since }]) => ({ name, since }))
    .toSorted((one, other) => other.since - one.since);
}

async function keptState(env: Env): Promise<{ readonly state: State; readonly trouble: string | null }> {
  const namespace = switchNamespace(env);
  if (namespace === null) return { state: NO_STATE, trouble: NO_NAMESPACE };
  try {
    return { state: await loadState(namespace), trouble: null };
  } catch (error) {
    return { state: NO_STATE, trouble: `KV can't be read: ${String(error)}` };
  }
}
