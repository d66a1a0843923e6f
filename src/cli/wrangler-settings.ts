/**
 * What can be wrong in a wrangler file apart from variables: domains, loops, the cache, unchanged values of the sample. Pure.
 */
import { bindingOf } from "../config/bindings.ts";
import { originHost, type Route } from "../config/route.ts";
import { ANALYTICS } from "../env.ts";

/** The part of wrangler's configuration that is looked at. */
export interface WranglerSettings {
  readonly name?: string | undefined;
  readonly routes?: readonly WranglerRoute[] | undefined;
  readonly workers_dev?: boolean | undefined;
  readonly compatibility_flags?: readonly string[] | undefined;
  readonly build?: { readonly command?: string | undefined } | undefined;
  readonly cache?: { readonly enabled: boolean } | undefined;
  readonly services?: readonly { readonly binding: string; readonly service: string }[] | undefined;
  readonly vpc_services?: readonly WranglerBinding[] | undefined;
  readonly vpc_networks?: readonly WranglerBinding[] | undefined;
  readonly mtls_certificates?: readonly WranglerBinding[] | undefined;
  readonly analytics?: WranglerBinding | undefined;
  readonly triggers?: { readonly crons?: readonly string[] | undefined } | undefined;
}

interface WranglerBinding {
  readonly binding: string;
}

type WranglerRoute =
  | string
  | { readonly pattern: string; readonly custom_domain?: boolean; readonly enabled?: boolean };

/** One entry of `routes`: a host name of the Worker's own, or a pattern of URLs on a zone. */
interface Entry {
  readonly field: string;
  readonly pattern: string;
  readonly isDomain: boolean;
}

/** What Cloudflare refuses, what can't work, and what is unsafe. In: the settings, the routes of the configuration. */
export function settingsProblems(settings: WranglerSettings, routes: readonly Route[]): string[] {
  const entries = entriesOf(settings);
  return [
    ...entries.filter(({ isDomain }) => isDomain).flatMap(domainProblem),
    ...entries.flatMap(samplePatternProblem),
    ...onePerOrigin(routes).flatMap((route) => loopProblem(settings, entries, route) ?? []),
    ...onePerOrigin(routes).flatMap((route) => certificateProblem(settings, route)),
    ...(settings.cache?.enabled ? [CACHE] : []),
  ];
}

/** Origins that still have the sample's host name. */
export function sampleOriginProblems(routes: readonly Route[]): string[] {
  return onePerOrigin(routes).flatMap(({ origin, id }) => {
    const host = originHost(origin, "");
    if (!EXAMPLE_HOST.test(host)) return [];
    return [
      `The origin of the route ${id}, ${host}, is an example's host name; put your registry's there (ORIGIN or ROUTES)`,
    ];
  });
}

/** A preset has dozens of routes with one origin; a route with a fallback has two. */
function onePerOrigin(routes: readonly Route[]): Route[] {
  const all = routes.flatMap((route) => (route.fallback === null ? [route] : [route, route.fallback.route]));
  return [
    ...new Map(
      all.map((route) => [`${bindingOf(route.origin)} ${originHost(route.origin, "")} ${route.host}`, route]),
    ).values(),
  ];
}

/** What is legal but rarely intended. */
export function settingsHints(settings: WranglerSettings, routes: readonly Route[]): string[] {
  const entries = entriesOf(settings);
  return [
    ...servingHint(settings, entries),
    ...(isOnWorkersDev(settings, entries) ? routes.flatMap(openDoorHint) : []),
    ...entries.filter(({ isDomain, pattern }) => !isDomain && !pattern.includes("/")).map(rootHint),
    ...analyticsHint(settings),
  ];
}

const CACHE =
  "cache.enabled: must be off; Cloudflare would serve cached answers in front of the Worker, whatever credentials they were for";

function servingHint(
  { name = "<name>", workers_dev }: WranglerSettings,
  entries: readonly Entry[],
): string[] {
  if (entries.length > 0 || workers_dev === true) return [];
  if (workers_dev === false)
    return [
      "Hint: no request reaches this Worker: the file has no `routes`, and `workers_dev` is false. Uncomment `routes` and put your host name there, unless the dashboard gives it one.",
    ];
  return [
    `Hint: the file has no \`routes\`, so the gateway is served at ${name}.<your subdomain>.workers.dev, to try it out. Put your host name into \`routes\` for more.`,
  ];
}

/** The host name on workers.dev is open to the internet, with no zone's rules in front of it. */
function openDoorHint({ id, originAuth, originHeaders }: Route): string[] {
  const secrets = [
    ...(originAuth === null ? [] : [originAuth]),
    ...originHeaders.map(({ secret }) => secret),
  ];
  if (secrets.length === 0) return [];
  return [
    `Hint: at its address on workers.dev anyone can read the route ${id} with ${secrets.join(" and ")}; \`workers_dev = false\` closes it.`,
  ];
}

function entriesOf({ routes = [] }: WranglerSettings): Entry[] {
  return routes.map((route, index) => ({
    field: `routes[${index}].pattern`,
    pattern: (typeof route === "string" ? route : route.pattern).toLowerCase(),
    isDomain: typeof route !== "string" && route.custom_domain === true,
  }));
}

/** wrangler refuses them too, but not before the deploy (workers-sdk: deploy/helpers/validate-routes.ts). */
function domainProblem({ field, pattern }: Entry): string[] {
  if (!/[*/]/.test(pattern)) return [];
  const wants = "a custom domain is a host name, without a path or a wildcard";
  return [
    `${field}: ${wants}, got ${JSON.stringify(pattern)}; a zone route (zone_name) takes such a pattern`,
  ];
}

function rootHint({ field, pattern }: Entry): string {
  return `Hint: ${field}: ${pattern} matches only the root of that host; for all of it, write ${pattern}/*.`;
}

/** Reserved for examples (RFC 2606 3), and used in the sample. */
const EXAMPLE_HOST = /(?:^|\.)example\.(?:com|net|org)$/;

function samplePatternProblem({ field, pattern }: Entry): string[] {
  const host = hostOf(pattern);
  if (!EXAMPLE_HOST.test(host)) return [];
  return [`${field}: ${host} is an example's host name; put one of your own zone there`];
}

/** Bound under another name, it is never used. */
function analyticsHint({ analytics }: WranglerSettings): string[] {
  if (analytics?.binding === undefined || analytics.binding === ANALYTICS) return [];
  return [
    `Hint: analytics.binding: failures are looked up through ${ANALYTICS}, got ${JSON.stringify(analytics.binding)}.`,
  ];
}

/** An origin that leads back to the gateway: each request would loop until Cloudflare ends it. */
function loopProblem(
  settings: WranglerSettings,
  entries: readonly Entry[],
  { id, origin, host }: Route,
): string | null {
  switch (origin.kind) {
    case "service":
      return isOwnName(settings, origin.binding) ? ownServiceProblem(id, origin.binding) : null;
    case "url":
      if (origin.via !== null && isOwnName(settings, origin.via)) return ownServiceProblem(id, origin.via);
      if (!isOnInternet(settings, origin.via) || !isGateway(settings, entries, new URL(origin.base)))
        return null;
      return `The origin of the route ${id}, ${originHost(origin, "")}, is the gateway itself; put your registry's host name there`;
    case "self":
      if (!isBehindDomain(entries, host)) return null;
      return `The route ${id} has no origin, and behind a custom domain there is none but the gateway; name your registry's`;
  }
}

/** Whether the binding is this Worker itself. */
function isOwnName({ name, services = [] }: WranglerSettings, binding: string): boolean {
  return name !== undefined && services.some((one) => one.binding === binding && one.service === name);
}

function ownServiceProblem(id: string, binding: string): string {
  return `The route ${id} goes to ${binding}, which is the gateway itself; bind your registry's Worker`;
}

/** In another Worker, or a private network, the gateway's host name may be the registry's. */
function isOnInternet({ mtls_certificates = [] }: WranglerSettings, via: string | null): boolean {
  return via === null || mtls_certificates.some(({ binding }) => binding === via);
}

/** A certificate is shown in a TLS handshake or not at all. */
function certificateProblem({ mtls_certificates = [] }: WranglerSettings, { id, origin }: Route): string[] {
  const binding = bindingOf(origin);
  const isClear = origin.kind === "url" && origin.base.startsWith("http:");
  if (!isClear || !mtls_certificates.some((one) => one.binding === binding)) return [];
  return [`The route ${id} is reached without TLS, where no certificate is shown; its origin wants https://`];
}

function isGateway(settings: WranglerSettings, entries: readonly Entry[], url: URL): boolean {
  // The Worker's own requests bypass its zone routes, unless this flag sends them in from the outside.
  const isStrict = settings.compatibility_flags?.includes("global_fetch_strictly_public") === true;
  const target = `${url.host}${url.pathname.replace(/\/?$/, "/")}`;
  const isEntry = entries.some(({ isDomain, pattern }) =>
    isDomain ? pattern === url.host : isStrict && covers(pattern, target),
  );
  return isEntry || (isOnWorkersDev(settings, entries) && isWorkersDevName(settings.name, url.host));
}

/** Whether a route without an origin is reached by custom domains only, not by a zone route. */
function isBehindDomain(entries: readonly Entry[], host: string | null): boolean {
  const reaching = entries.filter(({ pattern }) => host === null || covers(pattern, `${host}/`));
  const domains = entries.filter(({ isDomain, pattern }) => isDomain && (host === null || pattern === host));
  return domains.length > 0 && reaching.every(({ isDomain }) => isDomain);
}

/** wrangler's default if neither is set: a Worker without routes gets its name on workers.dev. */
function isOnWorkersDev({ workers_dev }: WranglerSettings, entries: readonly Entry[]): boolean {
  return workers_dev ?? entries.length === 0;
}

function isWorkersDevName(name: string | undefined, host: string): boolean {
  return name !== undefined && host.startsWith(`${name}.`) && host.endsWith(".workers.dev");
}

/** Whether the pattern of a zone route covers a URL without its scheme; only `*` is special there. */
function covers(pattern: string, url: string): boolean {
  const [first = "", ...rest] = withoutScheme(pattern).split("*");
  let at = first.length;
  if (!url.startsWith(first)) return false;
  for (const literal of rest) {
    const found = url.indexOf(literal, at);
    if (found === -1) return false;
    at = found + literal.length;
  }
  return at === url.length || pattern.endsWith("*");
}

function hostOf(pattern: string): string {
  return withoutScheme(pattern).split("/", 1)[0] ?? "";
}

function withoutScheme(pattern: string): string {
  return pattern.replace(/^https?:\/\//, "");
}
