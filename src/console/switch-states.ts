/** The switches of all routes as the operator sees them: the configured, the one in KV, and the effective value. */

import { configurationOf } from "../config/deployed-configuration.ts";
import { isOver } from "../config/mode.ts";
import { parseSetting, type Setting } from "../config/setting.ts";
import type { Env } from "../env.ts";
import { switchNamespace } from "./switch-namespace.ts";

/** KV reads up to 100 keys with one operation (developers.cloudflare.com/kv/api/read-key-value-pairs). */
const KEYS_AT_ONCE_MAX = 100;

export interface SwitchState {
  readonly route: string;
  readonly format: string;
  readonly configured: Setting;
  /** As stored in KV; null if absent. */
  readonly kv: string | null;
  readonly effective: Setting;
}

export interface SwitchStates {
  readonly states: readonly SwitchState[];
  /** Why KV could not be read or is not bound, else null. */
  readonly trouble: string | null;
  /** Whether a namespace is bound. */
  readonly areWritable: boolean;
}

const NO_NAMESPACE = "No KV namespace is bound as SWITCHES, so the configured values hold";

/** By route id: routes of one preset share an id and a switch. Never throws. */
export async function switchStates(env: Env): Promise<SwitchStates> {
  const configuration = configurationOf(env);
  if (!configuration.ok) return { states: [], trouble: configuration.problem, areWritable: false };
  const routes = new Map(configuration.routes.map((route) => [route.id, route]));
  const { values, trouble } = await readAll([...routes.keys()], switchNamespace(env));
  const states = [...routes.values()].map(({ id, format, enabled }) => {
    const kv = values.get(id) ?? null;
    return { route: id, format, configured: enabled, kv, effective: holding(kv) ?? enabled };
  });
  return {
    states: states.toSorted((a, b) => (a.route < b.route ? -1 : 1)),
    trouble,
    areWritable: switchNamespace(env) !== null,
  };
}

/** Why a switch could not be written, with the status that says so. */
export interface Unwritten {
  readonly status: 400 | 404 | 502 | 503;
  readonly says: string;
}

/** Writes a route's switch to KV, or deletes it if `value` is null. Out: null, or why not. Never throws. */
export async function writeSwitch(env: Env, route: string, value: string | null): Promise<Unwritten | null> {
  const namespace = switchNamespace(env);
  if (namespace === null) return { status: 503, says: NO_NAMESPACE };
  if (!isRoute(env, route)) return { status: 404, says: `No route has the id ${route}` };
  if (value !== null && isVoid(value)) return { status: 400, says: "The end of this maintenance has passed" };
  try {
    if (value === null) await namespace.delete(route);
    else await namespace.put(route, value);
    return null;
  } catch (error) {
    return { status: 502, says: `The KV namespace SWITCHES could not be written: ${String(error)}` };
  }
}

function isRoute(env: Env, id: string): boolean {
  const configuration = configurationOf(env);
  return configuration.ok && configuration.routes.some((route) => route.id === id);
}

async function readAll(
  ids: readonly string[],
  namespace: KVNamespace | null,
): Promise<{ values: ReadonlyMap<string, string | null>; trouble: string | null }> {
  if (namespace === null) return { values: new Map(), trouble: NO_NAMESPACE };
  const values = new Map<string, string | null>();
  try {
    for (let from = 0; from < ids.length; from += KEYS_AT_ONCE_MAX) {
      const some = await namespace.get(ids.slice(from, from + KEYS_AT_ONCE_MAX), "text");
      for (const [id, value] of some) values.set(id, value);
    }
    return { values, trouble: null };
  } catch (error) {
    return { values, trouble: `The KV namespace SWITCHES could not be read: ${String(error)}` };
  }
}

/** What a value in KV does by now; null where the configured one holds. */
function holding(kv: string | null): Setting | null {
  return kv === null || isVoid(kv) ? null : parseSetting(kv);
}

/** A maintenance that is over. */
function isVoid(value: string): boolean {
  const setting = parseSetting(value);
  return setting?.kind === "maintenance" && isOver(setting, Date.now());
}
