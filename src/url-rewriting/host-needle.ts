/**
 * Absolute and protocol-relative URLs of origins in the bytes of a document. Pure.
 */
import { portClass } from "../config/trust.ts";
import { type Haystack, isAt, type Needle } from "./needle.ts";
import { isPathAt, pathReach } from "./upstream-path.ts";
import type { UpstreamUrl } from "./upstream-url.ts";
import { BACKSLASH, byteAt, bytesIn, bytesOf, COLON, isBlank, SLASH } from "./url-bytes.ts";
import type { UrlMap } from "./url-map.ts";

/** `https:\/\/` up to its last slash, and the byte before it. */
export const LEAD_BYTES = 10;
/** A colon and five digits. */
const PORT_BYTES = 6;

const SCHEMES = [bytesOf("https"), bytesOf("http")];
/**
 * What can be part of a scheme (RFC 3986 3.1), as in `git+https:`, or precede one, as in go-getter's `git::https:`.
 */
const IN_SCHEME = bytesIn("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.:");
/** What may precede a protocol-relative reference, apart from blanks and the beginning of the document. */
const BEFORE_REFERENCE = bytesIn("\"'(<>=");
const ZERO = 0x30;

/** A needle for each host. Its text is `/host`, which is common to all spellings. */
export function hostNeedles({ upstreamUrls }: UrlMap): Needle[] {
  const byHost = Map.groupBy(upstreamUrls, ({ hostname }) => hostname);
  return [...byHost].map(([hostname, ofHost]) => hostNeedle(hostname, ofHost));
}

function hostNeedle(hostname: string, ofHost: readonly UpstreamUrl[]): Needle {
  const text = bytesOf(`/${hostname}`);
  return {
    text,
    reach: text.length + PORT_BYTES + Math.max(...ofHost.map(pathReach)),
    foundAt(hay, at, from) {
      const begin = beginOfUrl(hay, at, from);
      const port = begin && portAt(hay.bytes, at + text.length);
      if (begin === null || port === null) return null;
      for (const upstream of ofHost) {
        const { path, absolute, protocolRelative } = upstream.spelled[begin.isEscaped ? "escaped" : "plain"];
        if (upstream.port !== port.class || !isPathAt(path, upstream, hay, port.end)) continue;
        const replacement = begin.hasScheme ? absolute : protocolRelative;
        return { start: begin.start, end: port.end + path.length, replacement };
      }
      return null;
    },
  };
}

interface Begin {
  readonly start: number;
  readonly hasScheme: boolean;
  readonly isEscaped: boolean;
}

/** Where the URL with its second slash at `at` begins; null if it is not http(s), or begins before `from`. */
function beginOfUrl(hay: Haystack, at: number, from: number): Begin | null {
  const isEscaped = byteAt(hay, at - 1) === BACKSLASH;
  const slashes = at - (isEscaped ? 3 : 1);
  if (slashes < from || byteAt(hay, at - (isEscaped ? 2 : 1)) !== SLASH) return null;
  if (isEscaped && byteAt(hay, slashes) !== BACKSLASH) return null;
  const previous = byteAt(hay, slashes - 1);
  if (previous !== COLON) {
    const isReference = isBlank(previous) || BEFORE_REFERENCE.has(previous);
    return isReference ? { start: slashes, hasScheme: false, isEscaped } : null;
  }
  for (const scheme of SCHEMES) {
    const start = slashes - 1 - scheme.length;
    if (start < from || !isAt(scheme, hay.bytes, start)) continue;
    return IN_SCHEME.has(byteAt(hay, start - 1)) ? null : { start, hasScheme: true, isEscaped };
  }
  return null;
}

/** The port at `at`, empty if there is none; null if something else follows a colon (`user:password@`). */
function portAt(bytes: Uint8Array, at: number): { readonly class: string; readonly end: number } | null {
  if (bytes[at] !== COLON) return { class: "", end: at };
  let end = at + 1;
  let port = 0;
  while (end - at < PORT_BYTES) {
    const digit = (bytes[end] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    port = port * 10 + digit;
    end += 1;
  }
  return end === at + 1 ? null : { class: portClass(String(port)), end };
}
