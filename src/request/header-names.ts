/**
 * The headers that end at a proxy. Names in lower case.
 */

/** RFC 9110 7.6.1 and the ones in use beside it. */
export const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
] as const;

const FIELD_NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** The fields that `Connection` names (RFC 9110 7.6.1), in lower case; what can't be a field's name is left out. */
export function fieldsNamedBy(connection: string): readonly string[] {
  return connection
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => FIELD_NAME.test(name));
}

/**
 * Of a request: what only the next hop is meant to read, what Cloudflare adds for the Worker, and what a client may
 * claim about itself but a proxy has to say (workerd passes all of these on unless they are taken out).
 */
export const NOT_FOR_THE_ORIGIN: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP,
  "proxy-authorization",
  "expect",
  "cf-connecting-ip",
  "cf-connecting-ipv6",
  "cf-connecting-o2o",
  "cf-pseudo-ipv4",
  "cf-ipcountry",
  "cf-ray",
  "cf-visitor",
  "cf-ew-via",
  "cf-worker",
  "cf-warp-tag-id",
  "cdn-loop",
  "true-client-ip",
  "x-real-ip",
  "x-client-ip",
  "x-cluster-client-ip",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-forwarded-scheme",
  "x-forwarded-server",
  "x-forwarded-prefix",
  "x-original-url",
  "x-rewrite-url",
]);

/** Headers in which a client sends its credentials; a 401 to a request without any of them is a challenge. */
export const CREDENTIALS = [
  "authorization",
  "private-token",
  "job-token",
  "deploy-token",
  "x-jfrog-art-api",
  "x-nuget-apikey",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "x-auth-token",
  "cookie",
] as const;

/** What a client sends to be known by, anywhere on the way: none of it goes where the gateway is known by `origin_auth`. */
export const NOT_BESIDE_ORIGIN_AUTH: ReadonlySet<string> = new Set([
  ...CREDENTIALS,
  "x-amz-security-token",
  "cf-access-client-id",
  "cf-access-client-secret",
]);
