/**
 * The URL a request is sent to: the route's base and what follows its prefix, unchanged. Pure.
 */
import type { Target } from "../config/match.ts";
import { pathForOrigin } from "../config/match.ts";
import type { Route } from "../config/route.ts";

export type OriginUrl =
  | { readonly kind: "url"; readonly url: string }
  /** `says` is the sentence for the client. */
  | { readonly kind: "refused"; readonly says: string };

const CLIMBS = "The path of this request leaves the package registry's own path (a `..` segment).";
const CONTROLS = "The path of this request contains a blank or a control character.";

/**
 * In: the route, the request's URL in parts (as they came) and complete. Out: the origin's URL, or why there is none.
 * The path is appended as text and never resolved, so `//host`, `@` and backslashes stay path; what could climb out
 * of the base when decoded later (`..`, `%2e%2e`, `..%2f`, `..;`) is refused.
 */
export function originUrl(route: Route, target: Target, requestUrl: string): OriginUrl {
  const rest = pathForOrigin(route, target);
  if (/[\x20\x7f]|[^\x20-\u{10ffff}]/u.test(rest + target.query)) return { kind: "refused", says: CONTROLS };
  if (climbs(rest)) return { kind: "refused", says: CLIMBS };
  const { origin } = route;
  switch (origin.kind) {
    case "url":
      return { kind: "url", url: origin.base + rest + target.query };
    case "service":
      return {
        kind: "url",
        url: `https://${serviceHost(origin.binding)}${origin.base}${rest}${target.query}`,
      };
    case "self":
      return { kind: "url", url: requestUrl };
  }
}

/** The host name under which a bound Worker sees its requests. */
function serviceHost(binding: string): string {
  return binding.toLowerCase().replaceAll("_", "-");
}

/** How often proxies and origins may decode a path in turn; the last are URL parsers, to which `%2e` is a dot. */
const DECODING_ROUNDS = 4;

function climbs(path: string): boolean {
  if (!path.includes("..") && !path.includes("%")) return false;
  let text = path;
  for (let round = 0; round <= DECODING_ROUNDS; round += 1) {
    // Tomcat and other servlet containers cut `;...` from a segment before they resolve it.
    if (/(?:^|[/\\])\.\.(?:;[^/\\]*)?(?:[/\\]|$)/.test(text)) return true;
    // Not a valid URL encoding, but some servers decode it (Jetty 9 to a dot or slash, IIS also to look-alikes of one).
    if (/%u[0-9a-f]{4}/i.test(text)) return true;
    if (!text.includes("%")) return false;
    text = decodeOnce(text);
  }
  return false;
}

/** Decodes every encoded byte, not only dots and slashes: `%%32%65` becomes `%2e`, which becomes a dot (CVE-2021-42013). */
function decodeOnce(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => readCarelessly(Number.parseInt(hex, 16)));
}

/** URL parsers drop tabs and line breaks (WHATWG URL 4.4); blanks, NUL, `?` and `#` end a path for some parsers. */
function readCarelessly(byte: number): string {
  const character = String.fromCharCode(byte);
  if (/[\t\n\r]/.test(character)) return "";
  return byte <= 0x20 || character === "?" || character === "#" ? ";" : character;
}
