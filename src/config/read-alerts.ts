/**
 * The variables `ALERTS` and `PUBLIC_URL` -> conditions that can be counted, or the lines that say what is wrong. Pure.
 */
import * as v from "valibot";
import { ALERT_COMPARED_MINUTES, ALERT_MINUTES, ALERTS_MAX } from "../limits.ts";
import type { Alert } from "./alert.ts";
import { ALERT_FIELDS, ALERTS, type AlertInput, alertsTable } from "./alerts-field.ts";
import type { Misconfigured, Variables } from "./configuration.ts";
import { issueLine } from "./issue-line.ts";
import { quote } from "./quote.ts";
import type { Route } from "./route.ts";
import { didYouMean, type Suggest } from "./suggest.ts";
import { readTable } from "./table.ts";

export type AlertsRead =
  | { readonly ok: true; readonly alerts: readonly Alert[]; readonly publicUrl: string | null }
  | Misconfigured;

const variable = v.object({ ALERTS: v.optional(alertsTable, {}) });

/** In: the Worker's environment, all routes. */
export function readAlerts(variables: Variables, routes: readonly Route[], suggest: Suggest): AlertsRead {
  const { PUBLIC_URL: url } = variables;
  if (url !== undefined && !isPublicUrl(url)) return refused(`PUBLIC_URL: ${PUBLIC_URL}`);
  const publicUrl = url === undefined ? urlOf(routes) : new URL(url).origin;
  if (variables.ALERTS === undefined) return { ok: true, alerts: [], publicUrl };
  const table = readTable(variables.ALERTS);
  if (!table.ok)
    return refused(`ALERTS: is a text but not valid JSON (${table.because}); it wants ${ALERTS}`);
  if (Array.isArray(table.value)) return refused(`ALERTS: wants ${ALERTS}`);
  const parsed = v.safeParse(variable, { ALERTS: table.value }, { abortPipeEarly: true });
  if (!parsed.success) {
    const lines = parsed.issues.map((issue) => issueLine(issue, suggest, ALERT_FIELDS).slice(1));
    return refused(...lines);
  }
  const named = Object.entries(parsed.output.ALERTS);
  if (named.length > ALERTS_MAX)
    return refused(`ALERTS: wants at most ${ALERTS_MAX} conditions, got ${named.length}`);
  const unknown = named.flatMap(([name, alert]) => unknownRoutes(name, alert, routes, suggest));
  if (unknown.length > 0) return refused(...unknown);
  return { ok: true, alerts: named.map(([name, alert]) => completeAlert(name, alert)), publicUrl };
}

function completeAlert(name: string, input: AlertInput): Alert {
  const timesYesterday = input.times_yesterday ?? null;
  return {
    name,
    which: {
      categories: input.category ?? [],
      routes: input.route ?? [],
      originHosts: (input.origin_host ?? []).map((host) => host.toLowerCase()),
      clients: input.client ?? [],
    },
    atLeast: input.at_least,
    minutes: input.minutes ?? (timesYesterday === null ? ALERT_MINUTES : ALERT_COMPARED_MINUTES),
    timesYesterday,
  };
}

/** An alert on a route that does not exist would never fire. */
function unknownRoutes(
  name: string,
  { route = [] }: AlertInput,
  routes: readonly Route[],
  suggest: Suggest,
): string[] {
  const ids = [...new Set(routes.map(({ id }) => id))];
  return route
    .filter((id) => !ids.includes(id))
    .map((id) => `ALERTS.${name}.route: there is no route ${quote(id)}${didYouMean(suggest, id, ids)}`);
}

const PUBLIC_URL =
  "wants the gateway's own https://host, without a path, such as https://packages.example.com";

function isPublicUrl(value: unknown): value is string {
  if (typeof value !== "string" || !URL.canParse(value)) return false;
  const { protocol, origin, href } = new URL(value);
  return (protocol === "https:" || protocol === "http:") && href === `${origin}/`;
}

/** The host name of the operator's first route that has one. */
function urlOf(routes: readonly Route[]): string | null {
  const host = routes.find((route) => route.host !== null && !route.host.endsWith(".*"))?.host;
  return host === undefined ? null : `https://${host}`;
}

function refused(problem = "", ...others: readonly string[]): Misconfigured {
  return { ok: false, problem, others };
}
