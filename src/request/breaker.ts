/**
 * Circuit breakers (Nygard, "Release It!"), one for each origin in each isolate: while an origin is down, requests are
 * answered at once instead of each waiting for it in turn. An outage opens one, never an origin's answer.
 */
import type { BreakerRule } from "../config/route.ts";
import type { Outage } from "../failure/outage.ts";
import { ROUTES_MAX } from "../limits.ts";

type State =
  | { readonly kind: "closed"; readonly failures: number }
  | { readonly kind: "open"; readonly outage: Outage; readonly untilMs: number }
  /** One request is trying the origin. It may be lost with its client, so its turn ends at `untilMs`. */
  | { readonly kind: "half_open"; readonly outage: Outage; readonly probe: Pass; readonly untilMs: number };

/** Lets an admitted request report its outcome. If it never does, it counts as neither success nor failure. */
export interface Pass {
  /** The origin answered. */
  reached(): void;
  failed(outage: Outage): void;
  /** The client left first, so nothing was learned. */
  gaveUp(): void;
}

export type Admission =
  | { readonly kind: "admitted"; readonly pass: Pass }
  | { readonly kind: "held_back"; readonly outage: Outage; readonly retryAfterSeconds: number };

/** The state of a breaker as it is shown to operators. */
export type BreakerState =
  | { readonly kind: "closed"; readonly failures: number }
  | { readonly kind: "open"; readonly leftSeconds: number }
  | { readonly kind: "half_open" };

const CLOSED = { kind: "closed", failures: 0 } as const;

export class Breaker {
  readonly #rule: BreakerRule;
  readonly #onChange: (isOpen: boolean) => void;
  #state: State = CLOSED;

  /** In: when it opens and for how long; what is called when it opens or closes. */
  constructor(rule: BreakerRule, onChange: (isOpen: boolean) => void = () => {}) {
    this.#rule = rule;
    this.#onChange = onChange;
  }

  get state(): BreakerState {
    const state = this.#state;
    if (state.kind === "closed") return state;
    const leftMs = state.untilMs - Date.now();
    // Once its time is over, it stays open until the next request, which tries the origin.
    if (state.kind === "open") return { kind: "open", leftSeconds: Math.max(Math.ceil(leftMs / 1_000), 0) };
    return { kind: "half_open" };
  }

  /** In: how long a probe has before another one may try. Out: whether this request may be sent to the origin. */
  admit(probeMs: number): Admission {
    const state = this.#state;
    const pass = this.#pass();
    if (state.kind === "closed") return { kind: "admitted", pass };
    const leftMs = state.untilMs - Date.now();
    if (leftMs > 0) {
      // During a probe the time that was set is over.
      const retryAfterSeconds = state.kind === "open" ? Math.ceil(leftMs / 1_000) : 1;
      return { kind: "held_back", outage: state.outage, retryAfterSeconds };
    }
    this.#state = { kind: "half_open", outage: state.outage, probe: pass, untilMs: Date.now() + probeMs };
    return { kind: "admitted", pass };
  }

  #pass(): Pass {
    const pass: Pass = {
      reached: () => this.#close(),
      failed: (outage) => this.#fail(outage, pass),
      gaveUp: () => this.#release(pass),
    };
    return pass;
  }

  #close(): void {
    const wasOpen = this.#state.kind !== "closed";
    this.#state = CLOSED;
    if (wasOpen) this.#onChange(false);
  }

  /** The failure of a request that was already on its way when the breaker opened is no news. */
  #fail(outage: Outage, pass: Pass): void {
    const state = this.#state;
    if (state.kind === "closed" && state.failures + 1 < this.#rule.failures)
      this.#state = { kind: "closed", failures: state.failures + 1 };
    else if (state.kind === "closed" || (state.kind === "half_open" && state.probe === pass)) {
      this.#state = { kind: "open", outage, untilMs: Date.now() + this.#rule.openSeconds * 1_000 };
      if (state.kind === "closed") this.#onChange(true);
    }
  }

  #release(pass: Pass): void {
    const state = this.#state;
    if (state.kind === "half_open" && state.probe === pass)
      this.#state = { kind: "open", outage: state.outage, untilMs: 0 };
  }
}

/** On a route without an origin the client chooses the host. */
const BREAKERS_MAX = ROUTES_MAX;

/** Keyed by rule, origin host and binding, for as long as the isolate lives. */
const breakers = new Map<string, Breaker>();

/** The breaker of an origin (its host as reached through `binding`) in this isolate: its routes share it. */
export function breakerFor(host: string, binding: string | null, rule: BreakerRule): Breaker {
  const key = keyOf(host, binding, rule);
  const known = breakers.get(key);
  if (known !== undefined) return known;
  if (breakers.size >= BREAKERS_MAX) breakers.clear();
  const breaker = new Breaker(rule, (isOpen) => logChange(host, isOpen));
  breakers.set(key, breaker);
  return breaker;
}

/** The state of that breaker in this isolate: closed if no request has needed it yet. */
export function breakerState(host: string, binding: string | null, rule: BreakerRule): BreakerState {
  return breakers.get(keyOf(host, binding, rule))?.state ?? CLOSED;
}

function keyOf(host: string, binding: string | null, { failures, openSeconds }: BreakerRule): string {
  return `${failures} ${openSeconds} ${binding} ${host}`;
}

function logChange(host: string, isOpen: boolean): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.warn(JSON.stringify({ event: isOpen ? "breaker_open" : "breaker_closed", origin_host: host }));
}
