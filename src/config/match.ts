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

/** Splits an absolute http(s) URL without normalising its path (`new URL` would fold `..` and backslashes away). */
export function splitUrl(url: string): Target {
  const authority = url.indexOf("//") + 2;
  const path = indexOfAny(url, "/?#\\", authority);
  const query = indexOfAny(url, "?#", path);
  const fragment = indexOfAny(url, "#", query);
  return {
    host: url.slice(authority, path).replace(/^.*@/, "").toLowerCase(),
    path: url.slice(path, query) || "/",
    query: url.slice(query, fragment),
  };
}

function indexOfAny(text: string, characters: string, from: number): number {
  for (let index = from; index < text.length; index += 1) {
    if (characters.includes(text.charAt(index))) return index;
  }
  return text.length;
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
