/**
 * Path-absolute references (`"metadata-url": "/p2/..."`, `href="/simple/..."`) in the bytes of a document: the path is
 * the origin's, and clients resolve it against the gateway's host. Pure.
 */
import type { Needle } from "./needle.ts";
import { BOUNDARY_BYTES, isPathAt, pathReach } from "./upstream-path.ts";
import type { UpstreamUrl } from "./upstream-url.ts";
import { BACKSLASH, bytesIn, bytesOf, COLON, isBlank, slashLengthAt } from "./url-bytes.ts";
import type { RouteUrlMap } from "./url-map.ts";

/** Before and after the colon of a JSON member; pretty-printers write one. */
const BLANKS_MAX = 4;

const QUOTE = bytesIn('"');
const ANY_QUOTE = bytesIn("\"'");

/**
 * A needle for each of `leads` (JSON keys with their quotes, attributes with their `=`); none where no path differs.
 */
export function pathNeedles({ ofOrigin, publicOrigin }: RouteUrlMap, leads: readonly string[]): Needle[] {
  const isAtAskedHost = (upstream: UpstreamUrl): boolean => upstream.publicOrigin === publicOrigin;
  if (ofOrigin.every((upstream) => isAtAskedHost(upstream) && upstream.publicPath === upstream.path))
    return [];
  return leads.map((lead) => pathNeedle(lead, ofOrigin, isAtAskedHost));
}

function pathNeedle(
  lead: string,
  ofOrigin: readonly UpstreamUrl[],
  isAtAskedHost: (upstream: UpstreamUrl) => boolean,
): Needle {
  const text = bytesOf(lead);
  const beginOfPath = lead.endsWith("=") ? beginOfAttribute : beginOfMember;
  return {
    text,
    // Colon and quote before the path, a second slash after it.
    reach: text.length + 2 * BLANKS_MAX + 2 + Math.max(...ofOrigin.map(pathReach)) + BOUNDARY_BYTES,
    foundAt(hay, at, from) {
      const { bytes } = hay;
      const start = beginOfPath(bytes, at + text.length);
      if (start === null || start < from || slashLengthAt(bytes, start) === 0) return null;
      for (const upstream of ofOrigin) {
        const { path, publicPath, absolute } =
          upstream.spelled[bytes[start] === BACKSLASH ? "escaped" : "plain"];
        const end = start + path.length;
        if (!isPathAt(path, upstream, hay, start) || isTwoSlashesAt(bytes, end)) continue;
        return { start, end, replacement: isAtAskedHost(upstream) ? publicPath : absolute };
      }
      return null;
    },
  };
}

function beginOfAttribute(bytes: Uint8Array, at: number): number | null {
  return ANY_QUOTE.has(bytes[at] ?? 0) ? at + 1 : null;
}

function beginOfMember(bytes: Uint8Array, at: number): number | null {
  const colon = skipBlanks(bytes, at);
  if (bytes[colon] !== COLON) return null;
  const quote = skipBlanks(bytes, colon + 1);
  return QUOTE.has(bytes[quote] ?? 0) ? quote + 1 : null;
}

function skipBlanks(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end - at < BLANKS_MAX && end < bytes.length && isBlank(bytes[end] ?? 0)) end += 1;
  return end;
}

/** `//host` is a reference to another host, and `/base//host` must not become one. */
function isTwoSlashesAt(bytes: Uint8Array, at: number): boolean {
  const first = slashLengthAt(bytes, at);
  return first > 0 && slashLengthAt(bytes, at + first) > 0;
}
