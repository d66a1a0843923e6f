/**
 * The variables of the Worker -> routes that can be relied on, or the one line that says what is wrong.
 * A bad configuration never half-works: one bad field refuses the whole of it.
 */
import * as v from "valibot";
import { clientFormat } from "../clients/index.ts";
import type { Origin, Route } from "./route.ts";
import { type RouteInput, routes as routesSchema } from "./schema.ts";

/** What is read from the environment: variables, secrets and bindings by name. */
export type Variables = Readonly<Record<string, unknown>>;

export type Configuration =
  | { readonly ok: true; readonly routes: readonly Route[] }
  /** `problem` is one plain line that names the field and what it wants. */
  | { readonly ok: false; readonly problem: string };

/** In: the Worker's environment. Out: the routes, most specific first, or the first problem. Never throws. */
export function readConfiguration(variables: Variables): Configuration {
  const input = readRoutesVariable(variables);
  if (!input.ok) return input;
  const parsed = v.safeParse(routesSchema, input.value, { abortEarly: true });
  if (!parsed.success) return { ok: false, problem: describe(parsed.issues[0]) };
  const routes = parsed.output.map(completeRoute);
  const problem = findProblem(routes, variables);
  if (problem !== null) return { ok: false, problem };
  return { ok: true, routes: routes.toSorted(bySpecificity) };
}

function readRoutesVariable(
  variables: Variables,
): { ok: true; value: unknown } | { ok: false; problem: string } {
  const value = variables.ROUTES;
  if (value === undefined) {
    return {
      ok: false,
      problem: "ROUTES: is missing; it wants an array of tables ([[vars.ROUTES]]) or the same as JSON text",
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

function completeRoute(input: RouteInput): Route {
  const subtree = input.path.endsWith("/*");
  const prefix = (subtree ? input.path.slice(0, -2) : input.path).replace(/\/$/, "");
  const origin = readOrigin(input.origin);
  return {
    id:
      input.id ??
      (prefix
        .replace(/[^\w.-]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 64) ||
        "root"),
    format: input.format,
    host: input.host?.toLowerCase() ?? null,
    prefix,
    subtree,
    origin,
    enabledPercent: input.enabled,
    timeoutMs: input.timeout_ms ?? clientFormat(input.format).timeoutMs,
    retries: input.retries,
    rewriteUrls: input.rewrite_urls ?? origin.kind !== "self",
    originAuth: input.origin_auth ?? null,
    upstreamErrors: input.upstream_errors,
    statusRules: input.status_rules.map((rule, index) => ({
      ...rule,
      name: rule.name ?? `rule-${index + 1}`,
    })),
    notice: input.notice ?? null,
    lastResort: input.last_resort,
  };
}

function readOrigin(text: string | undefined): Origin {
  if (text === undefined) return { kind: "self" };
  const service = /^service:(\w+)(.*)$/.exec(text);
  if (service?.[1] !== undefined) {
    return { kind: "service", binding: service[1], base: (service[2] ?? "").replace(/\/+$/, "") };
  }
  return { kind: "url", base: new URL(text).href.replace(/\/+$/, "") };
}

/** What the fields can't say one by one: bindings and secrets that must exist, ids that must differ. */
function findProblem(routes: readonly Route[], variables: Variables): string | null {
  const seen = new Map<string, number>();
  for (const [index, route] of routes.entries()) {
    const twin = seen.get(route.id);
    if (twin !== undefined) {
      return `ROUTES[${index}].id: ${JSON.stringify(route.id)} is the id of ROUTES[${twin}] too; give one of them another`;
    }
    seen.set(route.id, index);
    const problem = findMissing(route, variables);
    if (problem !== null) return `ROUTES[${index}]${problem}`;
  }
  return null;
}

function findMissing(route: Route, variables: Variables): string | null {
  if (route.origin.kind === "service" && !hasFetch(variables[route.origin.binding])) {
    return `.origin: there is no service binding named ${route.origin.binding}`;
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

function hasFetch(binding: unknown): boolean {
  return typeof binding === "object" && binding !== null && "fetch" in binding;
}

/** Routes for one host before routes for any, longer prefixes before shorter ones, exact before a subtree. */
function bySpecificity(a: Route, b: Route): number {
  return (
    Number(b.host !== null) - Number(a.host !== null) ||
    b.prefix.length - a.prefix.length ||
    Number(a.subtree) - Number(b.subtree)
  );
}
