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
import { FAILURE_LABELS, failureSamples, metricFamilies, neverLess } from "./families.ts";

/** Several Prometheus servers, and impatient ones, cost one query: half of the shortest interval that is usual, 30 s. */
const KEPT_MS = 15_000;
const DAY_SECONDS = 86_400;
/** Groups of one query, the largest; failures of smaller ones are left out. */
const GROUPS_MAX = 5_000;

interface Kept {
  readonly atMs: number;
  readonly families: readonly Family[];
}

/** An isolate's environment never changes. */
let kept: Kept | null = null;
/** The highest value of each counter today. */
let today: { readonly since: number; readonly highest: Map<string, number> } | null = null;

export async function metrics(c: ConsoleContext): Promise<Response> {
  const store = failureStore(c.env);
  // Not metrics without failures: alerts on them would be silent, where a scrape that fails shows as `up == 0`.
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
  const second = Math.floor(now / 1_000);
  const since = second - (second % DAY_SECONDS);
  const [groups, switches] = await Promise.all([
    store.countsBy({ since, until: second + 1 }, FAILURE_LABELS, GROUPS_MAX),
    switchStates(env),
  ]);
  if (today?.since !== since) today = { since, highest: new Map() };
  const samples = neverLess(failureSamples(groups), today.highest);
  kept = { atMs: now, families: metricFamilies(samples, since, switches.states) };
  return kept.families;
}
