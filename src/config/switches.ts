/**
 * The switches of routes, in the KV namespace `SWITCHES`: key = route id, value `on`, `off` or a share such as `25%`.
 *
 * A value is held in the memory of the isolate, so that KV is asked once per route in 30 s and no request but an
 * isolate's first has to wait for it. The first one must: an isolate in a quiet place may live for one request, and
 * would never obey a switch otherwise. So ask before the origin is asked, and await the answer after it has come:
 * `const percent = switchedPercent(...)`, then `await percent` — the wait then costs nothing as a rule.
 * A change is obeyed when KV's cache (30 s) and what is held here (30 s, 60 s where hardly anybody asks) have run out.
 */
import type { Route } from "./route.ts";

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
/** Older than this, a value is still used, but asked for again beside the request. */
const FRESH_MS = CACHE_TTL_SECONDS * 1_000;
/** Older than this, a value is used only if no newer one can be read: the isolate has been idle, and the switch may have been thrown. */
const HELD_MAX_MS = 2 * FRESH_MS;
/** The longest that a request waits: KV that takes longer counts as unreadable. Ours; well above a slow read. */
const WAIT_MAX_MS = 1_000;

interface Held {
  /** As it was last read. Null: the configured value holds, since KV has none, none that is a switch, or was never read. */
  readonly percent: number | null;
  /** When KV last answered, or failed to. */
  readonly readAtMs: number;
  askedAtMs: number;
}

/** A value, null where KV has none that is a switch; or KV could not be read, which says nothing about the switch. */
type Read = number | null | "failed";

/** Per namespace, by route id. Isolates see the same namespace object for as long as they live. */
const memory = new WeakMap<SwitchStore, Map<string, Held>>();
/** What has been logged already, so that a wrong value is one line per isolate and not one per request. */
const complained = new Set<string>();

/** The namespace among the Worker's bindings, or null where there is none. */
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
 * The share of clients for which the route is on, 0 to 100. In: the route, the namespace or null. Out: a number, or
 * a promise of one where this isolate has not asked yet; never rejects. Absent and unknown values are the configured
 * one. A read that fails or takes too long keeps the last value that was read, however old.
 */
export function switchedPercent(
  route: Route,
  store: SwitchStore | null,
  background: Background,
): number | Promise<number> {
  if (store === null) return route.enabledPercent;
  const held = heldBy(store);
  const now = Date.now();
  const known = held.get(route.id);
  if (known === undefined || now - known.readAtMs > HELD_MAX_MS) {
    return firstPercent(route, store, held, background);
  }
  if (now - known.askedAtMs >= FRESH_MS) {
    known.askedAtMs = now;
    background.waitUntil(ask(route.id, store, held));
  }
  return known.percent ?? route.enabledPercent;
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
 * Every request that comes before the first answer asks for itself: on workerd a promise of one request must not be
 * awaited by another.
 */
async function firstPercent(
  route: Route,
  store: SwitchStore,
  held: Map<string, Held>,
  background: Background,
): Promise<number> {
  const answer = ask(route.id, store, held);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), WAIT_MAX_MS);
  });
  const percent = await Promise.race([answer, late]);
  if (timer !== undefined) clearTimeout(timer);
  if (percent !== "late") return percent ?? route.enabledPercent;
  complain(`slow ${route.id}`, { event: "switch_slow", route: route.id });
  background.waitUntil(answer);
  return hold(held, route.id, "failed") ?? route.enabledPercent;
}

/** Asks KV and holds what it says. Never rejects. */
async function ask(id: string, store: SwitchStore, held: Map<string, Held>): Promise<number | null> {
  return hold(held, id, await read(id, store));
}

/** Out: what holds now. */
function hold(held: Map<string, Held>, id: string, read: Read): number | null {
  const now = Date.now();
  const percent = read === "failed" ? (held.get(id)?.percent ?? null) : read;
  held.set(id, { percent, readAtMs: now, askedAtMs: now });
  return percent;
}

async function read(id: string, store: SwitchStore): Promise<Read> {
  try {
    const value = await store.get(id, { type: "text", cacheTtl: CACHE_TTL_SECONDS });
    if (value === null) return null;
    const percent = parseSwitch(value);
    if (percent === null) {
      complain(`${id} ${value}`, { event: "switch_unknown", route: id, value: value.slice(0, 80) });
    }
    return percent;
  } catch (error) {
    complain(`unreadable ${id}`, { event: "switch_unreadable", route: id, error: String(error) });
    return "failed";
  }
}

/** The percentage that a switch's value stands for: `on`, `off`, `25%`; null for anything else. */
export function parseSwitch(value: string): number | null {
  const text = value.trim();
  if (text === "on") return 100;
  if (text === "off") return 0;
  return /^(?:100|\d{1,2})%$/.test(text) ? Number(text.slice(0, -1)) : null;
}

function complain(about: string, line: Readonly<Record<string, string>>): void {
  if (complained.has(about)) return;
  complained.add(about);
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.warn(JSON.stringify(line));
}
