/**
 * Where the URLs of a route's origin begin. Pure but for what is kept.
 */
import type { Route } from "../config/route.ts";
import { originUrl } from "../request/origin-url.ts";

export interface Base {
  /** Lower case, without port; IPv6 in brackets. */
  readonly hostname: string;
  /** Empty for none, 80 and 443: origins behind a TLS terminator name any of them. */
  readonly port: string;
  /** Without a slash at its end; empty for the root. */
  readonly path: string;
}

/** A bound Worker has a host name of its own, by which it may call itself; null for a zone's own origin. */
export function baseOf(route: Route): Base | null {
  if (route.origin.kind === "self") return null;
  const base = originUrl(route, { host: "", path: route.prefix, query: "" }, "");
  if (base.kind === "refused") return null;
  const [, hostname = "", port = "", path = ""] =
    /^https?:\/\/([^/]*?)(?::(\d+))?(\/.*)?$/.exec(base.url) ?? [];
  return { hostname, port: portClass(port), path };
}

/** Whether URLs that begin there are at the same server. */
export function isSameServer(one: Base | null, other: Base | null): boolean {
  return one !== null && one.hostname === other?.hostname && one.port === other.port;
}

const kept = new WeakMap<Route, boolean>();

/** Whether the route's paths are the same here and at its origin; asked with every request, and so worked out once. */
export function keepsPaths(route: Route): boolean {
  const known = kept.get(route);
  if (known !== undefined) return known;
  const base = baseOf(route);
  const keeps = base === null || base.path === route.prefix;
  kept.set(route, keeps);
  return keeps;
}

/** Ports that name the same server as no port does. */
export function portClass(port: string): string {
  return port === "80" || port === "443" ? "" : port;
}
