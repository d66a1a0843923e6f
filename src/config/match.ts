/**
 * Which route a request belongs to. Pure.
 */
import type { Route } from "./route.ts";

/** The parts of a request's URL that routing looks at, as they came: nothing decoded, nothing normalised. */
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
  for (const route of routes) {
    if (route.host !== null && route.host !== target.host && route.host !== target.host.replace(/:\d+$/, ""))
      continue;
    if (!target.path.startsWith(route.prefix)) continue;
    const next = target.path.charAt(route.prefix.length);
    if (route.subtree ? next === "/" || next === "" : next === "" || target.path === `${route.prefix}/`)
      return route;
  }
  return null;
}

/** The path below the route's prefix, beginning with `/`; empty where the request names the prefix itself. */
export function pathBelow(route: Route, target: Target): string {
  return target.path.slice(route.prefix.length);
}
