/**
 * URLs of origins in headers. Pure.
 */
import { matchRoute, splitUrl } from "../config/match.ts";
import type { Route } from "../config/route.ts";
import { utf8Text } from "../text/utf8.ts";
import { baseOf, isSameServer } from "./base.ts";
import type { Mapping } from "./mapping.ts";
import type { NeedleSearch } from "./needle.ts";
import { bytesOf } from "./url-bytes.ts";

/** How the references of one answer are called here. */
export interface References {
  readonly mapping: Mapping;
  /** Finds the URLs of `mapping`. */
  readonly hosts: NeedleSearch;
  readonly routes: readonly Route[];
  /** Own URLs become paths where the host is the one that the client asked. */
  readonly relative: boolean;
}

const ABSOLUTE = /^(?:https?:)?\/\//i;
/**
 * One slash, not two: two name a host. So do a slash and a backslash to clients that read it as a slash, and what has
 * tabs and line ends in between, which the WHATWG's URL takes out before it reads.
 */
const PATH_ABSOLUTE = /^\/(?![\t\n\r]*[/\\])/;

/** A URI reference (`Location`) as it has to be called here; the very same text where it is not ours. */
export function ownReference(reference: string, references: References): string {
  const { mapping, relative } = references;
  const absolute = absoluteName(reference, references);
  if (absolute === null || !isAtHome(absolute, mapping)) return absolute ?? reference;
  const path = absolute.slice(mapping.publicOrigin.length);
  const wantsPath = relative || PATH_ABSOLUTE.test(reference);
  return wantsPath && PATH_ABSOLUTE.test(path) ? path : absolute;
}

function absoluteName(reference: string, references: References): string | null {
  if (PATH_ABSOLUTE.test(reference)) return nameOfReferredPath(reference, references);
  if (!ABSOLUTE.test(reference)) return null;
  return nameOfUrl(reference, references) ?? nameOfForwardedHost(reference, references);
}

/** An origin's absolute URL. A URL inside another one is left alone: that other may be signed. */
function nameOfUrl(url: string, { mapping, hosts }: References): string | null {
  const bytes = bytesOf(url);
  const found = hosts.next({ bytes, before: -1, isEnd: true }, 0, bytes.length);
  // Anything but a path behind the host makes it another host, or none.
  if (found?.start !== 0 || !/^(?:[/?#]|$)/.test(url.slice(found.end))) return null;
  // What was found is ASCII, so that bytes and characters are the same up to its end.
  const named = utf8Text(found.replacement) + url.slice(found.end);
  return named.startsWith("//")
    ? mapping.publicOrigin.slice(0, mapping.publicOrigin.indexOf("//")) + named
    : named;
}

/**
 * A path-absolute reference. One that leads nowhere here, or to a route of another origin, which would get the
 * client's credentials, is named where it is: at the origin that was asked.
 */
function nameOfReferredPath(reference: string, references: References): string | null {
  const { publicOrigin, originRoot } = references.mapping;
  const named = nameOfPath(reference, references.mapping);
  if (originRoot === null || leadsToOrigin(named ?? publicOrigin + reference, references)) return named;
  return originRoot + reference;
}

/** Whether a URL of the gateway's is on a route of the origin that was asked, once the client has resolved its dots. */
function leadsToOrigin(url: string, { mapping, routes }: References): boolean {
  const route = URL.canParse(url) ? matchRoute(routes, splitUrl(new URL(url).href)) : null;
  return route !== null && isSameServer(baseOf(route), mapping.base);
}

/** A path at the origin that was asked. */
function nameOfPath(reference: string, mapping: Mapping): string | null {
  for (const { path, subtree, publicOrigin, publicPath, serves } of mapping.ofOrigin) {
    const rest = reference.slice(path.length);
    if (!reference.startsWith(path) || !/^(?:[/?#]|$)/.test(rest) || (rest.startsWith("/") && !subtree))
      continue;
    if (serves?.(publicPath + rest.replace(/[?#].*$/, "")) !== false) return publicOrigin + publicPath + rest;
  }
  return null;
}

/** The gateway's host, from `X-Forwarded-Host`, with the origin's path behind it: no route serves such a path. */
function nameOfForwardedHost(url: string, { mapping, routes }: References): string | null {
  if (!isAtHome(url, mapping)) return null;
  const path = url.slice(mapping.publicOrigin.length);
  if (matchRoute(routes, splitUrl(url)) !== null || !PATH_ABSOLUTE.test(path)) return null;
  return nameOfPath(path, mapping);
}

function isAtHome(url: string, { publicOrigin }: Mapping): boolean {
  return url.startsWith(publicOrigin) && /^(?:[/?#]|$)/.test(url.slice(publicOrigin.length));
}

/** The targets of a `Link` header (RFC 8288). */
export function ownLinks(value: string, references: References): string {
  return value.replace(/<([^<>]*)>/g, (_, target: string) => `<${ownReference(target, references)}>`);
}

/** The realms of challenges, to which token clients send their credentials; always absolute. */
export function ownRealms(value: string, references: References): string {
  return value.replace(/(\brealm=")([^"\\]*)(?=")/gi, (_, before: string, realm: string) => {
    return before + (ABSOLUTE.test(realm) ? ownReference(realm, { ...references, relative: false }) : realm);
  });
}
