/**
 * The variables of the Worker -> routes that can be relied on, or lines that say what is wrong.
 * A bad configuration never half-works: one bad field invalidates all of it. Secrets are set separately, so a missing one
 * stops only the routes that need it.
 */
import * as v from "valibot";
import { type HelpTexts, NO_HELP } from "../failure/help.ts";
import { ROUTES_MAX } from "../limits.ts";
import { findBindingProblems } from "./bindings.ts";
import { completeRoute } from "./complete.ts";
import type { Configuration, Misconfigured, RoutesRead, Variables } from "./configuration.ts";
import { helpTable, overrideHelp } from "./help.ts";
import { issueLine } from "./issue-line.ts";
import { inOrder } from "./order.ts";
import { patternText } from "./path-pattern.ts";
import { readPreset } from "./preset-routes.ts";
import { quote } from "./quote.ts";
import { readAlerts } from "./read-alerts.ts";
import { findStop } from "./required-secrets.ts";
import type { Route } from "./route.ts";
import { route as routeSchema } from "./schema.ts";
import { didYouMean, NO_SUGGESTION, type Suggest } from "./suggest.ts";
import { readTable } from "./table.ts";

/** In: the Worker's environment. Out: the routes in matching order, or the problems. Never throws. */
export function readConfiguration(variables: Variables, suggest: Suggest = NO_SUGGESTION): Configuration {
  const preset = readPreset(variables, suggest);
  if (!preset.ok) return preset;
  const common = readHelpVariable(variables.HELP, suggest);
  if (!common.ok) return common;
  const { help } = common;
  const own = readRoutes(variables, preset.routes, help, suggest);
  if (!own.ok) return own;
  const ofPreset = preset.routes.map((route) => ({ ...route, help }));
  const routes = inOrder(own.routes, ofPreset);
  const read = readAlerts(variables, routes, suggest);
  return read.ok ? { ...read, routes } : read;
}

type CommonHelp = { readonly ok: true; readonly help: HelpTexts } | Misconfigured;

const helpVariable = v.object({ HELP: v.optional(helpTable) });

/** The variable `HELP`: a table, or the same as JSON text. */
function readHelpVariable(value: unknown, suggest: Suggest): CommonHelp {
  const table = readTable(value);
  if (!table.ok) {
    const problem = `HELP: is a text but not valid JSON (${table.because}); it wants a table of texts by category`;
    return { ok: false, problem };
  }
  const parsed = v.safeParse(helpVariable, { HELP: table.value }, { abortPipeEarly: true });
  if (parsed.success) return { ok: true, help: overrideHelp(NO_HELP, parsed.output.HELP) };
  const [problem = "", ...others] = parsed.issues.map((issue) => issueLine(issue, suggest).slice(1));
  return { ok: false, problem, others };
}

function readRoutes(
  variables: Variables,
  preset: readonly Route[],
  help: HelpTexts,
  suggest: Suggest,
): RoutesRead {
  if (variables.ROUTES === undefined && preset.length > 0) return { ok: true, routes: [] };
  const list = readList(variables.ROUTES);
  if (typeof list === "string") return { ok: false, problem: list };
  const taken: Taken = new Map(preset.map(({ id }) => [id, "a route of PRESET"]));
  const routes: Route[] = [];
  const problems: string[] = [];
  for (const [index, fields] of list.entries()) {
    const place = `ROUTES[${index}]`;
    const parsed = v.safeParse(routeSchema, fields, { abortPipeEarly: true });
    if (parsed.success) {
      const route = completeRoute(parsed.output, help);
      routes.push({ ...route, stopped: findStop(route, variables, at(place, fields)) });
      const twin = findTwin(route, place, taken);
      const found = [
        ...(twin === null ? [] : [twin]),
        ...findBindingProblems(parsed.output, route, variables),
      ];
      problems.push(...found.map(at(place, fields)));
    } else problems.push(...parsed.issues.map((issue) => issueLine(issue, suggest)).map(at(place, fields)));
  }
  // A trusted route may come later in the list, or be one that could not be read.
  if (problems.length === 0) problems.push(...findUnknownTrust(list, routes, preset, suggest));
  const [problem, ...others] = problems;
  return problem === undefined ? { ok: true, routes } : { ok: false, problem, others };
}

/** Prefixes a line with its place in `ROUTES` and appends the path, by which people know the route. */
function at(place: string, fields: unknown): (line: string) => string {
  const { path }: { readonly path?: unknown } = Object(fields);
  const of = typeof path === "string" ? ` (path ${quote(path)})` : "";
  return (line) => place + line + (line.startsWith(".path") ? "" : of);
}

const ROUTES = "an array of tables ([[vars.ROUTES]]) or the same as JSON text";

/** The list, whose routes are read one by one so that every mistake is reported; or the problem as a text. */
function readList(value: unknown): readonly unknown[] | string {
  if (value === undefined) return `ROUTES: is missing; it wants ${ROUTES}, unless there is a PRESET`;
  const table = readTable(value);
  if (!table.ok) return `ROUTES: is a text but not valid JSON (${table.because})`;
  const list = table.value;
  if (!Array.isArray(list)) return `ROUTES: wants ${ROUTES}`;
  const { length } = list;
  return length > 0 && length <= ROUTES_MAX ? list : `ROUTES: wants 1 to ${ROUTES_MAX} routes, got ${length}`;
}

/** Who has taken an id, or a path on a host: both in one map, since every path has a slash and no id does. */
type Taken = Map<string, string>;

/** What can't be seen from one route's fields alone: another route has its id or its path. */
function findTwin(route: Route, place: string, taken: Taken): string | null {
  const path = patternText(route);
  for (const [field, text, key] of [
    ["path", path, (route.host ?? "") + path],
    ["id", route.id, route.id],
  ] as const) {
    const twin = taken.get(key);
    if (twin !== undefined) {
      return `.${field}: ${quote(text)} is the ${field} of ${twin} too; give one of them another`;
    }
    taken.set(key, place);
  }
  return null;
}

function findUnknownTrust(
  list: readonly unknown[],
  routes: readonly Route[],
  preset: readonly Route[],
  suggest: Suggest,
): string[] {
  const ids = [...new Set([...routes, ...preset].map(({ id }) => id))];
  const unknown = (id: string): string => `there is no route ${quote(id)}${didYouMean(suggest, id, ids)}`;
  return routes.flatMap(({ trusts }, index) =>
    trusts
      .map((id, position) => ({ id, place: `ROUTES[${index}]`, field: `.trusts[${position}]` }))
      .filter(({ id }) => !ids.includes(id))
      .map(({ id, place, field }) => at(place, list[index])(`${field}: ${unknown(id)}`)),
  );
}
