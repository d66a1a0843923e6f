/**
 * The switches of routes, in the KV namespace `SWITCHES`: key = route id, value as `setting.ts` reads it.
 *
 * A value is held in the isolate's memory, so KV is read once per route in 30 s, and only an isolate's first request
 * waits for it. That one must: an isolate with little traffic may live for a single request, and would otherwise never
 * obey a switch. So start the read before the origin is fetched and await it afterwards:
 * `const setting = switchedSetting(...)`, then `await setting`, which by then rarely has to wait.
 * A change is obeyed once KV's cache (30 s) and the value held here (30 s, up to 60 s with little traffic) have expired.
 */
import type { Route } from "./route.ts";
import { parseSetting, type Setting } from "./setting.ts";

/** The part of a KV namespace that is used here. */
export interface SwitchStore {
  get(key: string, options: { readonly type: "text"; readonly cacheTtl: number }): Promise<string | null>;
}

/** The part of an execution context that is used here. */
export interface Background {
  waitUntil(work: Promise<unknown>): void;
}

/** The shortest that KV allows (cloudflare/workers-sdk packages/miniflare/src/workers/kv/constants.ts). */
const CACHE_TTL_SECONDS = 30;
/** Older than this, a value is still used, but read again in the background. */
const FRESH_MS = CACHE_TTL_SECONDS * 1_000;
/** Older than this, a value is used only if no newer one can be read: the switch may have changed in the idle time. */
const HELD_MAX_MS = 2 * FRESH_MS;
/** From a change until the last isolate obeys: KV's cache, then what the isolate holds. */
export const OBEYED_WITHIN_SECONDS = CACHE_TTL_SECONDS + HELD_MAX_MS / 1_000;
/** The longest that a request waits: KV that takes longer counts as unreadable. Ours; well above a slow read. */
const WAIT_MAX_MS = 1_000;

interface Held {
  /** As last read. Null: the configured value applies, since KV has none, no valid one, or was never read. */
  readonly setting: Setting | null;
  /** When KV last answered, or failed to. */
  readonly readAtMs: number;
  askedAtMs: number;
}

/** A value; null if KV has no valid one; or `failed` if KV could not be read, which says nothing about the switch. */
type Read = Setting | null | "failed";

/** Per namespace, by route id. An isolate sees the same namespace object for its lifetime. */
const memory = new WeakMap<SwitchStore, Map<string, Held>>();
/** What has been logged already: an invalid value is one line per isolate, not one per request. */
const complained = new Set<string>();

/** The binding as a KV namespace, or null if it is not one. */
export function switchStore(binding: unknown): SwitchStore | null {
  return isStore(binding) ? binding : null;
}

function isStore(binding: unknown): binding is SwitchStore {
  return (
    typeof binding === "object" &&
    binding !== null &&
    "get" in binding &&
    typeof binding.get === "function" &&
    "getWithMetadata" in binding
  );
}

/**
 * The setting in force for the route. In: the route, the namespace or null. Out: a setting, or a promise of one if this
 * isolate has not read it yet; never rejects. An absent or invalid value means the configured one. If a read fails or
 * takes too long, the last value that was read stays in force, however old.
 */
export function switchedSetting(
  route: Route,
  store: SwitchStore | null,
  background: Background,
): Setting | Promise<Setting> {
  if (store === null) return route.enabled;
  const held = heldBy(store);
  const now = Date.now();
  const known = held.get(route.id);
  if (known === undefined || now - known.readAtMs > HELD_MAX_MS) {
    return firstSetting(route, store, held, background);
  }
  if (now - known.askedAtMs >= FRESH_MS) {
    known.askedAtMs = now;
    background.waitUntil(ask(route.id, store, held));
  }
  return known.setting ?? route.enabled;
}

function heldBy(store: SwitchStore): Map<string, Held> {
  let held = memory.get(store);
  if (held === undefined) {
    held = new Map();
    memory.set(store, held);
  }
  return held;
}

/**
 * Every request that comes before the first answer reads for itself: on workerd one request must not await the promise
 * of another.
 */
async function firstSetting(
  route: Route,
  store: SwitchStore,
  held: Map<string, Held>,
  background: Background,
): Promise<Setting> {
  const answer = ask(route.id, store, held);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), WAIT_MAX_MS);
  });
  const setting = await Promise.race([answer, late]);
  if (timer !== undefined) clearTimeout(timer);
  if (setting !== "late") return setting ?? route.enabled;
  complain(`slow ${route.id}`, { event: "switch_slow", route: route.id });
  background.waitUntil(answer);
  return hold(held, route.id, "failed") ?? route.enabled;
}

/** Reads KV and holds the result. Never rejects. */
async function ask(id: string, store: SwitchStore, held: Map<string, Held>): Promise<Setting | null> {
  return hold(held, id, await read(id, store));
}

/** Out: what is in force now. */
function hold(held: Map<string, Held>, id: string, read: Read): Setting | null {
  const now = Date.now();
  const setting = read === "failed" ? (held.get(id)?.setting ?? null) : read;
  held.set(id, { setting, readAtMs: now, askedAtMs: now });
  return setting;
}

async function read(id: string, store: SwitchStore): Promise<Read> {
  try {
    const value = await store.get(id, { type: "text", cacheTtl: CACHE_TTL_SECONDS });
    if (value === null) return null;
    const setting = parseSetting(value);
    if (setting === null) {
      complain(`${id} ${value}`, { event: "switch_unknown", route: id, value: value.slice(0, 80) });
    }
    return setting;
  } catch (error) {
    complain(`unreadable ${id}`, { event: "switch_unreadable", route: id, error: String(error) });
    return "failed";
  }
}

function complain(about: string, line: Readonly<Record<string, string>>): void {
  if (complained.has(about)) return;
  complained.add(about);
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.warn(JSON.stringify(line));
}
