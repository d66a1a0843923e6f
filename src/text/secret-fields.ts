/**
 * Secrets without a shape of their own, recognised by what surrounds them: cookies, JSON members, segments of a product's
 * URLs. Pure. Linear like those in `secrets.ts`: each pattern begins with a literal and consumes what it reads.
 */

/** A quotation mark in a nested text: escaped once for each level of JSON, or as HTML writes it. */
export const QUOTE = `(?:\\\\{0,7}["']|&(?:quot|apos|#34|#39|#x22|#x27);)`;

/** Names and values of cookies (RFC 6265 4.1.1 and 4.2.1); a quoted value may contain spaces. */
const COOKIE_NAME = `[^\\s;,"'=[\\]\\\\&<>]{1,64}`;
const COOKIE_VALUE = `(?:"[^"\\\\]{0,256}"|(?:[^\\s;,"'\\]\\\\&<>]|&(?!quot;|apos;|#))*)`;
const COOKIES = new RegExp(
  `((?<![A-Za-z0-9])cookie2?${QUOTE}?\\s{0,4}[:=]\\s{0,4}\\[?\\s?${QUOTE}?)${COOKIE_NAME}=${COOKIE_VALUE}(?:;\\s?${COOKIE_NAME}(?:=${COOKIE_VALUE})?)*`,
  "gi",
);

/** Quoted text under a name that means a password, up to its closing quote or the longest that passwords are. */
const QUOTED_PASSWORD = new RegExp(
  `(${QUOTE}_?(?:password|passwd|pwd)${QUOTE}\\s{0,4}:\\s{0,4}(${QUOTE}))(?!\\[redacted\\]\\2)((?:(?!\\2)(?:\\\\{1,8}["']|[\\s\\S])){1,256})`,
  "gi",
);

/** A remark about a password, where the password itself would be. */
const ABOUT_A_PASSWORD =
  /\b(?:is|are|was|must|can(?:not|'t)?|should|may|has|have|need(?:s|ed)?|not|required?|invalid|missing|expired|blank|empty|weak|short|long|wrong|incorrect|mismatch|null|none)\b/i;

const SLASH = `\\\\{0,3}/`;
const SEGMENTS: readonly RegExp[] = [
  // Entitlement tokens of Cloudsmith (cloudsmith-io/cloudsmith-docs: src/content/formats).
  `dl\\.cloudsmith\\.(?:io|com)${SLASH})(?!(?:public|basic)(?![^\\s/\\\\]))[^\\s/\\\\?#"'<>]{1,128}(?=${SLASH}`,
  // Gemfury; a segment without a digit may be an account.
  `\\.fury\\.(?:io|site)${SLASH})(?=[A-Za-z_-]{0,64}\\d)[\\w-]{16,64}(?=${SLASH}`,
  `packagecloud\\.io${SLASH}(?:priv${SLASH})?)[0-9a-f]{40,64}(?=${SLASH}`,
  // MyGet.
  `${SLASH}auth${SLASH})[0-9a-f]{8}-[0-9a-f-]{27}(?=${SLASH}`,
].map((pattern) => new RegExp(`(${pattern})`, "gi"));

/** Each secret above contains one of these; for passwords, see the named secrets of `secrets.ts`. */
export const FIELD_HINTS = ["cookie", "\\.(?:cloudsmith|fury)\\.|packagecloud|/auth\\\\{0,3}/[0-9a-f]{8}-"];

/** `text` with each of these secrets replaced by `mask`. */
export function maskFields(text: string, mask: string): string {
  const masked = text
    .replace(COOKIES, `$1${mask}`)
    .replace(QUOTED_PASSWORD, (whole, before: string, _quote: string, value: string) =>
      isAboutAPassword(value) ? whole : before + mask,
    );
  return SEGMENTS.reduce((done, pattern) => done.replace(pattern, `$1${mask}`), masked);
}

function isAboutAPassword(value: string): boolean {
  return ABOUT_A_PASSWORD.test(value) && !/^\S*\d\S*$/.test(value);
}
