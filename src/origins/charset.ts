/**
 * Bytes to text: byte order mark, charset parameter, XML declaration; UTF-8 if no charset is declared or the declared one
 * makes no sense. Never throws; undecodable bytes become U+FFFD.
 */

import { ERROR_BODY_MAX_BYTES } from "../limits.ts";
import { utf8Text, validUtf8Text } from "../text/utf8.ts";

/** Encodings in which ASCII bytes may mean something other than ASCII, so their declaration must be believed. */
const NOT_ASCII = /^(?:utf-?16|iso-?2022|hz)/i;

/** How far an XML declaration or an HTML `meta` is searched for: the HTML standard reads 1024 bytes ahead. */
const DECLARATION_MAX_BYTES = 1_024;

/** `body` as text, by its byte order mark, else as UTF-8 if it is valid UTF-8, else by its declared charset. */
export function decodeBody(body: Uint8Array, contentType: string): string {
  const bytes = body.subarray(0, ERROR_BODY_MAX_BYTES);
  const declared = charsetOfHeader(contentType);
  const mark = charsetOfMark(bytes, declared);
  if (mark !== null) return decode(bytes, mark) ?? "";
  if (declared !== null && NOT_ASCII.test(declared)) return decode(bytes, declared) ?? utf8Text(bytes);
  const utf8 = decodeStrictly(bytes);
  if (utf8 !== null) return utf8;
  const charset = declared ?? charsetInside(bytes);
  return (charset === null ? null : decode(bytes, charset)) ?? utf8Text(bytes);
}

/** Whether `decodeBody` reads `body`, if it is valid UTF-8, as UTF-8 without a byte order mark. */
export function prefersUtf8(body: Uint8Array, contentType: string): boolean {
  if (body.length > ERROR_BODY_MAX_BYTES) return false;
  const declared = charsetOfHeader(contentType);
  if (declared !== null && NOT_ASCII.test(declared)) return false;
  return charsetOfMark(body, declared) === null;
}

/**
 * A header's or a reason phrase's text: HTTP hands bytes over one by one (ISO-8859-1), but most servers write
 * UTF-8, so what is valid UTF-8 is read as such.
 */
export function decodeHeaderText(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value) || /[\u0100-\uffff]/.test(value)) return value;
  return decodeStrictly(Uint8Array.from(value, (unit) => unit.charCodeAt(0))) ?? value;
}

/** The two bytes of a UTF-16 mark are also letters in latin1, so a declared charset overrules them. */
function charsetOfMark(bytes: Uint8Array, declared: string | null): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (declared !== null && !NOT_ASCII.test(declared)) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

function charsetOfHeader(contentType: string): string | null {
  return /;\s{0,5}charset\s{0,5}=\s{0,5}"?([\w.:-]{1,40})/i.exec(contentType)?.[1] ?? null;
}

function charsetInside(bytes: Uint8Array): string | null {
  const start = utf8Text(bytes.subarray(0, DECLARATION_MAX_BYTES));
  return (
    /(?:<\?xml [^>]{0,100}encoding|<meta [^>]{0,100}charset)\s?=\s?["']?([\w.:-]{1,40})/i.exec(start)?.[1] ??
    null
  );
}

/** Null if the bytes are not UTF-8; a character cut off at the end is not a fault. */
function decodeStrictly(bytes: Uint8Array): string | null {
  return validUtf8Text(bytes) ?? decodeCutOff(bytes);
}

/** A new decoder each time, since a streaming decoder keeps bytes that it has not decoded yet. */
function decodeCutOff(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** Null for an unknown encoding label. */
function decode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}
