/**
 * From a route that passed the schema to the route that the Worker works with: defaults filled in. Pure.
 */
import { type HelpTexts, NO_HELP } from "../failure/help.ts";
import { overrideHelp } from "./help.ts";
import type { Notice } from "./notice.ts";
import { originHeadersOf } from "./origin-headers.ts";
import { parsePath } from "./path-pattern.ts";
import type { Origin, Route, StaleIfError } from "./route.ts";
import type { RouteInput } from "./schema.ts";

const ID_MAX_CHARACTERS = 64;

/** `help` is what applies to all routes. */
export function completeRoute(input: RouteInput, help: HelpTexts = NO_HELP): Route {
  const route = withoutFallback(input, help);
  if (input.fallback === undefined) return route;
  const origin = readOrigin(input.fallback.origin, input.fallback.via);
  // It has no credentials of its own and no breaker; everything else is about the client, not the origin.
  const second = {
    ...route,
    origin,
    rewriteUrls: rewritesUrls(input, origin),
    originAuth: null,
    originHeaders: [],
    breaker: null,
  };
  return { ...route, fallback: { route: second, credentials: input.fallback.credentials } };
}

function rewritesUrls({ rewrite_urls }: RouteInput, origin: Origin): boolean {
  return rewrite_urls ?? origin.kind !== "self";
}

function withoutFallback(input: RouteInput, help: HelpTexts): Route {
  const { prefix, subtree, literals } = parsePath(input.path);
  const origin = readOrigin(input.origin, input.via);
  return {
    id: input.id ?? idOf(literals.join("")),
    format: input.format,
    host: input.host?.toLowerCase() ?? null,
    prefix,
    ...(literals.length > 1 ? { pattern: { literals, shape: null } } : {}),
    subtree,
    origin,
    enabled: input.enabled,
    timeoutMs: { read: input.timeout_ms?.read ?? null, write: input.timeout_ms?.write ?? null },
    retries: input.retries,
    rewriteUrls: rewritesUrls(input, origin),
    trusts: input.trusts,
    originAuth: input.origin_auth ?? null,
    originHeaders: originHeadersOf(input.origin_headers),
    upstreamErrors: input.upstream_errors,
    statusRules: input.status_rules.map((rule, index) => ({
      name: rule.name ?? `rule-${index + 1}`,
      when: rule.when,
      status: rule.status ?? null,
      category: rule.category ?? null,
    })),
    help: overrideHelp(help, input.help),
    notices: input.notice.map(readNotice),
    lastResort: input.last_resort,
    webPages: input.web_pages,
    fallback: null,
    breaker: input.breaker
      ? { failures: input.breaker.failures, openSeconds: input.breaker.open_seconds }
      : null,
    staleIfError: staleIfErrorOf(input),
    stopped: null,
  };
}

function readNotice({ text, client, below }: RouteInput["notice"][number]): Notice {
  return { text, client: client ?? null, below: below?.split(".").map(Number) ?? null };
}

function staleIfErrorOf({ stale_if_error }: RouteInput): StaleIfError {
  if (stale_if_error === "always") return "always";
  return stale_if_error ? "without_credentials" : "never";
}

function idOf(literal: string): string {
  return (
    literal
      .replace(/[^\w.-]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, ID_MAX_CHARACTERS) || "root"
  );
}

function readOrigin(text: string | undefined, via: string | undefined): Origin {
  if (text === undefined) return { kind: "self" };
  const service = /^service:(\w+)(.*)$/.exec(text);
  if (service?.[1] !== undefined) {
    return { kind: "service", binding: service[1], base: (service[2] ?? "").replace(/\/+$/, "") };
  }
  return { kind: "url", base: new URL(text).href.replace(/\/+$/, ""), via: via ?? null };
}
