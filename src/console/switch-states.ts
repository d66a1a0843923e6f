/** The switches of all routes as the operator sees them: the configured, the one in KV, and the effective value. */

import { configurationOf } from "../config/deployed-configuration.ts";
import { isOver } from "../config/mode.ts";
import { parseSetting, type Setting } from "../config/setting.ts";
import { settingWords } from "../config/setting-text.ts";
import { OBEYED_WITHIN_SECONDS } from "../config/switches.ts";
import type { Env } from "../env.ts";
import { recordChange } from "./switch-audit.ts";
import type { SwitchChange } from "./switch-change.ts";
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

const NO_NAMESPACE = "No KV namespace is bound as SWITCHES, so the configured values apply";

/** By route id: routes of one preset share an id and a switch. Never throws. */
export async function switchStates(env: Env): Promise<SwitchStates> {
  const configuration = configurationOf(env);
  if (!configuration.ok) return { states: [], trouble: configuration.problem, areWritable: false };
  const routes = new Map(configuration.routes.map((route) => [route.id, route]));
  const { values, trouble } = await readAll([...routes.keys()], switchNamespace(env));
  const states = [...routes.values()].map(({ id, format, enabled }) => {
    const kv = values.get(id) ?? null;
    return { route: id, format, configured: enabled, kv, effective: inEffect(kv) ?? enabled };
  });
  return {
    states: states.toSorted((a, b) => (a.route < b.route ? -1 : 1)),
    trouble,
    areWritable: switchNamespace(env) !== null,
  };
}

/** Who changes a switch, and by what. */
export type Author = Pick<SwitchChange, "who" | "by">;

export type Thrown =
  | {
      readonly kind: "thrown";
      /** As stored in KV now; null if the configured value applies. */
      readonly kv: string | null;
      readonly effective: Setting;
      /** When every isolate obeys, in milliseconds since 1970. */
      readonly everywhereByMs: number;
      /** Whether the change was recorded. */
      readonly isRecorded: boolean;
    }
  /** Why it was not thrown, with the status of the answer. */
  | { readonly kind: "refused"; readonly status: 400 | 404 | 502 | 503; readonly says: string };

/** Writes a route's switch to KV, or deletes it if `value` is null, and records that. Never throws. */
export async function throwSwitch(
  env: Env,
  route: string,
  value: string | null,
  author: Author,
): Promise<Thrown> {
  const namespace = switchNamespace(env);
  if (namespace === null) return { kind: "refused", status: 503, says: NO_NAMESPACE };
  const configured = configuredSetting(env, route);
  if (configured === null) return { kind: "refused", status: 404, says: `No route has the id ${route}` };
  if (value !== null && isVoid(value))
    return { kind: "refused", status: 400, says: "The end of this maintenance has passed" };
  try {
    const before = await namespace.get(route, "text");
    if (value === null) await namespace.delete(route);
    else await namespace.put(route, value);
    const now = Date.now();
    const words = (kv: string | null) => kvWords(kv, configured);
    const change = { at: now, route, from: words(before), to: words(value), ...author };
    return {
      kind: "thrown",
      kv: value,
      effective: inEffect(value) ?? configured,
      everywhereByMs: now + OBEYED_WITHIN_SECONDS * 1_000,
      isRecorded: await recordChange(namespace, change),
    };
  } catch (error) {
    return {
      kind: "refused",
      status: 502,
      says: `The KV namespace SWITCHES could not be written: ${String(error)}`,
    };
  }
}

/** What a value in KV amounts to, in words: its setting, or the configured one. */
export function kvWords(kv: string | null, configured: Setting): string {
  const setting = inEffect(kv);
  return setting === null ? `as configured (${settingWords(configured)})` : settingWords(setting);
}

function configuredSetting(env: Env, id: string): Setting | null {
  const configuration = configurationOf(env);
  return configuration.ok ? (configuration.routes.find((route) => route.id === id)?.enabled ?? null) : null;
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

/** The setting of a value in KV at this time; null if the configured one applies. */
function inEffect(kv: string | null): Setting | null {
  return kv === null || isVoid(kv) ? null : parseSetting(kv);
}

/** Whether it is a maintenance that is over. */
function isVoid(value: string): boolean {
  const setting = parseSetting(value);
  return setting?.kind === "maintenance" && isOver(setting, Date.now());
}
