/**
 * Secrets that an origin may echo, found by their known shapes. Pure.
 */

const MASK = "[redacted]";

/** `text` with every known secret shape replaced by `[redacted]`. */
export function maskSecrets(text: string): string {
  return text
    .replace(/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@]{1,500}@/gi, `$1${MASK}@`)
    .replace(/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,4000}/g, `$1 ${MASK}`)
    .replace(/\b(?:glpat-|ghp_|gho_|ghs_|npm_|pypi-)[A-Za-z0-9_-]{10,400}/g, MASK)
    .replace(/\beyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{0,4000}(?:\.[A-Za-z0-9_-]{0,4000})?/g, MASK);
}
