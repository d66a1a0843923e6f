/**
 * The wrangler file: the earlier answers that it contains, and the file with new answers. Pure.
 */
import { ALERT_WEBHOOK, ANALYTICS } from "../../env.ts";
import { NAMESPACE } from "../switch-command.ts";
import type { AccessToken, Answers, Registry } from "./answers.ts";
import { type Entry, withEntry, withoutTables, withTable } from "./toml-tables.ts";
import { valueAt, withKey, withoutKey } from "./toml-text.ts";

/** The binding of the VPC service, and the secrets with the token for Cloudflare Access. */
export const VPC_BINDING = "PRIVATE_REGISTRY";
export const ACCESS_SECRETS = ["ACCESS_CLIENT_ID", "ACCESS_CLIENT_SECRET"] as const;

/** The answers that a file suggests; nothing relies on them. */
export interface Earlier {
  readonly worker: string;
  readonly host: string | null;
  readonly product: string | null;
  readonly origin: string | null;
  readonly format: string | null;
  readonly namespaceId: string | null;
  /** Whether the alerts' webhook is in a Secrets Store. */
  readonly isWebhookStored: boolean;
}

/** The name of an environment; null is the top level, which is one without a name. */
export type Environment = string | null;

export function tablesOf(environment: Environment): readonly string[] {
  return environment === null ? [] : ["env", environment];
}

export function earlierAnswers(text: string, environment: Environment): Earlier {
  const base = tablesOf(environment);
  const written = textAt(text, [...base, "vars", "ORIGIN"]);
  const origin = written === null || isSampleOrigin(written) ? null : written;
  const route = origin === null ? firstRoute(text, base) : {};
  return {
    worker: workerIn(text, environment),
    host: textAt(text, [...base, "routes", 0, "pattern"]),
    product: origin === null ? null : textAt(text, [...base, "vars", "PRESET"]),
    origin: origin ?? stringOf(route, "origin"),
    format: stringOf(route, "format"),
    namespaceId: namespaceIdIn(text, base),
    isWebhookStored: isWebhookStored(text, base),
  };
}

/** As wrangler names it if the environment does not set `name`. */
function workerIn(text: string, environment: Environment): string {
  const name = textAt(text, ["name"]) ?? "outspoken";
  if (environment === null) return name;
  return textAt(text, ["env", environment, "name"]) ?? `${name}-${environment}`;
}

/** The file with the answers written into it. Throws `UneditableFile` if it is written in a way that can't be edited. */
export function fileWith(
  text: string,
  { host, registry, start, webhook }: Answers,
  namespaceId: string,
  environment: Environment,
): string {
  const base = tablesOf(environment);
  const vars = [...base, "vars"];
  let edited = withHost(text, base, host);
  edited = withEntry(edited, [...base, "kv_namespaces"], isSwitches, {
    binding: NAMESPACE,
    id: namespaceId,
  });
  // The operator's page needs it. At the top level it makes `wrangler dev` require a sign-in, which everyone who deploys has.
  edited = withTable(edited, [...base, "analytics"], { binding: ANALYTICS });
  edited = withDataset(edited, environment);
  // What alert messages link to.
  edited = withKey(edited, vars, "PUBLIC_URL", `https://${host}`);
  if (webhook !== null) edited = withCron(edited, base);
  // The repository's sample is only a placeholder.
  edited = withoutTables(edited, [...vars, "ROUTES"], isSampleRoute);
  switch (registry.kind) {
    case "product":
      edited = withKey(edited, vars, "PRESET", registry.preset);
      return withKey(edited, vars, "ORIGIN", registry.origin);
    case "route":
      edited = withoutKey(withoutKey(edited, vars, "PRESET"), vars, "ORIGIN");
      return withRoute(edited, base, registry, start);
  }
}

/** Other hosts stay: clients may still use them. */
function withHost(text: string, base: readonly string[], host: string): string {
  const domain = { pattern: host, custom_domain: true };
  const routes = [...base, "routes"];
  if (valueAt(text, routes) === undefined) return withKey(text, base, "routes", [domain]);
  return withEntry(text, routes, (route) => stringOf(route, "pattern") === host, domain);
}

/** A new environment gets a dataset of its own. */
function withDataset(text: string, environment: Environment): string {
  const table = [...tablesOf(environment), "analytics_engine_datasets"];
  if (environment === null || valueAt(text, table) !== undefined) return text;
  const dataset = `outspoken_failures_${environment.replaceAll("-", "_")}`;
  const bound = withEntry(text, table, () => false, { binding: "FAILURES", dataset });
  return withKey(bound, ["env", environment, "vars"], "ANALYTICS_DATASET", dataset);
}

/** Alerts need a cron trigger, which the file of an older version lacks. An environment inherits it. */
function withCron(text: string, base: readonly string[]): string {
  const tables = [base, []].map((place) => [...place, "triggers"]);
  if (tables.some((table) => valueAt(text, [...table, "crons"]) !== undefined)) return text;
  return withKey(text, [...base, "triggers"], "crons", ["* * * * *"]);
}

function withRoute(
  text: string,
  base: readonly string[],
  registry: Registry & { kind: "route" },
  start: Answers["start"],
): string {
  const { format, path, origin, reach } = registry;
  const entry: Entry = {
    path,
    format,
    origin,
    ...(start === "keep" ? {} : { enabled: start === "on" ? true : start }),
    via: reach.kind === "vpc_service" ? VPC_BINDING : null,
    ...(reach.kind === "access" ? { origin_headers: ACCESS_HEADERS } : {}),
  };
  const routes = [...base, "vars", "ROUTES"];
  const edited = withEntry(text, routes, (route) => stringOf(route, "path") === path, entry);
  if (reach.kind !== "vpc_service") return edited;
  const services = [...base, "vpc_services"];
  return withEntry(edited, services, (service) => stringOf(service, "binding") === VPC_BINDING, {
    binding: VPC_BINDING,
    service_id: reach.serviceId,
    remote: true,
  });
}

const ACCESS_HEADERS = {
  "CF-Access-Client-Id": ACCESS_SECRETS[0],
  "CF-Access-Client-Secret": ACCESS_SECRETS[1],
};

/** The headers of a service token, as the gateway will send them. */
export function accessHeaders({ id, secret }: AccessToken): Readonly<Record<string, string>> {
  return { "CF-Access-Client-Id": id, "CF-Access-Client-Secret": secret };
}

/** The same, by the names of the secrets in the file. */
export function accessSecrets({ id, secret }: AccessToken): ReadonlyMap<string, string> {
  return new Map([
    [ACCESS_SECRETS[0], id],
    [ACCESS_SECRETS[1], secret],
  ]);
}

function isSwitches(entry: unknown): boolean {
  return stringOf(entry, "binding") === NAMESPACE;
}

function isSampleRoute(route: unknown): boolean {
  return isSampleOrigin(stringOf(route, "origin") ?? "");
}

function isSampleOrigin(origin: string): boolean {
  return /^https:\/\/[\w.-]+\.example\.com(?:\/|$)/.test(origin);
}

function namespaceIdIn(text: string, base: readonly string[]): string | null {
  const namespaces = valueAt(text, [...base, "kv_namespaces"]);
  if (!Array.isArray(namespaces)) return null;
  return stringOf(namespaces.find(isSwitches), "id");
}

function isWebhookStored(text: string, base: readonly string[]): boolean {
  const secrets = valueAt(text, [...base, "secrets_store_secrets"]);
  return Array.isArray(secrets) && secrets.some((secret) => stringOf(secret, "binding") === ALERT_WEBHOOK);
}

function firstRoute(text: string, base: readonly string[]): unknown {
  const routes = valueAt(text, [...base, "vars", "ROUTES"]);
  return Array.isArray(routes) ? routes.find((route) => !isSampleRoute(route)) : undefined;
}

function textAt(text: string, path: readonly (string | number)[]): string | null {
  const value = valueAt(text, path);
  return typeof value === "string" ? value : null;
}

function stringOf(table: unknown, key: string): string | null {
  if (typeof table !== "object" || table === null) return null;
  const value: unknown = Object.entries(table).find(([name]) => name === key)?.[1];
  return typeof value === "string" ? value : null;
}
