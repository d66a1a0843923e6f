/**
 * The wrangler file: what an earlier run answered in it, and the file with new answers. Pure.
 */
import { NAMESPACE } from "../switch-command.ts";
import type { Answers, Registry } from "./answers.ts";
import { type Entry, withEntry, withoutTables } from "./toml-tables.ts";
import { valueAt, withKey, withoutKey } from "./toml-text.ts";

/** The binding of the VPC service, and the secrets with the token for Cloudflare Access. */
export const VPC_BINDING = "PRIVATE_REGISTRY";
export const ACCESS_SECRETS = ["ACCESS_CLIENT_ID", "ACCESS_CLIENT_SECRET"] as const;

const VARS = ["vars"] as const;
const ROUTES = ["vars", "ROUTES"] as const;

/** What a file tells of the answers to come: suggestions, none of which is relied on. */
export interface Earlier {
  readonly worker: string;
  readonly host: string | null;
  readonly product: string | null;
  readonly origin: string | null;
  readonly format: string | null;
  readonly namespaceId: string | null;
}

export function earlierAnswers(text: string): Earlier {
  const written = textAt(text, [...VARS, "ORIGIN"]);
  const origin = written === null || isSampleOrigin(written) ? null : written;
  const route = origin === null ? firstRoute(text) : {};
  return {
    worker: textAt(text, ["name"]) ?? "outspoken",
    host: textAt(text, ["routes", 0, "pattern"]),
    product: origin === null ? null : textAt(text, [...VARS, "PRESET"]),
    origin: origin ?? stringOf(route, "origin"),
    format: stringOf(route, "format"),
    namespaceId: namespaceIdIn(text),
  };
}

/** The file as the answers want it. Throws `UneditableFile` where it is written in a way that can't be edited. */
export function fileWith(text: string, answers: Answers, namespaceId: string): string {
  const { host, registry } = answers;
  let edited = withHost(text, host);
  edited = withEntry(edited, ["kv_namespaces"], (entry) => stringOf(entry, "binding") === NAMESPACE, {
    binding: NAMESPACE,
    id: namespaceId,
  });
  // What the sample of the repository stands for.
  edited = withoutTables(edited, ROUTES, isSampleRoute);
  switch (registry.kind) {
    case "product":
      edited = withKey(edited, VARS, "PRESET", registry.preset);
      return withKey(edited, VARS, "ORIGIN", registry.origin);
    case "route":
      edited = withoutKey(withoutKey(edited, VARS, "PRESET"), VARS, "ORIGIN");
      return withRoute(edited, registry, answers.start);
  }
}

/** Further hosts stay: clients may still go there. */
function withHost(text: string, host: string): string {
  const domain = { pattern: host, custom_domain: true };
  if (valueAt(text, ["routes"]) === undefined) return withKey(text, [], "routes", [domain]);
  return withEntry(text, ["routes"], (route) => stringOf(route, "pattern") === host, domain);
}

function withRoute(text: string, registry: Registry & { kind: "route" }, start: Answers["start"]): string {
  const { format, path, origin, reach } = registry;
  const entry: Entry = {
    path,
    format,
    origin,
    ...(start === "keep" ? {} : { enabled: start === "on" ? true : start }),
    via: reach.kind === "vpc_service" ? VPC_BINDING : null,
    ...(reach.kind === "access" ? { origin_headers: ACCESS_HEADERS } : {}),
  };
  const edited = withEntry(text, ROUTES, (route) => stringOf(route, "path") === path, entry);
  if (reach.kind !== "vpc_service") return edited;
  return withEntry(edited, ["vpc_services"], (service) => stringOf(service, "binding") === VPC_BINDING, {
    binding: VPC_BINDING,
    service_id: reach.serviceId,
    remote: true,
  });
}

const ACCESS_HEADERS = {
  "CF-Access-Client-Id": ACCESS_SECRETS[0],
  "CF-Access-Client-Secret": ACCESS_SECRETS[1],
};

function isSampleRoute(route: unknown): boolean {
  return isSampleOrigin(stringOf(route, "origin") ?? "");
}

function isSampleOrigin(origin: string): boolean {
  return /^https:\/\/[\w.-]+\.example\.com(?:\/|$)/.test(origin);
}

function namespaceIdIn(text: string): string | null {
  const namespaces = valueAt(text, ["kv_namespaces"]);
  if (!Array.isArray(namespaces)) return null;
  return stringOf(
    namespaces.find((entry) => stringOf(entry, "binding") === NAMESPACE),
    "id",
  );
}

function firstRoute(text: string): unknown {
  const routes = valueAt(text, ROUTES);
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
