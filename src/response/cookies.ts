/**
 * Cookies that an origin sets: clients keep them by host and path, and the gateway is one host for all of its routes. So each
 * gets the path of its own route, as with nginx's proxy_cookie_path, and none reaches an origin that must not get it. Pure.
 */
import { isAtHost, matchRoute, type Target } from "../config/match.ts";
import { sendsAccessToken } from "../config/origin-headers.ts";
import { literalStart, patternText } from "../config/path-pattern.ts";
import type { Route } from "../config/route.ts";
import { sharesCredentials } from "../config/trust.ts";
import { isOwnCookie } from "../request/own-cookies.ts";

/** The requested route, among all of them. */
export interface CookieScope {
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly target: Target;
}

/**
 * What Cloudflare Access gives in return for a token (developers.cloudflare.com/cloudflare-one/access-controls/applications/
 * http-apps/authorization-cookie): with it anyone gets in as the gateway.
 */
const OF_ACCESS = /^\s*CF_(?:Authorization|AppSession|Session|Binding)\b/i;

/** In: lines of `Set-Cookie`. Out: those that may pass, each limited to this route; one that is so already is unchanged. */
export function scopedCookies(lines: readonly string[], scope: CookieScope): string[] {
  return lines.map((line) => scopedCookie(line, scope)).filter((line) => line !== null);
}

function scopedCookie(line: string, scope: CookieScope): string | null {
  const [pair = "", ...all] = line.split(";");
  if (isOwnCookie(pair) || (OF_ACCESS.test(pair) && sendsAccessToken(scope.route))) return null;
  const attributes = all.filter((attribute) => !isNamed(attribute, "domain"));
  // The last one counts (RFC 6265 5.3).
  const path = attributes.findLast((attribute) => isNamed(attribute, "path"));
  const asked = path?.slice(path.indexOf("=") + 1).trim() ?? "";
  const wanted = asked.startsWith("/") ? pathHere(asked, scope.route) : defaultPath(scope);
  const scoped = [wanted, narrowest(scope.route)].find((candidate) => !reachesOthers(candidate, scope));
  if (scoped === undefined) return null;
  // Browsers accept such a name only for the whole host.
  if (/^\s*__Host/i.test(pair) && scoped !== "/") return null;
  const isRight = scoped === (asked.startsWith("/") ? asked : pathOfDirectory(scope.target.path));
  if (isRight) return [pair, ...attributes].join(";");
  const others = attributes.filter((attribute) => attribute === path || !isNamed(attribute, "path"));
  const name = path?.slice(0, path.indexOf("=") + 1) || " Path=";
  const rest =
    path === undefined
      ? [...others, name + scoped]
      : others.map((one) => (one === path ? name + scoped : one));
  return [pair, ...rest].join(";");
}

function isNamed(attribute: string, name: string): boolean {
  return attribute.split("=", 1)[0]?.trim().toLowerCase() === name;
}

/** The gateway's path for one of the origin's; the base, and any path outside of it, becomes the whole route. */
function pathHere(path: string, { origin, prefix }: Route): string {
  const base = origin.kind === "self" ? prefix : basePathOf(origin.base);
  const rest = path.startsWith(`${base}/`) ? path.slice(base.length) : "/";
  return rest === "/" ? prefix || "/" : prefix + rest;
}

/** In: `https://host/base` or, of a bound Worker, `/base`. */
function basePathOf(base: string): string {
  return base.replace(/^https?:\/\/[^/]*/, "");
}

/** The path of a cookie without one (RFC 6265 5.1.4), or the whole route if that is more. */
function defaultPath({ route, target }: CookieScope): string {
  const directory = pathOfDirectory(target.path);
  return isPathMatch(route.prefix, directory) ? directory : route.prefix;
}

function pathOfDirectory(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

/** What all paths of the route have in common. */
function narrowest(route: Route): string {
  return literalStart(route).replace(/\/$/, "") || "/";
}

/** Whether a cookie for `cookiePath` is sent to `path` (RFC 6265 5.1.4). */
function isPathMatch(cookiePath: string, path: string): boolean {
  if (!path.startsWith(cookiePath)) return false;
  return cookiePath.endsWith("/") || /^(?:\/|$)/.test(path.slice(cookiePath.length));
}

/** Whether a cookie for `cookiePath` would be sent to a route that must not get it. */
function reachesOthers(cookiePath: string, { routes, route, target }: CookieScope): boolean {
  // Cookies ignore ports (RFC 6265 8.5).
  const host = withoutPort(target.host);
  const others = routes.filter(
    (other) =>
      !sharesCredentials(route, other) &&
      isAtHost({ host: other.host === null ? null : withoutPort(other.host) }, host),
  );
  if (others.length === 0) return false;
  if (others.some((other) => isPathMatch(cookiePath, literalStart(other)))) return true;
  const overlaps = others.map((other) => pathOfBoth(cookiePath, other)).filter((path) => path !== null);
  return [cookiePath, ...overlaps]
    .flatMap((path) => [path, `${path.replace(/\/$/, "")}/x`])
    .map((path) => matchRoute(routes, { host: target.host, path, query: "" }))
    .some((reached) => reached !== null && !sharesCredentials(route, reached));
}

/** The shortest path below the cookie's that matches the route's pattern; null if there is none. */
function pathOfBoth(cookiePath: string, route: Route): string | null {
  const given = segmentsOf(cookiePath);
  const wanted = segmentsOf(patternText({ ...route, subtree: false }));
  const isBelow = given.every((segment, index) => wanted[index] === "*" || wanted[index] === segment);
  if (!isBelow) return null;
  return wanted.map((segment, index) => (segment === "*" ? (given[index] ?? "x") : segment)).join("/");
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, "").split("/");
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, "");
}
