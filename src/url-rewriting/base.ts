/**
 * The base URL of a route's origin. Pure but for a cache.
 */
import type { Route } from "../config/route.ts";
import { portClass } from "../config/trust.ts";
import { originUrl } from "../request/origin-url.ts";

export interface Base {
  /** Lower case, without the port; IPv6 in brackets. */
  readonly hostname: string;
  /** Empty for none, 80 and 443: an origin behind a TLS terminator may put any of them in its URLs. */
  readonly port: string;
  /** Without a trailing slash; empty for the root. */
  readonly path: string;
}

/** A bound Worker has its own host name, which may occur in its URLs; null for a zone's own origin. */
export function baseOf(route: Route): Base | null {
  if (route.origin.kind === "self") return null;
  const base = originUrl(route, { host: "", path: route.prefix, query: "" }, "");
  if (base.kind === "refused") return null;
  const [, hostname = "", port = "", path = ""] =
    /^https?:\/\/([^/]*?)(?::(\d+))?(\/.*)?$/.exec(base.url) ?? [];
  return { hostname, port: portClass(port), path };
}

/** Whether both are on the same server. */
export function isSameServer(one: Base | null, other: Base | null): boolean {
  return one !== null && one.hostname === other?.hostname && one.port === other.port;
}

const cache = new WeakMap<Route, boolean>();

/** Whether the route's paths are the same here and at its origin; cached, since every request needs it. */
export function keepsPaths(route: Route): boolean {
  const cached = cache.get(route);
  if (cached !== undefined) return cached;
  const base = baseOf(route);
  const keeps = base === null || base.path === route.prefix;
  cache.set(route, keeps);
  return keeps;
}
