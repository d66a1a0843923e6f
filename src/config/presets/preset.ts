/**
 * What every module in `presets/` provides: the paths of one product, by package format. Pure data, apart from what
 * has to be derived from `ORIGIN`.
 */
import type { FormatName } from "../../clients/index.ts";
import type { PathShape } from "../path-pattern.ts";

export interface Preset {
  /** In: `ORIGIN`. Out: the routes; those with more literal text in their paths are tried first. */
  routes(origin: URL): readonly PresetRoute[];
  /** Formats that are only published at these paths: where packages are read, the path does not say the format. */
  readonly publishedOnly?: readonly FormatName[];
}

export interface PresetRoute {
  /** The route's id without the product's name; routes of one name are counted and switched as one. */
  readonly name: string;
  readonly format: FormatName;
  /** Patterns as in `ROUTES`: the paths of the gateway, which are the product's own unless `origin` says otherwise. */
  readonly paths: readonly string[];
  /** What the complete path must match in addition, if several formats share a pattern. */
  readonly shape?: PathShape;
  /** Only for hosts of the gateway with this prefix: `registry.*`. */
  readonly host?: string;
  /** If the product does not serve this on `ORIGIN`: the base that replaces a prefix of the gateway's path. */
  readonly origin?: { readonly base: string; readonly prefix: string };
  /** Names of routes with an origin of their own that take the same credentials. */
  readonly trusts?: readonly string[];
}

/** The origin's host under a label of its own: `npm.host` for `host`. Not a valid URL if the host is an IP address. */
export function subdomain(origin: URL, label: string): string {
  return `${origin.protocol}//${label}.${origin.host}`;
}

/** Routes of a product that takes one credential on all of its hosts. */
export function trustingEachOther(routes: readonly PresetRoute[]): readonly PresetRoute[] {
  const trusts = [...new Set(routes.map(({ name }) => name))];
  return routes.map((route) => ({ ...route, trusts }));
}

/**
 * Patterns for what is below `start`, where owner and repository come before the package. A Maven group is a path too,
 * so there both are part of the pattern: otherwise they would be taken for the beginning of the group.
 */
export function belowOwner(start: string, format: FormatName): readonly string[] {
  return format === "maven" ? [`${start}/*/*/*`, `${start}/*`] : [`${start}/*`];
}

/** A format with a host of its own at the product, served under that host's first label as a path: `/npm/...`. */
export function onSubdomain(origin: URL, label: string, format: FormatName): PresetRoute {
  return {
    name: label,
    format,
    paths: belowOwner(`/${label}`, format),
    origin: { base: subdomain(origin, label), prefix: `/${label}` },
  };
}
