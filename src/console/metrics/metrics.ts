/** `/-/outspoken/metrics`. Authentication is in `app.ts`. */
import { accepts } from "hono/accepts";
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import { type FailureStore, StoreUnavailable } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import type { ConsoleContext } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { switchStates } from "../switch-states.ts";
import {
  CONTENT_TYPES,
  type Family,
  OPEN_METRICS,
  openMetrics,
  PLAIN_TEXT,
  plainText,
} from "./exposition.ts";
import { metricFamilies } from "./families.ts";
import { Today } from "./today.ts";

/** Several Prometheus servers, and frequent scrapes, cost one query: half of the shortest usual interval, 30 s. */
const KEPT_MS = 15_000;

interface Kept {
  readonly atMs: number;
  readonly families: readonly Family[];
}

/** An isolate's environment never changes. */
let kept: Kept | null = null;
const today = new Today();

export async function metrics(c: ConsoleContext): Promise<Response> {
  const store = failureStore(c.env);
  // No metrics without failures: alerts on them would be silent, whereas a scrape that fails shows as `up == 0`.
  if (store === null) return problemResponse(503, NO_STORE);
  try {
    const families = await currentFamilies(store, c.env);
    const type = accepts(c, { header: "Accept", supports: [OPEN_METRICS, PLAIN_TEXT], default: PLAIN_TEXT });
    return type === OPEN_METRICS
      ? c.body(openMetrics(families), 200, { "content-type": CONTENT_TYPES[OPEN_METRICS] })
      : c.body(plainText(families), 200, { "content-type": CONTENT_TYPES[PLAIN_TEXT] });
  } catch (error) {
    if (error instanceof StoreUnavailable) return problemResponse(502, error.message);
    throw error;
  }
}

async function currentFamilies(store: FailureStore, env: Env): Promise<readonly Family[]> {
  const now = Date.now();
  if (kept !== null && now - kept.atMs < KEPT_MS) return kept.families;
  const [{ since, samples }, switches] = await Promise.all([today.countersAt(now, store), switchStates(env)]);
  kept = { atMs: now, families: metricFamilies(samples, since, switches.states) };
  return kept.families;
}
