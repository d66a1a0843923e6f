/**
 * Path-absolute references (`"metadata-url": "/p2/..."`, `href="/simple/..."`) in the bytes of a document: the path is
 * the origin's, and clients resolve it against the gateway's host. Pure.
 */
import type { Needle } from "./needle.ts";
import { spellingsOf } from "./spelling.ts";
import { BOUNDARY_BYTES, isPathAt, PATH_TEXT_MAX_BYTES, pathReach, pathTextAt } from "./upstream-path.ts";
import { BACKSLASH, bytesIn, bytesOf, COLON, isBlank, slashLengthAt } from "./url-bytes.ts";
import type { RouteUrlMap } from "./url-map.ts";

/** On either side of the colon of a JSON member; pretty-printers write one. */
const BLANKS_MAX = 4;

const QUOTE = bytesIn('"');
const ANY_QUOTE = bytesIn("\"'");

/**
 * A needle for each of `leads` (JSON keys with their quotes, attributes with their `=`); none if no path differs.
 */
export function pathNeedles(urlMap: RouteUrlMap, leads: readonly string[]): Needle[] {
  const { ofOrigin, publicOrigin, leadsAway } = urlMap;
  const isSame = ofOrigin.every((one) => one.publicOrigin === publicOrigin && one.publicPath === one.path);
  return isSame && leadsAway === null ? [] : leads.map((lead) => pathNeedle(lead, urlMap));
}

function pathNeedle(lead: string, urlMap: RouteUrlMap): Needle {
  const { ofOrigin, publicOrigin, leadsAway } = urlMap;
  const text = bytesOf(lead);
  const beginOfPath = lead.endsWith("=") ? beginOfAttribute : beginOfMember;
  const pathBytes = Math.max(leadsAway === null ? 0 : PATH_TEXT_MAX_BYTES, ...ofOrigin.map(pathReach));
  const roots = urlMap.originRoot === null ? null : spellingsOf("", urlMap.originRoot, "");
  return {
    text,
    // Colon and quote before the path, a second slash after it.
    reach: text.length + 2 * BLANKS_MAX + 2 + pathBytes + BOUNDARY_BYTES,
    foundAt(hay, at, from) {
      const { bytes } = hay;
      const start = beginOfPath(bytes, at + text.length);
      if (start === null || start < from || slashLengthAt(bytes, start) === 0) return null;
      const spelling = bytes[start] === BACKSLASH ? "escaped" : "plain";
      for (const upstream of ofOrigin) {
        const { path, publicPath, absolute } = upstream.spelled[spelling];
        const end = start + path.length;
        if (!isPathAt(path, upstream, hay, start) || isTwoSlashesAt(bytes, end)) continue;
        return { start, end, replacement: upstream.publicOrigin === publicOrigin ? publicPath : absolute };
      }
      if (leadsAway === null || roots === null || isTwoSlashesAt(bytes, start)) return null;
      // The gateway has another origin's route at this path, which would get the client's credentials: name the origin.
      const { text: path, isWhole } = pathTextAt(bytes, start);
      const isOthers = !isWhole || leadsAway(path);
      return isOthers ? { start, end: start, replacement: roots[spelling].absolute } : null;
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
