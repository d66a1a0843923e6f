/** How many failures each alert has: one query for each span of time, regardless of the number of alerts. */
import { NO_ROUTE } from "../../analytics/data-point.ts";
import type { Dimension, FailureStore, GroupCount } from "../../analytics/store.ts";
import type { Alert, Which } from "../../config/alert.ts";
import { dayBefore, type Window, windowOf } from "./window.ts";

const COUNTED_BY = ["category", "route", "origin_host", "client"] as const satisfies readonly Dimension[];
/** Groups of one query, the largest; failures of smaller ones are left out. */
const GROUPS_MAX = 5_000;

export interface Counted {
  readonly alert: Alert;
  readonly window: Window;
  readonly count: number;
  /** In the same window a day before; null if the alert does not compare with it. */
  readonly yesterday: number | null;
}

export interface Counts {
  readonly counted: readonly Counted[];
  /** Errors of the gateway's own within `GATEWAY_ERROR_MINUTES`. */
  readonly gatewayErrors: number;
}

export const GATEWAY_ERROR_MINUTES = 10;

/** Throws `StoreUnavailable`. */
export async function countAlerts(
  store: FailureStore,
  alerts: readonly Alert[],
  now: number,
): Promise<Counts> {
  const asked = new Map<number, Promise<readonly GroupCount[]>>();
  const ask = (window: Window, minutes: number): Promise<readonly GroupCount[]> => {
    // For each length, a window begins at one of two times.
    const key = minutes * (window.until < now - 3_600 ? -1 : 1);
    const known = asked.get(key) ?? store.countsBy(window, COUNTED_BY, GROUPS_MAX);
    asked.set(key, known);
    return known;
  };
  const groups = await ask(windowOf(GATEWAY_ERROR_MINUTES, now), GATEWAY_ERROR_MINUTES);
  const counted = alerts.map(async (alert) => {
    const { minutes, which, timesYesterday } = alert;
    const window = windowOf(minutes, now);
    const before = timesYesterday === null ? null : ask(dayBefore(window), minutes);
    const count = sum(await ask(window, minutes), which);
    return { alert, window, count, yesterday: before === null ? null : sum(await before, which) };
  });
  return { counted: await Promise.all(counted), gatewayErrors: sumOf(groups.filter(isGatewayError)) };
}

/** A failure of an origin always has a host, so it is not one. */
function isGatewayError({ values }: GroupCount): boolean {
  return values.route === NO_ROUTE && values.origin_host === "" && values.client === "";
}

function sum(groups: readonly GroupCount[], which: Which): number {
  return sumOf(groups.filter((group) => isCounted(group, which)));
}

function isCounted({ values }: GroupCount, { categories, routes, originHosts, clients }: Which): boolean {
  return (
    isAmong(categories, values.category) &&
    isAmong(routes, values.route) &&
    isAmong(originHosts, values.origin_host) &&
    isAmong(clients, values.client)
  );
}

function isAmong(wanted: readonly string[], value = ""): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function sumOf(groups: readonly GroupCount[]): number {
  return groups.reduce((total, { failures }) => total + failures, 0);
}

/** Whether the condition is met. Without failures a day before, `at_least` alone decides. */
export function holds({ alert: { atLeast, timesYesterday }, count, yesterday }: Counted): boolean {
  if (count < atLeast) return false;
  return timesYesterday === null || count >= timesYesterday * (yesterday ?? 0);
}
