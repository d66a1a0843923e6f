/** The spans of time in which an alert's failures are counted. Pure. */
import type { FailureFilter } from "../../analytics/store.ts";
import type { Which } from "../../config/alert.ts";

/** Data points take about this long to be countable: a window that ended now would miss the last of them. Our choice. */
const LAG_SECONDS = 60;
const DAY_SECONDS = 86_400;

export interface Window {
  /** The first second that counts, and the first that no longer does. */
  readonly since: number;
  readonly until: number;
}

/** The last `minutes` that can be counted at `now`, in seconds since 1970. */
export function windowOf(minutes: number, now: number): Window {
  const until = now - LAG_SECONDS;
  return { since: until - minutes * 60, until };
}

/** The same by the clock (UTC) a day before. */
export function dayBefore({ since, until }: Window): Window {
  return { since: since - DAY_SECONDS, until: until - DAY_SECONDS };
}

export function filterOf({ categories, routes, originHosts, clients }: Which, window: Window): FailureFilter {
  const oneOf = { category: categories, route: routes, origin_host: originHosts, client: clients };
  return { ...window, oneOf };
}
