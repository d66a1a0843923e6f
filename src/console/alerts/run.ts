/** One run of the alerts, once a minute by cron: observe, send what has changed, store the state for the next run. */
import type { Configuration } from "../../config/configuration.ts";
import type { Env } from "../../env.ts";
import { switchNamespace } from "../switch-namespace.ts";
import { compose } from "./compose.ts";
import type { Notice } from "./notice.ts";
import { type Observed, observe } from "./observe.ts";
import { type Sent, send } from "./send.ts";
import { type Advanced, advance, type State } from "./state.ts";
import { loadState, saveState } from "./state-store.ts";

export const NO_NAMESPACE =
  "Alerts need the KV namespace SWITCHES: without it a run can't know what has been sent, and would send it again";

/**
 * `configuration` is passed in: this is a separate module, and the gateway's code that it imports would be moved out of the
 * modules that every isolate evaluates. `scheduledMs`: the time for which the run was scheduled; it counts as "now".
 */
export async function runAlerts(env: Env, configuration: Configuration, scheduledMs: number): Promise<void> {
  const namespace = switchNamespace(env);
  if (namespace === null) return log({ event: "alerts_stopped", problem: NO_NAMESPACE });
  const now = Math.floor(scheduledMs / 1_000);
  let before: State;
  try {
    before = await loadState(namespace);
  } catch (error) {
    return log({ event: "alerts_stopped", problem: `KV can't be read: ${String(error)}` });
  }
  const observed = await observe(env, configuration, before.blind_since, now);
  if (observed.blind !== null) log({ event: "alerts_blind", problem: observed.blind });
  const advanced = advance(before.firing, observed.observations, observed.isUnknown, now);
  const notices = await Promise.all(advanced.changes.map((change) => compose(change, observed, now)));
  for (const { alert, state, says, count } of notices) log({ event: "alert", alert, state, says, count });
  const sent = await sendUnlessAsked(env, before, notices, now);
  logUnsent(sent);
  const after = nextState(before, advanced, observed, sent, now);
  if (after !== null) await save(namespace, after);
}

/** Sends nothing to a webhook that asked to be left alone. */
async function sendUnlessAsked(
  env: Env,
  { undelivered, not_before }: State,
  notices: readonly Notice[],
  now: number,
): Promise<Sent> {
  const all = [...undelivered, ...notices];
  if (not_before === null || now >= not_before) return send(env, all, now * 1_000);
  const why = all.length === 0 ? null : "The webhook asked for a pause";
  return { undelivered: all, why, retryAfterSeconds: not_before - now, dropped: [] };
}

/** Null if nothing has changed. */
function nextState(
  before: State,
  { firing }: Advanced,
  { blind, configuration }: Observed,
  { undelivered, retryAfterSeconds }: Sent,
  now: number,
): State | null {
  // While the configuration is refused, it is not known whether failures can be looked up.
  const unblind = configuration.ok ? null : before.blind_since;
  const after: State = {
    revision: before.revision + 1,
    firing: { ...firing },
    blind_since: blind === null ? unblind : (before.blind_since ?? now),
    undelivered: [...undelivered],
    not_before: retryAfterSeconds === null || undelivered.length === 0 ? null : now + retryAfterSeconds,
  };
  const { revision } = before;
  return JSON.stringify({ ...after, revision }) === JSON.stringify({ ...before, revision }) ? null : after;
}

async function save(namespace: KVNamespace, state: State): Promise<void> {
  try {
    await saveState(namespace, state);
  } catch (error) {
    log({ event: "alerts_unsaved", problem: `KV can't be written: ${String(error)}` });
  }
}

function logUnsent({ undelivered, dropped, why }: Sent): void {
  if (undelivered.length > 0) log({ event: "alert_undelivered", waiting: undelivered.length, why });
  for (const { alert, state, says, at } of dropped) log({ event: "alert_dropped", alert, state, says, at });
}

function log(line: Readonly<Record<string, string | number | null>>): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.warn(JSON.stringify(line));
}
