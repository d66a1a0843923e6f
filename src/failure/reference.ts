/**
 * The short name under which a failure can be found again.
 */
import { REFERENCE_LETTERS } from "../limits.ts";

/** Lower-case consonants: no words by accident, no digits (Bundler takes 401 and 403 in a text for a status). */
const ALPHABET = "bcdfghjkmnpqrstvwxz";

/** A new reference: `REFERENCE_LETTERS` letters drawn from a cryptographic source. Never a UUID (npm hides those). */
export function newReference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(REFERENCE_LETTERS));
  let reference = "";
  for (const byte of bytes) reference += ALPHABET[byte % ALPHABET.length];
  return reference;
}
