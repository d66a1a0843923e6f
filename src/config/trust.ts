/**
 * Which routes a client's credentials for one route may reach. Clients send credentials to a whole host, and the gateway is
 * one host for all of its routes: a URL or a cookie of one origin must not lead them to another. Pure.
 */
import type { Origin, Route } from "./route.ts";

/** The server behind an origin, by host and port. */
export function serverOf(origin: Origin): string {
  switch (origin.kind) {
    case "url": {
      const [, , authority = ""] = origin.base.split("/", 3);
      const [, host = "", port = ""] = /^(.*?)(?::(\d+))?$/.exec(authority) ?? [];
      // The same name behind two bindings is two servers: private networks share address ranges.
      return `${origin.via === null ? "" : `${origin.via} `}${host}:${portClass(port)}`;
    }
    case "service":
      return `service:${origin.binding}`;
    case "self":
      return "self";
  }
}

/** The port, or empty if it means the same server as no port: behind a TLS terminator an origin may name either. */
export function portClass(port: string): string {
  return port === "80" || port === "443" ? "" : port;
}

export function isSameOriginServer(one: Route, other: Route): boolean {
  return serverOf(one.origin) === serverOf(other.origin);
}

/** Whether credentials for `requested` may reach `other`: both have the same origin server, or `trusts` allows it. */
export function sharesCredentials(requested: Route, other: Route): boolean {
  return isSameOriginServer(requested, other) || requested.trusts.includes(other.id);
}
