/**
 * Secrets of no shape of their own, known by what stands around them: cookies, members of JSON, segments of a product's
 * URLs. Pure. Linear as those in `secrets.ts` are: each pattern begins with a literal and takes what it reads.
 */

/** A quote around a text within a text: escaped once for each level of JSON, or as HTML writes it. */
export const QUOTE = `(?:\\\\{0,7}["']|&(?:quot|apos|#34|#39|#x22|#x27);)`;

/** Names and values of cookies (RFC 6265 4.1.1 and 4.2.1); a value in quotes may have blanks. */
const COOKIE_NAME = `[^\\s;,"'=[\\]\\\\&<>]{1,64}`;
const COOKIE_VALUE = `(?:"[^"\\\\]{0,256}"|(?:[^\\s;,"'\\]\\\\&<>]|&(?!quot;|apos;|#))*)`;
const COOKIES = new RegExp(
  `((?<![A-Za-z0-9])cookie2?${QUOTE}?\\s{0,4}[:=]\\s{0,4}\\[?\\s?${QUOTE}?)${COOKIE_NAME}=${COOKIE_VALUE}(?:;\\s?${COOKIE_NAME}(?:=${COOKIE_VALUE})?)*`,
  "gi",
);

/** Text in quotes under a name that means a password, up to its closing quote or as much of it as passwords have. */
const QUOTED_PASSWORD = new RegExp(
  `(${QUOTE}_?(?:password|passwd|pwd)${QUOTE}\\s{0,4}:\\s{0,4}(${QUOTE}))(?!\\[redacted\\]\\2)((?:(?!\\2)(?:\\\\{1,8}["']|[\\s\\S])){1,256})`,
  "gi",
);

/** What is said about a password, in the place of one. */
const ABOUT_A_PASSWORD =
  /\b(?:is|are|was|must|can(?:not|'t)?|should|may|has|have|need(?:s|ed)?|not|required?|invalid|missing|expired|blank|empty|weak|short|long|wrong|incorrect|mismatch|null|none)\b/i;

const SLASH = `\\\\{0,3}/`;
const SEGMENTS: readonly RegExp[] = [
  // Entitlement tokens of Cloudsmith (cloudsmith-io/cloudsmith-docs: src/content/formats).
  `dl\\.cloudsmith\\.(?:io|com)${SLASH})(?!(?:public|basic)(?![^\\s/\\\\]))[^\\s/\\\\?#"'<>]{1,128}(?=${SLASH}`,
  // Gemfury; what has no digit may be an account.
  `\\.fury\\.(?:io|site)${SLASH})(?=[A-Za-z_-]{0,64}\\d)[\\w-]{16,64}(?=${SLASH}`,
  `packagecloud\\.io${SLASH}(?:priv${SLASH})?)[0-9a-f]{40,64}(?=${SLASH}`,
  // MyGet.
  `${SLASH}auth${SLASH})[0-9a-f]{8}-[0-9a-f-]{27}(?=${SLASH}`,
].map((pattern) => new RegExp(`(${pattern})`, "gi"));

/** What each of these has; passwords are among the named secrets of `secrets.ts`. */
export const FIELD_HINTS = ["cookie", "\\.(?:cloudsmith|fury)\\.|packagecloud|/auth\\\\{0,3}/[0-9a-f]{8}-"];

/** `text` with `mask` for each of these secrets. */
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
