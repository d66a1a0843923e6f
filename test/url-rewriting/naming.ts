/** Own URLs without a Worker: routes as operators write them, the gateway's name, and a body in parts. */

import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { BodyRewriter } from "../../src/url-rewriting/body-rewriter.ts";
import { type Means, meansFor } from "../../src/url-rewriting/means.ts";

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

/** What answers to a request for `url` are rewritten with. */
export function meansOf(routes: readonly Route[], url: string): Means | null {
  const target = splitUrl(url);
  const route = matchRoute(routes, target);
  if (route === null) throw new Error(`no route for ${url}`);
  const scheme = url.startsWith("https:") ? "https" : "http";
  const request = { method: "GET", path: target.path, query: target.query, headers: new Headers() };
  return meansFor({ routes, route, target, scheme, request });
}

/** The same, where there has to be something to rewrite. */
export function someMeansOf(routes: readonly Route[], url: string): Means {
  const means = meansOf(routes, url);
  if (means === null) throw new Error(`nothing to rewrite for ${url}`);
  return means;
}

/** The text as it comes out when it goes in in these parts. */
export function rewritten({ search }: Means, ...parts: (string | Uint8Array)[]): string {
  const rewriter = new BodyRewriter(search);
  const encoder = new TextEncoder();
  const out = parts.map((part) =>
    rewriter.push(typeof part === "string" ? encoder.encode(part) : part).slice(),
  );
  out.push(rewriter.end().slice());
  const decoder = new TextDecoder();
  return out.map((bytes) => decoder.decode(bytes, { stream: true })).join("") + decoder.decode();
}
