/**
 * The bytes of URLs in a haystack: slashes, blanks, the ends of URLs. Pure.
 */
import type { Haystack } from "./needle.ts";

const ENCODER = new TextEncoder();

export const SLASH = 0x2f;
export const BACKSLASH = 0x5c;
export const COLON = 0x3a;
const SPACE = 0x20;

/** What can't be part of a host or a path segment; `.`, `-`, `@`, `%` and others can, and make it a different URL. */
const AFTER_URL = bytesIn("\"'<>)]},;?#|`");
/** After a brace: what begins a URI template expression that does not continue the name before it. */
const BRACE = 0x7b;
const TEMPLATE_AFTER_URL = bytesIn("/?#");
/** After a backslash: the quote that ends a string within a string, or an escaped line end. */
const ESCAPED_AFTER_URL = bytesIn('"nrt');

export function bytesOf(text: string): Uint8Array {
  return ENCODER.encode(text);
}

export function bytesIn(characters: string): ReadonlySet<number> {
  return new Set(bytesOf(characters));
}

export function isBlank(byte: number): boolean {
  return byte <= SPACE;
}

/** The byte at `index`; at -1 the one before the haystack; -1 if there is none. */
export function byteAt({ bytes, before }: Haystack, index: number): number {
  return index === -1 ? before : (bytes[index] ?? -1);
}

/** The length of the slash at `at`, plain or escaped; 0 if there is none. */
export function slashLengthAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === SLASH) return 1;
  return bytes[at] === BACKSLASH && bytes[at + 1] === SLASH ? 2 : 0;
}

/** Whether a URL ends before `byte`, which `next` follows. */
export function isAfterUrl(byte: number, next: number): boolean {
  if (byte === BACKSLASH) return ESCAPED_AFTER_URL.has(next);
  // RFC 6570 3.2: `{.x}` turns a host into another host, `{x}` a name into another name.
  return byte === BRACE ? TEMPLATE_AFTER_URL.has(next) : isBlank(byte) || AFTER_URL.has(byte);
}
