/**
 * Which header fields of an answer describe what: the only lists of fields that go when an answer changes. Lower case.
 */
import { HOP_BY_HOP, NOT_BESIDE_ORIGIN_AUTH } from "../request/header-names.ts";

/**
 * True of exactly these bytes only, their coding included (RFC 9110 8.6 and 14.3, RFC 9530, the digests of object stores
 * and registries).
 */
export const OF_THE_BYTES: ReadonlySet<string> = new Set([
  "content-length",
  "content-md5",
  "content-digest",
  "accept-ranges",
  "digest",
  "repr-digest",
  "x-checksum",
  "x-checksum-md5",
  "x-checksum-sha1",
  "x-checksum-sha256",
  "x-checksum-sha512",
  "x-goog-hash",
  "x-amz-checksum-crc32",
  "x-amz-checksum-crc32c",
  "x-amz-checksum-crc64nvme",
  "x-amz-checksum-sha1",
  "x-amz-checksum-sha256",
]);

/**
 * About an origin's whole host: browsers and some clients would apply them to the gateway's host. And `Refresh`, a
 * redirect that is not rewritten. This folder's README has the reasons, and the fields that pass.
 */
export const OF_THE_HOST: ReadonlySet<string> = new Set([
  "alt-svc",
  "clear-site-data",
  "strict-transport-security",
  "service-worker-allowed",
  "refresh",
  "nel",
  "report-to",
  "accept-ch",
  "critical-ch",
  "origin-agent-cluster",
  "set-login",
  "secure-session-registration",
  "secure-session-challenge",
  "sec-session-registration",
  "sec-session-challenge",
  "public-key-pins",
  "public-key-pins-report-only",
  "expect-ct",
  "set-cookie2",
]);

export const CHALLENGES: ReadonlySet<string> = new Set([
  "www-authenticate",
  "proxy-authenticate",
  "lfs-authenticate",
]);

/** What clients act on: kept before any other field if not all of them fit. */
const OF_THE_PROTOCOL: ReadonlySet<string> = new Set([
  ...CHALLENGES,
  "allow",
  "content-range",
  "etag",
  "location",
  "range",
  "retry-after",
  "set-cookie",
]);

export function isOfTheProtocol(name: string): boolean {
  return OF_THE_PROTOCOL.has(name) || /^(?:docker-|oci-|(?:x-)?ratelimit)/.test(name);
}

/** The session of the sender: with `origin_auth` the operator's account, which no client may have. */
export const OF_THE_SESSION: ReadonlySet<string> = new Set([
  ...NOT_BESIDE_ORIGIN_AUTH,
  "set-cookie",
  "set-cookie2",
  "authentication-info",
  "proxy-authentication-info",
  "x-access-token",
  "x-refresh-token",
  "x-subject-token",
  "x-session-id",
  "x-session-token",
  "x-csrf-token",
  "x-xsrf-token",
]);

/** Of a refusal whose content is replaced: what describes that content, how long to cache it, and hop-by-hop fields. */
export const OF_THE_REFUSAL: ReadonlySet<string> = new Set([
  ...HOP_BY_HOP,
  "content-length",
  "content-encoding",
  "content-type",
  "content-disposition",
  "content-language",
  "content-location",
  "content-md5",
  "content-digest",
  "repr-digest",
  "digest",
  "etag",
  "last-modified",
  "expires",
  "age",
  "pragma",
  "cache-control",
  "cdn-cache-control",
  "cloudflare-cdn-cache-control",
  "surrogate-control",
  "accept-ranges",
  "location",
  ...OF_THE_HOST,
  "x-outspoken",
  "x-outspoken-ref",
]);
