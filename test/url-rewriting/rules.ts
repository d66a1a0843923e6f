/** URL rewriting without a Worker: routes as operators write them, the gateway's host, and a body in parts. */
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { BodyRewriter } from "../../src/url-rewriting/body-rewriter.ts";
import { type RewriteRules, rewriteRulesFor } from "../../src/url-rewriting/rewrite-rules.ts";
import { clientFormat } from "../clients/formats.ts";

export type RouteFields = Readonly<Record<string, unknown>>;

export const GATEWAY = "https://packages.example";
export const NPM: RouteFields = { path: "/npm/*", format: "npm", origin: "https://registry.example/base" };

export function routesOf(...fields: RouteFields[]): readonly Route[] {
  return configured({ INNER_REGISTRY: { fetch: () => null }, ROUTES: fields });
}

export function configured(variables: Readonly<Record<string, unknown>>): readonly Route[] {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

/** The rules for the answer to a request for `url`. */
export function rulesOrNull(routes: readonly Route[], url: string): RewriteRules | null {
  const target = splitUrl(url);
  const route = matchRoute(routes, target);
  if (route === null) throw new Error(`no route for ${url}`);
  const scheme = url.startsWith("https:") ? "https" : "http";
  const clientRequest = { method: "GET", path: target.path, query: target.query, headers: new Headers() };
  const format = clientFormat(route.format);
  return rewriteRulesFor({ routes, route, format, target, scheme, clientRequest });
}

/** The same for a request whose answer may be rewritten. */
export function rulesOf(routes: readonly Route[], url: string): RewriteRules {
  const rules = rulesOrNull(routes, url);
  if (rules === null) throw new Error(`nothing to rewrite for ${url}`);
  return rules;
}

/** The text after rewriting these parts. */
export function rewrite({ search }: RewriteRules, ...parts: (string | Uint8Array)[]): string {
  const rewriter = new BodyRewriter(search);
  const encoder = new TextEncoder();
  const out = parts.map((part) =>
    rewriter.push(typeof part === "string" ? encoder.encode(part) : part).slice(),
  );
  out.push(rewriter.end(new Uint8Array()).slice());
  const decoder = new TextDecoder();
  return out.map((bytes) => decoder.decode(bytes, { stream: true })).join("") + decoder.decode();
}
