/**
 * The origins' URLs and what they are called at the gateway. Pure.
 */
import { matchRoute, type Target } from "../config/match.ts";
import { patternText } from "../config/path-pattern.ts";
import type { Route } from "../config/route.ts";
import { fnv1a } from "../text/hash.ts";
import { type Base, baseOf, isSameServer, portClass } from "./base.ts";
import { type Spellings, spellingsOf } from "./spelling.ts";

/** A base at an origin and at the gateway: what one route has, or all routes of a preset. */
export interface OwnUrl extends Base {
  /** False where only this one path is served. */
  readonly subtree: boolean;
  /** `https://packages.example`, with the port that the client used. */
  readonly publicOrigin: string;
  /** The prefix of the routes. */
  readonly publicPath: string;
  /** Where the prefix does not tell what is served: whether this path of the gateway is. */
  readonly serves: ((path: string) => boolean) | null;
  readonly spelled: Spellings;
}

/** The gateway as one client calls it, and the origins' URLs under that name. */
export interface Naming {
  readonly publicOrigin: string;
  /** The longest path of a host first; of equal ones the preferred route's, then as routes are matched. */
  readonly ownUrls: readonly OwnUrl[];
  /** Eight hexadecimal digits that differ where the naming does. */
  readonly mark: string;
}

/** A naming as one route's answers need it. */
export interface Mapping extends Naming {
  /** Those at the origin that is asked: its path-absolute references mean them. */
  readonly ofOrigin: readonly OwnUrl[];
  /** Where the URLs of that origin begin; null for a zone's own. */
  readonly base: Base | null;
  /** Its scheme and host; null where clients can't reach it. */
  readonly originRoot: string | null;
}

/** Raised when the same configuration begins to rewrite otherwise, so that no client keeps an old copy. */
const REWRITING_VERSION = 2;

/** A host that is repeated in answers; anything else that a client may send as its `Host` is not. */
const NAMEABLE_HOST = /^(?:[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;
const PORT = /:\d{1,5}$/;

/**
 * In: all routes (in the order in which they are matched), the one that wins among those of the same base, the scheme
 * and the parts of the request's URL. Out: the naming; null where no URL would be called otherwise, or the host can't
 * be named.
 */
export function namingOf(
  routes: readonly Route[],
  preferred: Route | null,
  scheme: "http" | "https",
  target: Target,
): Naming | null {
  if (!NAMEABLE_HOST.test(target.host)) return null;
  const places = new Map<string, Place>();
  const taken = new Set<string>();
  for (const route of routes) {
    const host = publicHostOf(route, target);
    const base = route.rewriteUrls ? baseOf(route) : null;
    const path = `${host} ${patternText(route)}`;
    // Of two routes for one pattern, the first gets the requests.
    if (host !== null && base !== null && (route.pattern !== undefined || !taken.has(path))) {
      addToPlaces(places, route, base, host);
    }
    taken.add(path);
  }
  const rank = ({ route, base }: Place): number =>
    2 * base.path.length + Number(isSamePlace(route, preferred));
  const sorted = [...places.values()].toSorted((a, b) => rank(b) - rank(a));
  const ownUrls = sorted.map((place) => ownUrlOf(place, routes, scheme));
  if (ownUrls.every(isNamedAlike)) return null;
  return { publicOrigin: `${scheme}://${target.host}`, ownUrls, mark: markOf(ownUrls, sorted) };
}

/** The naming for the answers of `asked`. */
export function mappingFor(naming: Naming, asked: Route): Mapping {
  const base = baseOf(asked);
  const ofOrigin = naming.ownUrls.filter((own) => isSameServer(own, base));
  const { origin } = asked;
  const originRoot = origin.kind === "url" ? origin.base.split("/", 3).join("/") : null;
  return { ...naming, ofOrigin, base, originRoot };
}

/** Whether a route elsewhere has the same base, so that it has to be said which of them a URL of it names. */
export function sharesBase(routes: readonly Route[], asked: Route): boolean {
  const own = baseOf(asked);
  return routes.some((route) => {
    const base = isSamePlace(route, asked) ? null : baseOf(route);
    return isSameServer(base, own) && base?.path === own?.path;
  });
}

/** Routes that stand for the same base under the same prefix, as those of a preset do. */
interface Place {
  readonly route: Route;
  readonly routes: Set<Route>;
  readonly base: Base;
  readonly host: string;
}

function addToPlaces(places: Map<string, Place>, route: Route, base: Base, host: string): void {
  const kind = route.pattern === undefined ? route.subtree : "pattern";
  const key = `${base.hostname}:${base.port}${base.path} ${host}${route.prefix} ${kind}`;
  const place = places.get(key);
  if (place === undefined) places.set(key, { route, routes: new Set([route]), base, host });
  else place.routes.add(route);
}

function isSamePlace(route: Route, other: Route | null): boolean {
  return route === other || (route.prefix === other?.prefix && route.host === other.host);
}

function ownUrlOf(place: Place, all: readonly Route[], scheme: string): OwnUrl {
  const { route, routes, base, host } = place;
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

/** Where a route is reached by this client, with the port that it used: one Worker listens to all of its hosts alike. */
function publicHostOf({ host }: Route, target: Target): string | null {
  if (host === null) return target.host;
  if (host.endsWith(".*")) return target.host.startsWith(host.slice(0, -1)) ? target.host : null;
  return PORT.test(host) ? host : host + (PORT.exec(target.host)?.[0] ?? "");
}

function isNamedAlike({ hostname, port, path, publicOrigin, publicPath }: OwnUrl): boolean {
  const publicHost = publicOrigin.slice(publicOrigin.indexOf("//") + 2);
  const publicPort = portClass(PORT.exec(publicHost)?.[0].slice(1) ?? "");
  return hostname === publicHost.replace(PORT, "") && port === publicPort && path === publicPath;
}

function markOf(ownUrls: readonly OwnUrl[], places: readonly Place[]): string {
  const names = ownUrls.map(({ spelled, serves, ...rest }) => rest);
  const patterns = places.map(({ routes }) =>
    [...routes].map((route) => `${patternText(route)} ${route.pattern?.shape ?? ""}`),
  );
  return fnv1a(JSON.stringify([REWRITING_VERSION, names, patterns]))
    .toString(16)
    .padStart(8, "0");
}
