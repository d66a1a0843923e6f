/**
 * The rules for rewriting an answer, made once for each route and each host name of the gateway. Pure but for the cache.
 */
import type { ClientFormat, ClientRequest } from "../clients/shared/client.ts";
import type { Target } from "../config/match.ts";
import type { Route } from "../config/route.ts";
import { serverOf } from "../config/trust.ts";
import { hostNeedles } from "./host-needle.ts";
import { type Needle, NeedleSearch } from "./needle.ts";
import { pathNeedles } from "./path-needle.ts";
import type { ReferenceRules } from "./references.ts";
import { routeUrlMapOf, sharesBase, type UrlMap, urlMapOf } from "./url-map.ts";

/** A client's request, as far as the rewriting of its answer depends on it. */
export interface RewriteRequest {
  readonly routes: readonly Route[];
  readonly route: Route;
  /** The route's. */
  readonly format: ClientFormat;
  readonly target: Target;
  readonly scheme: "http" | "https";
  readonly clientRequest: ClientRequest;
}

export interface RewriteRules extends ReferenceRules {
  /** Finds everything that is rewritten in a body. */
  readonly search: NeedleSearch;
}

/** Shared by the routes of one origin server under one name of the gateway: there can be hundreds of upstream URLs. */
interface SharedRules {
  readonly urlMap: UrlMap;
  readonly needles: readonly Needle[];
  readonly hosts: NeedleSearch;
}

/** The rules under one name of the gateway. */
interface NamedRules {
  readonly shared: Map<string, SharedRules | null>;
  readonly byRoute: Map<Route, RewriteRules | null>;
}

/** A host for each format and a few aliases. Clients that keep sending new hosts only reset the cache. */
const NAMES_MAX = 32;

const cache = new WeakMap<readonly Route[], Map<string, NamedRules>>();

/** The rules for the answer to this request; null if there is nothing to rewrite. */
export function rewriteRulesFor(request: RewriteRequest): RewriteRules | null {
  const { shared, byRoute } = namedRulesFor(request);
  const cached = byRoute.get(request.route);
  if (cached !== undefined) return cached;
  const rules = makeRules(request, shared);
  byRoute.set(request.route, rules);
  return rules;
}

function namedRulesFor({ routes, target, scheme }: RewriteRequest): NamedRules {
  let byName = cache.get(routes);
  if (byName === undefined || byName.size >= NAMES_MAX) {
    byName = new Map();
    cache.set(routes, byName);
  }
  const name = `${scheme}://${target.host}`;
  const cached = byName.get(name);
  if (cached !== undefined) return cached;
  const rules: NamedRules = { shared: new Map(), byRoute: new Map() };
  byName.set(name, rules);
  return rules;
}

function makeRules(request: RewriteRequest, sharedRules: NamedRules["shared"]): RewriteRules | null {
  const { routes, route, format } = request;
  const shared = sharedRulesFor(request, sharedRules);
  if (shared === null) return null;
  const { documents, relative = false } = format.rewriting;
  const urlMap = routeUrlMapOf(shared.urlMap, routes, route);
  const paths = pathNeedles(urlMap, documents?.pathLeads ?? []);
  const search = paths.length === 0 ? shared.hosts : new NeedleSearch([...shared.needles, ...paths]);
  return { urlMap, routes, relative, hosts: shared.hosts, search };
}

function sharedRulesFor(
  { routes, route, target, scheme }: RewriteRequest,
  sharedRules: NamedRules["shared"],
): SharedRules | null {
  const preferred = sharesBase(routes, route) ? route : null;
  const key = JSON.stringify([
    serverOf(route.origin),
    route.trusts,
    preferred && [preferred.host, preferred.prefix],
  ]);
  const cached = sharedRules.get(key);
  if (cached !== undefined) return cached;
  const urlMap = urlMapOf({ routes, asked: route, preferred, scheme, target });
  const needles = urlMap === null ? [] : hostNeedles(urlMap);
  const rules = urlMap && { urlMap, needles, hosts: new NeedleSearch(needles) };
  sharedRules.set(key, rules);
  return rules;
}
