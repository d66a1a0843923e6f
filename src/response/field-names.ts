/**
 * Which header fields of an answer describe what: the only lists of fields that go when an answer changes. Lower case.
 */
import { HOP_BY_HOP } from "../request/header-names.ts";

/**
 * True of these very bytes only, their coding included (RFC 9110 8.6 and 14.3, RFC 9530, the digests of object stores and
 * registries).
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

/** Of a refusal whose content is replaced: what described it, how long it may be kept, and what ends at this hop. */
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
  "refresh",
  "alt-svc",
  "x-outspoken",
  "x-outspoken-ref",
]);
