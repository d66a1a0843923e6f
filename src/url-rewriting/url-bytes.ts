/**
 * What stands at a place of a haystack: slashes, paths, the ends of URLs. Pure.
 */
import type { OwnUrl } from "./mapping.ts";
import type { Haystack } from "./needle.ts";

const ENCODER = new TextEncoder();

export const SLASH = 0x2f;
export const BACKSLASH = 0x5c;
export const COLON = 0x3a;
const SPACE = 0x20;

/** How many bytes behind a path tell that it ends or goes on: an escaped slash has two. */
export const BOUNDARY_BYTES = 2;
/** Of a path that must fit a pattern; patterns end at a package's name or before. */
const SERVED_PATH_BYTES = 1_024;

/** What can't be part of a host or a path segment. Not among them: `.`, `-`, `@`, `%` and others that make it another URL. */
const BEHIND_URL = bytesIn("\"'<>)]},;?#|`");
/** Behind a brace: what an expression of a URI template begins with where it can't go on with the name before it. */
const BRACE = 0x7b;
const TEMPLATE_BEHIND_URL = bytesIn("/?#");
/** Behind a backslash: the quote around a text within a text, or the end of a line. */
const ESCAPED_BEHIND_URL = bytesIn('"nrt');

export function bytesOf(text: string): Uint8Array {
  return ENCODER.encode(text);
}

export function bytesIn(characters: string): ReadonlySet<number> {
  return new Set(bytesOf(characters));
}

export function isBlank(byte: number): boolean {
  return byte <= SPACE;
}

/** The byte at `index`; at -1 the one before the haystack; -1 where there is none. */
export function byteAt({ bytes, before }: Haystack, index: number): number {
  return index === -1 ? before : (bytes[index] ?? -1);
}

/** The length of the slash at `at`, plain or escaped; 0 where there is none. */
export function slashLengthAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === SLASH) return 1;
  return bytes[at] === BACKSLASH && bytes[at + 1] === SLASH ? 2 : 0;
}

/**
 * Whether `path`, the spelled path of `own`, stands at `at` and either ends there or goes on, to what the gateway
 * serves.
 */
export function isPathAt(path: Uint8Array, own: OwnUrl, hay: Haystack, at: number): boolean {
  const { bytes, isEnd } = hay;
  for (let index = 0; index < path.length; index += 1) {
    if (bytes[at + index] !== path[index]) return false;
  }
  const next = at + path.length;
  if (next < bytes.length ? !isBoundaryAt(bytes, next, own.subtree) : !isEnd) return false;
  return own.serves === null || own.serves(own.publicPath + pathTextAt(bytes, next));
}

/** How many bytes from the base's path on `isPathAt` looks at. */
export function pathReach({ serves, spelled }: OwnUrl): number {
  return spelled.escaped.path.length + (serves === null ? BOUNDARY_BYTES : SERVED_PATH_BYTES);
}

function isBoundaryAt(bytes: Uint8Array, at: number, subtree: boolean): boolean {
  return slashLengthAt(bytes, at) > 0 ? subtree : isBehindUrl(bytes[at] ?? 0, bytes[at + 1] ?? 0);
}

/** The path at `at` up to its end, or as much of it as is looked at. */
function pathTextAt(bytes: Uint8Array, at: number): string {
  const until = Math.min(bytes.length, at + SERVED_PATH_BYTES - BOUNDARY_BYTES);
  let end = at;
  while (end < until) {
    const slash = slashLengthAt(bytes, end);
    if (slash === 0 && isBehindUrl(bytes[end] ?? 0, bytes[end + 1] ?? 0)) break;
    end += slash || 1;
  }
  return String.fromCharCode(...bytes.subarray(at, end)).replaceAll("\\/", "/");
}

function isBehindUrl(byte: number, next: number): boolean {
  if (byte === BACKSLASH) return ESCAPED_BEHIND_URL.has(next);
  // RFC 6570 3.2: `{.x}` makes another host of a host, `{x}` another name of a name.
  return byte === BRACE ? TEMPLATE_BEHIND_URL.has(next) : isBlank(byte) || BEHIND_URL.has(byte);
}
