/**
 * The headers that end at a proxy. Names in lower case.
 */

/** RFC 9110 7.6.1 and others in use. */
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

/** The fields that `Connection` names (RFC 9110 7.6.1), in lower case; invalid field names are left out. */
export function fieldsNamedBy(connection: string): readonly string[] {
  return connection
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => FIELD_NAME.test(name));
}

/**
 * Of a request: what is meant for the next hop only, what Cloudflare adds for the Worker, and what origins believe of a
 * proxy but a client could claim too (workerd passes all of these on unless they are removed).
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
  // The client's address.
  "true-client-ip",
  "client-ip",
  "fastly-client-ip",
  "x-azure-clientip",
  "x-azure-socketip",
  "x-client-ip",
  "x-cluster-client-ip",
  "x-envoy-external-address",
  "x-proxyuser-ip",
  "x-real-ip",
  "remote-addr",
  "wl-proxy-client-ip",
  // The user's name, as set by a proxy that signs people in (Artifactory, Nexus, Gitea, Grafana, oauth2-proxy).
  "remote-user",
  "x-webauth-user",
  "x-authenticated-user",
  "x-client-cert",
  "x-client-verify",
  // What was requested: host, path, method, base URL (Artifactory writes the last into its answers).
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-forwarded-scheme",
  "x-forwarded-server",
  "x-forwarded-prefix",
  "x-host",
  "x-http-host-override",
  "x-original-host",
  "x-original-method",
  "x-original-uri",
  "x-original-url",
  "x-rewrite-url",
  "x-envoy-original-path",
  "x-jfrog-override-base-url",
  "x-artifactory-override-base-url",
  "x-http-method",
  "x-http-method-override",
  "x-method-override",
  "front-end-https",
  "x-scheme",
  "x-url-scheme",
  // Instructions to the web server: CGI's HTTP_PROXY (httpoxy), files that it sends itself (Rack::Sendfile).
  "proxy",
  "x-accel-mapping",
  "x-sendfile-type",
]);

/** Prefixes of further such names, but not of a client's own token for Cloudflare Access at the origin. */
const CLAIMS =
  /^(?:cf-(?!access-)|x-forward|proxy-|wl-proxy-|x-webauth-|x-auth-request-|x-remote-|x-ssl-|ssl-client-)/;

/** Whether the header `name` of a request, in lower case, ends here. WSGI, CGI and Rack read `_` in it as `-`. */
export function endsHere(name: string): boolean {
  const known = ENDS_HERE.get(name);
  if (known !== undefined) return known;
  const hyphens = hyphened(name);
  const ends = NOT_FOR_THE_ORIGIN.has(hyphens) || CLAIMS.test(hyphens);
  if (ENDS_HERE.size < ENDS_HERE_MAX) ENDS_HERE.set(name, ends);
  return ends;
}

/** Earlier results: clients send the same few dozen names over and over. */
const ENDS_HERE = new Map<string, boolean>();
const ENDS_HERE_MAX = 256;

export function hyphened(name: string): string {
  return name.replaceAll("_", "-");
}

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

/** All that identifies a client, anywhere on the way: none of it is sent if the gateway signs in with `origin_auth`. */
export const NOT_BESIDE_ORIGIN_AUTH: ReadonlySet<string> = new Set([
  ...CREDENTIALS,
  "x-amz-security-token",
  "cf-access-client-id",
  "cf-access-client-secret",
]);
