/** Cookies under the gateway's own names: the operator's session, which no origin may see or set. Pure. */

/** Also with the prefixes that browsers know (RFC 6265bis 4.1.3), and as the value of a cookie without a name. */
const OWN = /^[\s=]*(?:__[a-z-]+-)?outspoken_/i;

/** In: a cookie as `name=value`. */
export function isOwnCookie(pair: string): boolean {
  return OWN.test(pair);
}

/** The value of `Cookie` for an origin; null if nothing is left of it. */
export function withoutOwnCookies(cookies: string): string | null {
  const pairs = cookies.split(";");
  const others = pairs.filter((pair) => !isOwnCookie(pair));
  if (others.length === pairs.length) return cookies;
  return others.join(";").trim() || null;
}
