/** What this isolate knows of the routes' origins besides their failures: their fallbacks and their breakers. */
import { bindingOf } from "../config/bindings.ts";
import { configurationOf } from "../config/deployed-configuration.ts";
import { originHost, type Route } from "../config/route.ts";
import type { Env } from "../env.ts";
import { type BreakerState, breakerState } from "../request/breaker.ts";

export interface OriginState {
  /** The hosts of second origins. */
  readonly fallbacks: readonly string[];
  /** Of this isolate only, and the worst if routes have rules of their own; null without a breaker. */
  readonly breaker: BreakerState | null;
}

/** By the host as it is counted. Routes whose origin is the request's own URL have none to name. */
export function originStates(env: Env): ReadonlyMap<string, OriginState> {
  const configuration = configurationOf(env);
  if (!configuration.ok) return new Map();
  const routes = configuration.routes.filter(({ origin }) => origin.kind !== "self");
  const byHost = Map.groupBy(routes, ({ origin }) => originHost(origin, ""));
  return new Map([...byHost].map(([host, ofHost]) => [host, stateOf(host, ofHost)]));
}

function stateOf(host: string, routes: readonly Route[]): OriginState {
  const seconds = routes.flatMap(({ fallback }) => (fallback === null ? [] : [fallback.route.origin]));
  const breakers = routes.flatMap(({ breaker, origin }) =>
    breaker === null ? [] : [breakerState(host, bindingOf(origin), breaker)],
  );
  const open = breakers.find(({ kind }) => kind !== "closed");
  return {
    fallbacks: [...new Set(seconds.map((origin) => originHost(origin, "")))],
    breaker: open ?? breakers[0] ?? null,
  };
}
