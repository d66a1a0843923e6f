/**
 * URLs of origins in headers. Pure.
 */
import { matchRoute, splitUrl } from "../config/match.ts";
import type { Route } from "../config/route.ts";
import { utf8Text } from "../text/utf8.ts";
import { baseOf, isSameServer } from "./base.ts";
import type { NeedleSearch } from "./needle.ts";
import { bytesOf } from "./url-bytes.ts";
import type { RouteUrlMap } from "./url-map.ts";

/** What the references in an answer's headers are rewritten with. */
export interface ReferenceRules {
  readonly urlMap: RouteUrlMap;
  /** Finds the upstream URLs of `urlMap`. */
  readonly hosts: NeedleSearch;
  readonly routes: readonly Route[];
  /** Rewritten URLs become paths where their host is the one that the client asked. */
  readonly relative: boolean;
}

const ABSOLUTE = /^(?:https?:)?\/\//i;
/**
 * One slash, not two: two begin a host. So do a slash and a backslash to clients that read it as a slash, and slashes
 * with tabs and line ends between them, which the WHATWG's URL removes before it parses.
 */
const PATH_ABSOLUTE = /^\/(?![\t\n\r]*[/\\])/;

/**
 * A URI reference (`Location`) with the gateway's URL in place of the origin's; the very same text where it has none.
 */
export function rewriteReference(reference: string, rules: ReferenceRules): string {
  const { urlMap, relative } = rules;
  const absolute = absoluteUrl(reference, rules);
  if (absolute === null || !isAtGateway(absolute, urlMap)) return absolute ?? reference;
  const path = absolute.slice(urlMap.publicOrigin.length);
  const wantsPath = relative || PATH_ABSOLUTE.test(reference);
  return wantsPath && PATH_ABSOLUTE.test(path) ? path : absolute;
}

/** The absolute URL that `reference` has to become; null where it stays as it is. */
function absoluteUrl(reference: string, rules: ReferenceRules): string | null {
  if (PATH_ABSOLUTE.test(reference)) return rewritePathReference(reference, rules);
  if (!ABSOLUTE.test(reference)) return null;
  return rewriteUrl(reference, rules) ?? rewriteForwardedHost(reference, rules);
}

/** An origin's absolute URL. A URL inside another one is left alone: the outer one may be signed. */
function rewriteUrl(url: string, { urlMap, hosts }: ReferenceRules): string | null {
  const bytes = bytesOf(url);
  const found = hosts.next({ bytes, before: -1, isEnd: true }, 0, bytes.length);
  // Anything but a path after the host makes it another host, or none.
  if (found?.start !== 0 || !/^(?:[/?#]|$)/.test(url.slice(found.end))) return null;
  // What was found is ASCII, so bytes and characters are the same up to its end.
  const rewritten = utf8Text(found.replacement) + url.slice(found.end);
  return rewritten.startsWith("//")
    ? urlMap.publicOrigin.slice(0, urlMap.publicOrigin.indexOf("//")) + rewritten
    : rewritten;
}

/**
 * A path-absolute reference. One that leads nowhere here, or to a route of another origin, which would get the
 * client's credentials, becomes the URL at the origin that was asked.
 */
function rewritePathReference(reference: string, rules: ReferenceRules): string | null {
  const { publicOrigin, originRoot } = rules.urlMap;
  const rewritten = rewritePath(reference, rules.urlMap);
  if (originRoot === null || leadsToOrigin(rewritten ?? publicOrigin + reference, rules)) return rewritten;
  return originRoot + reference;
}

/** Whether a URL of the gateway's is on a route of the origin that was asked, once the client has resolved its dots. */
function leadsToOrigin(url: string, { urlMap, routes }: ReferenceRules): boolean {
  const route = URL.canParse(url) ? matchRoute(routes, splitUrl(new URL(url).href)) : null;
  return route !== null && isSameServer(baseOf(route), urlMap.base);
}

/** A path at the origin that was asked, as the gateway's URL; null where no route serves it. */
function rewritePath(reference: string, urlMap: RouteUrlMap): string | null {
  for (const { path, subtree, publicOrigin, publicPath, serves } of urlMap.ofOrigin) {
    const rest = reference.slice(path.length);
    if (!reference.startsWith(path) || !/^(?:[/?#]|$)/.test(rest) || (rest.startsWith("/") && !subtree))
      continue;
    if (serves?.(publicPath + rest.replace(/[?#].*$/, "")) !== false) return publicOrigin + publicPath + rest;
  }
  return null;
}

/** The gateway's host, from `X-Forwarded-Host`, followed by the origin's path: no route serves such a path. */
function rewriteForwardedHost(url: string, { urlMap, routes }: ReferenceRules): string | null {
  if (!isAtGateway(url, urlMap)) return null;
  const path = url.slice(urlMap.publicOrigin.length);
  if (matchRoute(routes, splitUrl(url)) !== null || !PATH_ABSOLUTE.test(path)) return null;
  return rewritePath(path, urlMap);
}

function isAtGateway(url: string, { publicOrigin }: RouteUrlMap): boolean {
  return url.startsWith(publicOrigin) && /^(?:[/?#]|$)/.test(url.slice(publicOrigin.length));
}

/** The targets of a `Link` header (RFC 8288). */
export function rewriteLinks(value: string, rules: ReferenceRules): string {
  return value.replace(/<([^<>]*)>/g, (_, target: string) => `<${rewriteReference(target, rules)}>`);
}

/** The realms of challenges, to which token clients send their credentials; always absolute. */
export function rewriteRealms(value: string, rules: ReferenceRules): string {
  return value.replace(/(\brealm=")([^"\\]*)(?=")/gi, (_, before: string, realm: string) => {
    return before + (ABSOLUTE.test(realm) ? rewriteReference(realm, { ...rules, relative: false }) : realm);
  });
}
