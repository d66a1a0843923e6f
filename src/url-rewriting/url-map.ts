/**
 * The origins' URLs and the gateway's URLs for them. Pure.
 */
import { isAtHost, type Target } from "../config/match.ts";
import { literalStart, patternText } from "../config/path-pattern.ts";
import type { Route } from "../config/route.ts";
import { isSameOriginServer, portClass, sharesCredentials } from "../config/trust.ts";
import { fnv1a } from "../text/hash.ts";
import { type Base, baseOf, isSameServer } from "./base.ts";
import { isReadOneWay, routesReached } from "./reach.ts";
import { spellingsOf } from "./spelling.ts";
import type { UpstreamUrl } from "./upstream-url.ts";

/** The upstream URLs with the gateway's URLs for them, under the host name that one client uses. */
export interface UrlMap {
  readonly publicOrigin: string;
  /** The longest path of a host first; of equal ones the preferred route's, then in the order in which routes match. */
  readonly upstreamUrls: readonly UpstreamUrl[];
  /** Eight hexadecimal digits that differ if the map does: the suffix of a rewritten document's validators. */
  readonly mark: string;
}

/** A URL map for the answers of one route. */
export interface RouteUrlMap extends UrlMap {
  readonly asked: Route;
  /** Those at the origin of `asked`, to which its path-absolute references refer. */
  readonly ofOrigin: readonly UpstreamUrl[];
  /** The base of that origin's URLs; null for a zone's own. */
  readonly base: Base | null;
  /** Its scheme and host (of a bound Worker those that no client can reach); null for a zone's own. */
  readonly originRoot: string | null;
  /**
   * Whether a path of the gateway, under the requested host, leads to a route of another origin server; null if none
   * does.
   */
  readonly leadsAway: ((path: string) => boolean) | null;
}

/** Raised when the same configuration begins to rewrite differently, so that no client keeps an old copy. */
const REWRITING_VERSION = 3;

/** A host that answers may repeat; they repeat nothing else that a client sends as its `Host`. */
const REPEATABLE_HOST = /^(?:[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const PORT = /:\d{1,5}$/;

/** What determines the URLs of an answer. */
export interface UrlMapRequest {
  /** All of them, in the order in which they are matched. */
  readonly routes: readonly Route[];
  /** The route of the answer: only routes that may get its credentials are named. */
  readonly asked: Route;
  /** The one that wins among those of the same base. */
  readonly preferred: Route | null;
  readonly scheme: "http" | "https";
  /** The request's URL. */
  readonly target: Target;
}

/** Out: null if no URL would change, or if the host must not be repeated. */
export function urlMapOf({ routes, asked, preferred, scheme, target }: UrlMapRequest): UrlMap | null {
  if (!REPEATABLE_HOST.test(target.host)) return null;
  const mounts = new Map<string, Mount>();
  const taken = new Set<string>();
  for (const route of routes) {
    const host = publicHostOf(route, target);
    const base = route.rewriteUrls && sharesCredentials(asked, route) ? baseOf(route) : null;
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
  return {
    publicOrigin: `${scheme}://${target.host}`,
    upstreamUrls,
    mark: markOf(upstreamUrls, sorted, routes),
  };
}

/** The URL map for the answers of `asked`. */
export function routeUrlMapOf(urlMap: UrlMap, routes: readonly Route[], asked: Route): RouteUrlMap {
  const base = baseOf(asked);
  const ofOrigin = urlMap.upstreamUrls.filter((upstream) => isSameServer(upstream, base));
  const host = urlMap.publicOrigin.slice(urlMap.publicOrigin.indexOf("//") + 2);
  const others = othersAt(host, routes, asked);
  const leadsAway = (path: string): boolean =>
    routesReached(routes, host, path).some((route) => route !== null && others.has(route));
  return {
    ...urlMap,
    asked,
    ofOrigin,
    base,
    originRoot: originRootOf(asked, base),
    leadsAway: others.size === 0 ? null : leadsAway,
  };
}

function originRootOf({ origin }: Route, base: Base | null): string | null {
  if (origin.kind === "url") return origin.base.split("/", 3).join("/");
  return base && `https://${base.hostname}`;
}

/** The routes of other origin servers under that host name. */
function othersAt(host: string, routes: readonly Route[], asked: Route): ReadonlySet<Route> {
  return new Set(routes.filter((route) => isAtHost(route, host) && !isSameOriginServer(route, asked)));
}

/** Whether another route has the same base, so that its URLs could lead to either route. */
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
  const { route, base, host } = mount;
  const publicOrigin = `${scheme}://${host}`;
  return {
    ...base,
    subtree: route.pattern !== undefined || route.subtree,
    publicOrigin,
    publicPath: route.prefix,
    serves: servesOf(mount, all),
    spelled: spellingsOf(base.path, publicOrigin, route.prefix),
  };
}

function servesOf({ route, routes, host }: Mount, all: readonly Route[]): UpstreamUrl["serves"] {
  const others = othersAt(host, all, route);
  const isAlone = others.size === 0;
  const reach = (path: string): (Route | null)[] => routesReached(all, host, path);
  if (route.pattern !== undefined)
    return (path, isWhole) =>
      (isWhole || isAlone) && reach(path).every((reached) => reached !== null && routes.has(reached));
  if (isAlone) return null;
  const isPlain = ![...others].some((other) => isInside(other, route));
  return (path, isWhole) =>
    isWhole &&
    ((isPlain && isReadOneWay(path)) ||
      reach(path).every((reached) => reached !== null && !others.has(reached)));
}

function isInside(other: Route, route: Route): boolean {
  return literalStart(other).startsWith(literalStart(route));
}

/** The host under which this client reaches a route, with the port that it used: one Worker serves all hosts. */
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

function markOf(
  upstreamUrls: readonly UpstreamUrl[],
  mounts: readonly Mount[],
  all: readonly Route[],
): string {
  const urls = upstreamUrls.map(({ spelled, serves, ...rest }) => rest);
  const patterns = mounts.map(({ route, routes, host }) => [
    [...routes].map((one) => `${patternText(one)} ${one.pattern?.shape ?? ""}`),
    [...othersAt(host, all, route)].filter((other) => isInside(other, route)).map(patternText),
  ]);
  return fnv1a(JSON.stringify([REWRITING_VERSION, urls, patterns]))
    .toString(16)
    .padStart(8, "0");
}
