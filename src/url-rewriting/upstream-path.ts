/**
 * The path of an upstream URL in the bytes of a document. Pure.
 */
import type { Haystack } from "./needle.ts";
import type { UpstreamUrl } from "./upstream-url.ts";
import { isAfterUrl, slashLengthAt } from "./url-bytes.ts";

/** How many bytes after a path determine whether it ends there: an escaped slash has two. */
export const BOUNDARY_BYTES = 2;
/** How much of a path is read to find out where it leads; patterns end at a package's name or before. */
export const PATH_TEXT_MAX_BYTES = 1_024;

/**
 * Whether the bytes at `at` are `path`, as `upstream` spells it, and with what follows it is still a URL that the
 * gateway serves.
 */
export function isPathAt(path: Uint8Array, upstream: UpstreamUrl, hay: Haystack, at: number): boolean {
  const { bytes, isEnd } = hay;
  for (let index = 0; index < path.length; index += 1) {
    if (bytes[at + index] !== path[index]) return false;
  }
  const next = at + path.length;
  if (next < bytes.length ? !isBoundaryAt(bytes, next, upstream.subtree) : !isEnd) return false;
  if (upstream.serves === null) return true;
  const { text, isWhole } = pathTextAt(bytes, next);
  return upstream.serves(upstream.publicPath + text, isWhole);
}

/** How many bytes `isPathAt` reads, from the first byte of the path on. */
export function pathReach({ serves, spelled }: UpstreamUrl): number {
  return spelled.escaped.path.length + (serves === null ? BOUNDARY_BYTES : PATH_TEXT_MAX_BYTES);
}

function isBoundaryAt(bytes: Uint8Array, at: number, subtree: boolean): boolean {
  return slashLengthAt(bytes, at) > 0 ? subtree : isAfterUrl(bytes[at] ?? 0, bytes[at + 1] ?? 0);
}

/** The path at `at`, or as much of it as may be read. */
export function pathTextAt(
  bytes: Uint8Array,
  at: number,
): { readonly text: string; readonly isWhole: boolean } {
  const max = at + PATH_TEXT_MAX_BYTES - BOUNDARY_BYTES;
  const until = Math.min(bytes.length, max);
  let end = at;
  while (end < until) {
    const slash = slashLengthAt(bytes, end);
    if (slash === 0 && isAfterUrl(bytes[end] ?? 0, bytes[end + 1] ?? 0)) break;
    end += slash || 1;
  }
  const text = String.fromCharCode(...bytes.subarray(at, end)).replaceAll("\\/", "/");
  return { text, isWhole: end < max };
}
