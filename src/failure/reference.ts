/**
 * The short name by which a failure can be found again.
 */
import { REFERENCE_LETTERS } from "../limits.ts";

/** Lower-case consonants: no words by accident, no digits (Bundler takes 401 and 403 in a text for a status). */
const ALPHABET = "bcdfghjkmnpqrstvwxz";

/** The largest multiple of the alphabet's length that fits in a byte: bytes from here on would favour its first letters. */
const FAIR_BYTES = 256 - (256 % ALPHABET.length);

/** One call for random bytes costs as much as a hundred letters. */
const POOL_BYTES = 512;

const pool = new Uint8Array(POOL_BYTES);
/** Starts out used up: workerd gives no random values before the first request. */
let used = POOL_BYTES;

/** A new reference: `REFERENCE_LETTERS` letters drawn from a cryptographic source. Never a UUID (npm hides those). */
export function newReference(): string {
  let reference = "";
  while (reference.length < REFERENCE_LETTERS) {
    const byte = randomByte();
    if (byte < FAIR_BYTES) reference += ALPHABET[byte % ALPHABET.length];
  }
  return reference;
}

/** No byte of the pool is used twice. */
function randomByte(): number {
  if (used === POOL_BYTES) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}
