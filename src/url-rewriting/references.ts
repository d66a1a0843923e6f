/**
 * URLs of origins in headers. Pure.
 */
import { matchRoute, splitUrl, type Target } from "../config/match.ts";
import type { Route } from "../config/route.ts";
import { isSameOriginServer, sharesCredentials } from "../config/trust.ts";
import { utf8Text } from "../text/utf8.ts";
import { keepsPaths } from "./base.ts";
import type { NeedleSearch } from "./needle.ts";
import { bytesOf } from "./url-bytes.ts";
import type { RouteUrlMap } from "./url-map.ts";

/** The rules for rewriting references in an answer's headers. */
export interface ReferenceRules {
  readonly urlMap: RouteUrlMap;
  /** Finds the upstream URLs of `urlMap`. */
  readonly hosts: NeedleSearch;
  readonly routes: readonly Route[];
  /** Rewritten URLs become paths if their host is the one that the client requested. */
  readonly relative: boolean;
}

const ABSOLUTE = /^(?:https?:)?\/\//i;
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/**
 * One slash, not two: two begin a host. So do a slash and a backslash to clients that read it as a slash, and slashes
 * with tabs and line ends between them, which WHATWG URL parsers remove first.
 */
const PATH_ABSOLUTE = /^\/(?![\t\n\r]*[/\\])/;

/**
 * A URI reference (`Location`) with the gateway's URL in place of the origin's; the same text if it has none.
 */
export function rewriteReference(reference: string, rules: ReferenceRules): string {
  const { urlMap, relative } = rules;
  const absolute = absoluteUrl(reference, rules);
  if (absolute === null || !isAtGateway(absolute, urlMap)) return absolute ?? reference;
  const path = absolute.slice(urlMap.publicOrigin.length);
  const wantsPath = relative || PATH_ABSOLUTE.test(reference);
  return wantsPath && PATH_ABSOLUTE.test(path) ? path : absolute;
}

/** The absolute URL that `reference` has to become; null if it stays as it is. */
function absoluteUrl(reference: string, rules: ReferenceRules): string | null {
  if (PATH_ABSOLUTE.test(reference)) return rewritePathReference(reference, rules);
  if (!ABSOLUTE.test(reference)) return null;
  return rewriteUrl(reference, rules) ?? rewriteForwardedHost(reference, rules);
}

/** Rewrites an origin's absolute URL. A URL inside another one is left alone: the outer one may be signed. */
function rewriteUrl(url: string, { urlMap, hosts }: ReferenceRules): string | null {
  const bytes = bytesOf(url);
  const found = hosts.next({ bytes, before: -1, isEnd: true }, 0, bytes.length);
  // Anything else after the host makes it another host, or no URL.
  if (found?.start !== 0 || !/^(?:[/?#]|$)/.test(url.slice(found.end))) return null;
  // What was found is ASCII, so bytes and characters are the same up to its end.
  const rewritten = utf8Text(found.replacement) + url.slice(found.end);
  return rewritten.startsWith("//")
    ? urlMap.publicOrigin.slice(0, urlMap.publicOrigin.indexOf("//")) + rewritten
    : rewritten;
}

/**
 * Rewrites a path-absolute reference. One that leads nowhere here, or to a route of another origin, which would get the
 * client's credentials, becomes the URL at the origin that answered.
 */
function rewritePathReference(reference: string, rules: ReferenceRules): string | null {
  const { publicOrigin, originRoot, asked } = rules.urlMap;
  const rewritten = rewritePath(reference, rules.urlMap);
  const route = routeReached(rewritten ?? publicOrigin + reference, rules);
  if (originRoot === null || (route !== null && isSameOriginServer(route, asked))) return rewritten;
  // No client can reach a bound Worker's URL: that is better than another origin, but no better than a 404 here.
  if (route === null && asked.origin.kind === "service") return rewritten;
  return originRoot + reference;
}

/** The route of a gateway URL once the client has resolved its dots. */
function routeReached(url: string, { routes }: ReferenceRules): Route | null {
  return URL.canParse(url) ? matchRoute(routes, splitUrl(new URL(url).href)) : null;
}

/** A path at the origin that answered, as the gateway's URL; null if no route serves it. */
function rewritePath(reference: string, urlMap: RouteUrlMap): string | null {
  for (const { path, subtree, publicOrigin, publicPath, serves } of urlMap.ofOrigin) {
    const rest = reference.slice(path.length);
    if (!reference.startsWith(path) || !/^(?:[/?#]|$)/.test(rest) || (rest.startsWith("/") && !subtree))
      continue;
    if (serves?.(publicPath + rest.replace(/[?#].*$/, ""), true) !== false)
      return publicOrigin + publicPath + rest;
  }
  return null;
}

/**
 * Rewrites a URL of the gateway's host, taken from `X-Forwarded-Host`, followed by the origin's path: no route serves
 * that path, or one of another origin does, which would get the client's credentials.
 */
function rewriteForwardedHost(url: string, rules: ReferenceRules): string | null {
  const { urlMap } = rules;
  const { asked, originRoot } = urlMap;
  if (!isAtGateway(url, urlMap)) return null;
  const path = url.slice(urlMap.publicOrigin.length);
  const route = routeReached(url, rules);
  if (route === null) return PATH_ABSOLUTE.test(path) ? rewritePath(path, urlMap) : null;
  // Only then was the origin sent that host; otherwise the origin's own configuration names it.
  if (originRoot === null || !keepsPaths(asked) || sharesCredentials(asked, route)) return null;
  return originRoot + path;
}

function isAtGateway(url: string, { publicOrigin }: RouteUrlMap): boolean {
  return url.startsWith(publicOrigin) && /^(?:[/?#]|$)/.test(url.slice(publicOrigin.length));
}

/**
 * Resolves a relative reference if it would lead the client from a path of the gateway to a route of another origin,
 * which would get its credentials. Out: the path that it means at the origin; otherwise the same text.
 */
export function anchorReference(reference: string, target: Target, rules: ReferenceRules): string {
  const { publicOrigin, asked, base, leadsAway } = rules.urlMap;
  if (leadsAway === null || base === null) return reference;
  if (ABSOLUTE.test(reference) || PATH_ABSOLUTE.test(reference) || WITH_SCHEME.test(reference))
    return reference;
  const here = publicOrigin + target.path;
  if (!URL.canParse(reference, here)) return reference;
  const reached = new URL(reference, here);
  if (reached.origin !== new URL(publicOrigin).origin || !leadsAway(reached.pathname)) return reference;
  const there = `http://origin${base.path}${target.path.slice(asked.prefix.length)}`;
  const { pathname, search, hash } = new URL(reference, there);
  return pathname + search + hash;
}

/** The targets of a `Link` header (RFC 8288). */
export function rewriteLinks(value: string, rewrite: (target: string) => string): string {
  return value.replace(/<([^<>]*)>/g, (_, target: string) => `<${rewrite(target)}>`);
}

/** The realms of challenges, to which token clients send their credentials; always absolute. */
export function rewriteRealms(value: string, rules: ReferenceRules): string {
  return value.replace(/(\brealm=")([^"\\]*)(?=")/gi, (_, before: string, realm: string) => {
    return before + (ABSOLUTE.test(realm) ? rewriteReference(realm, { ...rules, relative: false }) : realm);
  });
}
