/**
 * Which route a request belongs to. Pure.
 */
import { behind, plainPath } from "./path-pattern.ts";
import type { Route } from "./route.ts";

/** The parts of a request's URL that routing uses, as they came: nothing decoded, nothing normalised. */
export interface Target {
  readonly host: string;
  /** Begins with `/`. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
}

const URL_PARTS = /^[a-z]+:\/\/(?:[^/?#\\]*@)?([^/?#\\]*)([^?#]*)(\?[^#]*)?/i;

/** Splits an absolute http(s) URL without normalising its path (`new URL` would fold `..` and backslashes away). */
export function splitUrl(url: string): Target {
  const [, host = "", path = "", query = ""] = URL_PARTS.exec(url) ?? [];
  return { host: host.toLowerCase(), path: path || "/", query };
}

/** The first of `routes` (most specific first) that the target belongs to, or null. */
export function matchRoute(routes: readonly Route[], target: Target): Route | null {
  // Otherwise another spelling of a path would bypass the route that it belongs to.
  const path = plainPath(target.path);
  for (const route of routes) {
    if (!isAtHost(route, target.host)) continue;
    const end = matchedLength(route, path);
    if (end === -1) continue;
    const isWhole = end === path.length;
    if (!isWhole && (path.charAt(end) !== "/" || !(route.subtree || end + 1 === path.length))) continue;
    if (route.pattern?.shape?.test(path) !== false) return route;
  }
  return null;
}

/** Whether the route serves requests for this host name, with or without a port. */
export function isAtHost({ host: wanted }: Pick<Route, "host">, host: string): boolean {
  if (wanted === null) return true;
  if (wanted.endsWith(".*")) return host.startsWith(wanted.slice(0, -1));
  return wanted === host || wanted === host.replace(/:\d+$/, "");
}

/** Where the literal part of the route's pattern ends in the plain path, or -1 if it does not match. */
function matchedLength({ prefix, pattern }: Route, path: string): number {
  if (pattern === undefined) return path.startsWith(prefix) ? prefix.length : -1;
  const { literals } = pattern;
  if (!path.startsWith(literals[0])) return -1;
  let end = literals[0].length;
  for (let index = 1; index < literals.length; index += 1) {
    const literal = literals[index] ?? "";
    const slash = path.indexOf("/", end);
    const segmentEnd = slash === -1 ? path.length : slash;
    if (segmentEnd === end || !path.startsWith(literal, segmentEnd)) return -1;
    end = segmentEnd + literal.length;
  }
  return end;
}

/**
 * The path as the format's client knows it: below the route's pattern, beginning with `/`; empty for the root itself. A
 * route of one path (`/.well-known/terraform.json`, `/jwt/auth`) has nothing below it: there it is the complete path.
 */
export function pathBelow(route: Route, target: Target): string {
  if (!route.subtree) return target.path;
  return behind(target.path, Math.max(matchedLength(route, plainPath(target.path)), 0));
}

/** What is appended to the origin's base: the path as it came, without the route's prefix. */
export function pathForOrigin(route: Route, target: Target): string {
  return behind(target.path, route.prefix.length);
}
