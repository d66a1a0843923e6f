/**
 * The origins' URLs and the gateway's URLs for them. Pure.
 */
import { matchRoute, type Target } from "../config/match.ts";
import { patternText } from "../config/path-pattern.ts";
import type { Route } from "../config/route.ts";
import { fnv1a } from "../text/hash.ts";
import { type Base, baseOf, isSameServer, portClass } from "./base.ts";
import { spellingsOf } from "./spelling.ts";
import type { UpstreamUrl } from "./upstream-url.ts";

/** The upstream URLs with the gateway's URLs for them, under the host name that one client uses. */
export interface UrlMap {
  readonly publicOrigin: string;
  /** The longest path of a host first; of equal ones the preferred route's, then as routes are matched. */
  readonly upstreamUrls: readonly UpstreamUrl[];
  /** Eight hexadecimal digits that differ where the map does: the suffix of a rewritten document's validators. */
  readonly mark: string;
}

/** A URL map as one route's answers need it. */
export interface RouteUrlMap extends UrlMap {
  /** Those at the origin that is asked, which its path-absolute references mean. */
  readonly ofOrigin: readonly UpstreamUrl[];
  /** Where the URLs of that origin begin; null for a zone's own. */
  readonly base: Base | null;
  /** Its scheme and host; null where clients can't reach it. */
  readonly originRoot: string | null;
}

/** Raised when the same configuration begins to rewrite otherwise, so that no client keeps an old copy. */
const REWRITING_VERSION = 2;

/** A host that answers may repeat; anything else that a client sends as its `Host` they do not. */
const REPEATABLE_HOST = /^(?:[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const PORT = /:\d{1,5}$/;

/**
 * In: all routes (in the order in which they are matched), the one that wins among those of the same base, the scheme
 * and the parts of the request's URL. Out: null where no URL would change, or where the host must not be repeated.
 */
export function urlMapOf(
  routes: readonly Route[],
  preferred: Route | null,
  scheme: "http" | "https",
  target: Target,
): UrlMap | null {
  if (!REPEATABLE_HOST.test(target.host)) return null;
  const mounts = new Map<string, Mount>();
  const taken = new Set<string>();
  for (const route of routes) {
    const host = publicHostOf(route, target);
    const base = route.rewriteUrls ? baseOf(route) : null;
    const path = `${host} ${patternText(route)}`;
    // Of two routes for one pattern, the first gets the requests.
    if (host !== null && base !== null && (route.pattern !== undefined || !taken.has(path))) {
      addToMounts(mounts, route, base, host);
    }
    taken.add(path);
  }
  const rank = ({ route, base }: Mount): number =>
    2 * base.path.length + Number(isSameMount(route, preferred));
  const sorted = [...mounts.values()].toSorted((a, b) => rank(b) - rank(a));
  const upstreamUrls = sorted.map((mount) => upstreamUrlOf(mount, routes, scheme));
  if (upstreamUrls.every(isUnchanged)) return null;
  return { publicOrigin: `${scheme}://${target.host}`, upstreamUrls, mark: markOf(upstreamUrls, sorted) };
}

/** The URL map for the answers of `asked`. */
export function routeUrlMapOf(urlMap: UrlMap, asked: Route): RouteUrlMap {
  const base = baseOf(asked);
  const ofOrigin = urlMap.upstreamUrls.filter((upstream) => isSameServer(upstream, base));
  const { origin } = asked;
  const originRoot = origin.kind === "url" ? origin.base.split("/", 3).join("/") : null;
  return { ...urlMap, ofOrigin, base, originRoot };
}

/** Whether another route has the same base, so that its URLs could lead to either. */
export function sharesBase(routes: readonly Route[], asked: Route): boolean {
  const own = baseOf(asked);
  return routes.some((route) => {
    const base = isSameMount(route, asked) ? null : baseOf(route);
    return isSameServer(base, own) && base?.path === own?.path;
  });
}

/** Routes for the same base under the same prefix, such as those of a preset. */
interface Mount {
  readonly route: Route;
  readonly routes: Set<Route>;
  readonly base: Base;
  readonly host: string;
}

function addToMounts(mounts: Map<string, Mount>, route: Route, base: Base, host: string): void {
  const kind = route.pattern === undefined ? route.subtree : "pattern";
  const key = `${base.hostname}:${base.port}${base.path} ${host}${route.prefix} ${kind}`;
  const mount = mounts.get(key);
  if (mount === undefined) mounts.set(key, { route, routes: new Set([route]), base, host });
  else mount.routes.add(route);
}

function isSameMount(route: Route, other: Route | null): boolean {
  return route === other || (route.prefix === other?.prefix && route.host === other.host);
}

function upstreamUrlOf(mount: Mount, all: readonly Route[], scheme: string): UpstreamUrl {
  const { route, routes, base, host } = mount;
  const publicOrigin = `${scheme}://${host}`;
  const isServed = (path: string): boolean => {
    const matched = matchRoute(all, { host, path: path || "/", query: "" });
    return matched !== null && routes.has(matched);
  };
  return {
    ...base,
    subtree: route.pattern !== undefined || route.subtree,
    publicOrigin,
    publicPath: route.prefix,
    serves: route.pattern === undefined ? null : isServed,
    spelled: spellingsOf(base.path, publicOrigin, route.prefix),
  };
}

/** The host under which this client reaches a route, with the port that it used: one Worker serves all of its hosts. */
function publicHostOf({ host }: Route, target: Target): string | null {
  if (host === null) return target.host;
  if (host.endsWith(".*")) return target.host.startsWith(host.slice(0, -1)) ? target.host : null;
  return PORT.test(host) ? host : host + (PORT.exec(target.host)?.[0] ?? "");
}

function isUnchanged({ hostname, port, path, publicOrigin, publicPath }: UpstreamUrl): boolean {
  const publicHost = publicOrigin.slice(publicOrigin.indexOf("//") + 2);
  const publicPort = portClass(PORT.exec(publicHost)?.[0].slice(1) ?? "");
  return hostname === publicHost.replace(PORT, "") && port === publicPort && path === publicPath;
}

function markOf(upstreamUrls: readonly UpstreamUrl[], mounts: readonly Mount[]): string {
  const urls = upstreamUrls.map(({ spelled, serves, ...rest }) => rest);
  const patterns = mounts.map(({ routes }) =>
    [...routes].map((route) => `${patternText(route)} ${route.pattern?.shape ?? ""}`),
  );
  return fnv1a(JSON.stringify([REWRITING_VERSION, urls, patterns]))
    .toString(16)
    .padStart(8, "0");
}
