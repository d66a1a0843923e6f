/**
 * One configured route, as the rest of the Worker sees it: parsed, validated, defaults filled in. Pure data.
 */
import type { FormatName } from "../clients/index.ts";
import type { HelpTexts } from "../failure/help.ts";
import type { StatusRule } from "../failure/status-rule.ts";
import type { Notice } from "./notice.ts";
import type { OriginHeader } from "./origin-headers.ts";
import type { PathPattern } from "./path-pattern.ts";
import type { Enabled } from "./setting.ts";

/** Where a route's requests go. */
export type Origin =
  /** `via`: the binding through which the URL is fetched, or null for the network. */
  | { readonly kind: "url"; readonly base: string; readonly via: string | null }
  | { readonly kind: "service"; readonly binding: string; readonly base: string }
  /** The request's own URL: the Worker is on a zone route in front of the origin. */
  | { readonly kind: "self" };

export interface Route {
  /** Several routes of one preset share an id: they are one format, counted and switched as one. */
  readonly id: string;
  readonly format: FormatName;
  /** Only for this host name, or with `.*` at its end (presets only) for any host with that prefix; null for any. */
  readonly host: string | null;
  /**
   * The part of a request's path that the origin's base replaces, without trailing slash: what `path` has before its
   * first `*`. Empty for `/*`, and in presets, where the origin serves the same paths as the gateway.
   */
  readonly prefix: string;
  /** Only if the prefix is not the whole pattern: a `*` in the middle of `path`, or a preset. */
  readonly pattern?: PathPattern;
  /** True if `path` ends in `/*`: everything below the prefix belongs to the route. */
  readonly subtree: boolean;
  readonly origin: Origin;
  /** What applies without a switch. */
  readonly enabled: Enabled;
  /** Null: the format's own. */
  readonly timeoutMs: { readonly read: number | null; readonly write: number | null };
  readonly retries: number;
  readonly rewriteUrls: boolean;
  /** Ids of routes with other origins that may get the credentials for this one. */
  readonly trusts: readonly string[];
  /** The name of the secret, or of the binding to one in a Secrets Store, sent to the origin as `Authorization`. */
  readonly originAuth: string | null;
  /** Sent to the origin in the operator's name, in place of the client's headers of these names. */
  readonly originHeaders: readonly OriginHeader[];
  readonly upstreamErrors: "pass" | "bad_gateway";
  readonly statusRules: readonly StatusRule[];
  /** What people should do next: from `HELP`, overridden by the route's own. */
  readonly help: HelpTexts;
  readonly notices: readonly Notice[];
  readonly lastResort: boolean;
  /** Whether a web page instead of a package is a failure. */
  readonly webPages: "fail" | "pass";
  /** What answers reads while the origin is down; null for nothing. */
  readonly fallback: Fallback | null;
  readonly breaker: BreakerRule | null;
  readonly staleIfError: StaleIfError;
  /** Null if the route has all the secrets that it needs. */
  readonly stopped: Stopped | null;
}

/** A second origin with the same content. */
export interface Fallback {
  /** The same route with that origin: what goes there and comes from there is treated as for any other. */
  readonly route: Route;
  /** Whether it gets the client's credentials. */
  readonly credentials: "none" | "pass";
}

export interface BreakerRule {
  /** This many failures in a row open it. */
  readonly failures: number;
  readonly openSeconds: number;
}

/** Which conditional requests are answered `304` while the origin is down. */
export type StaleIfError = "never" | "without_credentials" | "always";

/** A secret that a route needs is not set, or can't be sent: the route answers 500, and no other does. */
export interface Stopped {
  /** One plain line for the operators that names the secret. */
  readonly problem: string;
  /** Whether the route needs the secret even when it is switched off. */
  readonly evenOff: boolean;
}

/** The host that a route's origin is counted and logged under. */
export function originHost(origin: Origin, requestHost: string): string {
  switch (origin.kind) {
    case "url":
      // Normalised when it was read, and free of credentials: the host ends at the third slash.
      return origin.base.split("/", 3)[2] ?? "";
    case "service":
      return `service:${origin.binding}`;
    case "self":
      return requestHost;
  }
}
