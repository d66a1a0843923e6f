/** What is wrong now: the observations of every configured alert, and of those that are always sent. */
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import { type FailureStore, StoreUnavailable } from "../../analytics/store.ts";
import type { AlwaysAlerted } from "../../config/alert.ts";
import type { Configuration } from "../../config/configuration.ts";
import type { Env } from "../../env.ts";
import { type Counted, countAlerts, GATEWAY_ERROR_MINUTES, holds } from "./count.ts";
import type { Observation } from "./state.ts";

/** An alert is over after its window, or this if shorter, without its condition: a count near the limit would fire repeatedly. */
const QUIET_MAX_MINUTES = 15;
/** A query that fails now and then is not worth an alert. */
const BLIND_AFTER_SECONDS = 600;

export interface Observed {
  readonly configuration: Configuration;
  /** Null if failures can't be looked up. */
  readonly store: FailureStore | null;
  /** Why not, or null. */
  readonly blind: string | null;
  readonly counted: ReadonlyMap<string, Counted>;
  readonly gatewayErrors: number;
  readonly observations: readonly Observation[];
  /** Whether nothing is known of it now, though it is configured. */
  readonly isUnknown: (name: string) => boolean;
}

/** `blindSince`: since when failures could not be looked up, or null. Never throws. */
export async function observe(
  env: Env,
  configuration: Configuration,
  blindSince: number | null,
  now: number,
): Promise<Observed> {
  const misconfigured: Observation = always("not_configured", notConfigured(configuration) !== null);
  const nothing = { configuration, counted: new Map(), gatewayErrors: 0 };
  if (!configuration.ok) {
    const isUnknown = (name: string): boolean => name !== misconfigured.name;
    return { ...nothing, store: null, blind: null, observations: [misconfigured], isUnknown };
  }
  const looked = await lookUp(env, configuration.alerts, now);
  const isBlind = typeof looked === "string" && now - (blindSince ?? now) >= BLIND_AFTER_SECONDS;
  const ownState = [misconfigured, always("alerts_blind", isBlind)];
  if (typeof looked === "string") {
    const names = new Set(["gateway_error", ...configuration.alerts.map(({ name }) => name)]);
    const isUnknown = (name: string): boolean => names.has(name);
    return { ...nothing, store: null, blind: looked, observations: ownState, isUnknown };
  }
  const { store, counts } = looked;
  const observations = counts.counted.map((counted) => ({
    name: counted.alert.name,
    holds: holds(counted),
    quietSeconds: Math.min(counted.alert.minutes, QUIET_MAX_MINUTES) * 60,
  }));
  const gatewayErrors = always("gateway_error", counts.gatewayErrors > 0, GATEWAY_ERROR_MINUTES * 60);
  return {
    configuration,
    store,
    blind: null,
    counted: new Map(counts.counted.map((counted) => [counted.alert.name, counted])),
    gatewayErrors: counts.gatewayErrors,
    observations: [...ownState, gatewayErrors, ...observations],
    isUnknown: () => false,
  };
}

function always(name: AlwaysAlerted, isSo: boolean, quietSeconds = 0): Observation {
  return { name, holds: isSo, quietSeconds };
}

type LookedUp = { readonly store: FailureStore; readonly counts: Awaited<ReturnType<typeof countAlerts>> };

/** The counts, or why failures can't be looked up. */
async function lookUp(
  env: Env,
  alerts: Parameters<typeof countAlerts>[1],
  now: number,
): Promise<LookedUp | string> {
  const store = failureStore(env);
  if (store === null) return NO_STORE;
  try {
    return { store, counts: await countAlerts(store, alerts, now) };
  } catch (error) {
    if (error instanceof StoreUnavailable) return error.message;
    throw error;
  }
}

/** What keeps the gateway, or some of its routes, from working; null if nothing does. */
export function notConfigured(configuration: Configuration): string | null {
  if (!configuration.ok) return `Every request is answered with 500: ${configuration.problem}`;
  const stopped = new Map(
    configuration.routes.flatMap((route) => (route.stopped ? [[route.id, route.stopped]] : [])),
  );
  const [first, ...others] = stopped.values();
  if (first === undefined) return null;
  const routes = others.length === 0 ? "one route" : `${stopped.size} routes`;
  return `Requests of ${routes} are answered with 500: ${first.problem}`;
}
