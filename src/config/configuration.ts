/**
 * The variables of the Worker -> routes that can be relied on, or the one line that says what is wrong.
 * A bad configuration never half-works: one bad field refuses the whole of it.
 */
import * as v from "valibot";
import { clientFormat } from "../clients/index.ts";
import { WHY_SECRET } from "../env.ts";
import { completeRoute } from "./complete.ts";
import { inOrder } from "./order.ts";
import { readPreset } from "./preset-routes.ts";
import type { Route } from "./route.ts";
import { routes as routesSchema } from "./schema.ts";

/** What is read from the environment: variables, secrets and bindings by name. */
export type Variables = Readonly<Record<string, unknown>>;

export type Configuration =
  | { readonly ok: true; readonly routes: readonly Route[] }
  /** `problem` is one plain line that names the field and what it wants. */
  | { readonly ok: false; readonly problem: string };

/** In: the Worker's environment. Out: the routes in the order in which they are looked at, or the first problem. Never throws. */
export function readConfiguration(variables: Variables): Configuration {
  const preset = readPreset(variables);
  if (!preset.ok) return preset;
  const own = readRoutes(variables, preset.routes);
  if (!own.ok) return own;
  return { ok: true, routes: inOrder(own.routes, preset.routes) };
}

function readRoutes(variables: Variables, preset: readonly Route[]): Configuration {
  if (variables.ROUTES === undefined && preset.length > 0) return { ok: true, routes: [] };
  const input = readRoutesVariable(variables);
  if (!input.ok) return input;
  const parsed = v.safeParse(routesSchema, input.value, { abortEarly: true });
  if (!parsed.success) return { ok: false, problem: describe(parsed.issues[0]) };
  const routes = parsed.output.map(completeRoute);
  const problem = findProblem(routes, preset, variables);
  return problem === null ? { ok: true, routes } : { ok: false, problem };
}

function readRoutesVariable(
  variables: Variables,
): { ok: true; value: unknown } | { ok: false; problem: string } {
  const value = variables.ROUTES;
  if (value === undefined) {
    return {
      ok: false,
      problem:
        "ROUTES: is missing; it wants an array of tables ([[vars.ROUTES]]) or the same as JSON text, unless there is a PRESET",
    };
  }
  if (typeof value !== "string") return { ok: true, value };
  try {
    return { ok: true, value: JSON.parse(value) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, " ") : "";
    return { ok: false, problem: `ROUTES: is a text but not valid JSON (${reason})` };
  }
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path =
    issue.path?.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("") ?? "";
  if (issue.kind === "schema" && issue.input === undefined && issue.path !== undefined) {
    return `ROUTES${path}: is missing; it ${issue.message}`;
  }
  return `ROUTES${path}: ${issue.message}${got(path, issue)}`;
}

/** The value that was found, where it is short and can't be a credential in a URL. */
function got(path: string, issue: v.BaseIssue<unknown>): string {
  const { input } = issue;
  if (path.endsWith(".origin") || path.endsWith(".origin_auth") || issue.expected === "never") return "";
  if (typeof input !== "string" && typeof input !== "number" && typeof input !== "boolean") return "";
  return `, got ${JSON.stringify(input).slice(0, 80)}`;
}

/** What the fields can't say one by one: bindings and secrets that must exist, ids that must differ. */
function findProblem(
  routes: readonly Route[],
  preset: readonly Route[],
  variables: Variables,
): string | null {
  const taken = new Map<string, string>(preset.map(({ id }) => [id, "a route of PRESET"]));
  for (const [index, route] of routes.entries()) {
    const twin = taken.get(route.id);
    if (twin !== undefined) {
      return `ROUTES[${index}].id: ${JSON.stringify(route.id)} is the id of ${twin} too; give one of them another`;
    }
    taken.set(route.id, `ROUTES[${index}]`);
    const problem = findMissing(route, variables);
    if (problem !== null) return `ROUTES[${index}]${problem}`;
  }
  return null;
}

function findMissing(route: Route, variables: Variables): string | null {
  if (route.origin.kind === "service" && !hasFetch(variables[route.origin.binding])) {
    return `.origin: there is no service binding named ${route.origin.binding}`;
  }
  if (route.lastResort && clientFormat(route.format).putsTextInPath && !isSecret(variables[WHY_SECRET])) {
    return `.last_resort: wants the secret ${WHY_SECRET}, which signs the paths that carry a text; set it with \`wrangler secret put ${WHY_SECRET}\``;
  }
  if (route.originAuth === null) return null;
  const secret = variables[route.originAuth];
  if (typeof secret !== "string" || secret === "") {
    return `.origin_auth: there is no secret named ${route.originAuth}; set it with \`wrangler secret put ${route.originAuth}\``;
  }
  if (!/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(secret)) {
    return `.origin_auth: the secret ${route.originAuth} wants printable ASCII such as "Bearer ..." or "Basic ..."`;
  }
  return null;
}

function isSecret(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function hasFetch(binding: unknown): boolean {
  return typeof binding === "object" && binding !== null && "fetch" in binding;
}
