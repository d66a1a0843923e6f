/**
 * UTF-8 bytes as text. The decoders are kept: without `stream` each call starts from scratch (Encoding Standard
 * 7.2), even after one that threw (`test/workerd/utf8`), and a new decoder for each text costs as much as decoding it.
 * Pure.
 */

const LENIENT = new TextDecoder();
const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const STRICT_WITH_MARK = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `bytes` as text without byte order mark; invalid UTF-8 becomes U+FFFD. */
export function utf8Text(bytes: Uint8Array): string {
  return LENIENT.decode(bytes);
}

/** `bytes` as text without byte order mark; null if they are not valid UTF-8. */
export function validUtf8Text(bytes: Uint8Array): string | null {
  return decodeWith(STRICT, bytes);
}

/** `bytes` as text, any byte order mark kept as its first character; null if they are not valid UTF-8. */
export function utf8TextWithMark(bytes: Uint8Array): string | null {
  return decodeWith(STRICT_WITH_MARK, bytes);
}

function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
