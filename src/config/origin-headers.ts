/**
 * The field `origin_headers`: headers sent to an origin in the operator's name, each with the secret that has its value. Pure.
 */
import * as v from "valibot";

export interface OriginHeader {
  /** In lower case. */
  readonly name: string;
  /** The name of the secret, or of the binding to one in a Secrets Store. */
  readonly secret: string;
}

const SECRET = "wants the name of a secret, such as NPM_ORIGIN_TOKEN, not the secret itself";

export const secretName = v.pipe(v.string(SECRET), v.regex(/^[A-Za-z_]\w{0,63}$/, SECRET));

/** Not `_`, which some servers read as `-` and others drop. */
const NAME = /^[A-Za-z](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?$/;

/**
 * What frames a message or is hop-by-hop (RFC 9110 7.6.1), what the gateway or Cloudflare's edge sets, and what is the
 * client's: its cookies are kept apart by route.
 */
const NOT_SETTABLE =
  /^(?:host|connection|keep-alive|proxy-(?:connection|authorization|authenticate)|te|trailer|transfer-encoding|upgrade|http2-settings|expect|content-(?:length|encoding|type|range)|accept-encoding|range|cookie|cdn-loop|forwarded|x-forwarded-(?:for|host|proto)|true-client-ip|cf-(?!access-client-).*)$/i;

const TABLE =
  'wants a table of headers, each with the name of its secret, such as { PRIVATE-TOKEN = "GITLAB_TOKEN" }';

const headerName = v.pipe(
  v.string(),
  v.regex(NAME, "is not a valid header name"),
  v.check((name) => name.toLowerCase() !== "authorization", "is what origin_auth sets"),
  v.check((name) => !NOT_SETTABLE.test(name), "can't be set: the gateway, Cloudflare or the client sets it"),
);

export const originHeaders = v.pipe(
  v.record(headerName, secretName, TABLE),
  v.check((headers) => {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    return new Set(names).size === names.length;
  }, "has the same header twice: case makes no difference in header names"),
);

/** In: the parsed field. */
export function originHeadersOf(field: Readonly<Record<string, string>>): readonly OriginHeader[] {
  return Object.entries(field).map(([name, secret]) => ({ name: name.toLowerCase(), secret }));
}

/** Whether the gateway signs in to Cloudflare Access with a token of its own. */
export function sendsAccessToken(route: { readonly originHeaders: readonly OriginHeader[] }): boolean {
  return route.originHeaders.some(({ name }) => isOfAccess(name));
}

/** developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens */
export function isOfAccess(name: string): boolean {
  return name.startsWith("cf-access-client-");
}
