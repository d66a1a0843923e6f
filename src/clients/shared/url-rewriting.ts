/**
 * The pieces of a format's URL-rewriting row (`rewriting` of its module): which answers carry URLs that its clients
 * follow. Every row was read in the clients' own sources, which the headers of the modules name.
 *
 * Left alone on purpose, because a digest or a signature covers the bytes, or because no client follows a URL in them:
 * archives, POMs and Maven metadata, OCI manifests, SHASUMS, InRelease, repomd.xml and primary.xml, APKINDEX, Hex's
 * signed registry, npm's attestations, Composer's files named by their hash, Cargo's index lines, conda's repodata
 * (patched by the hash of the old one), Terraform states. Pure.
 */
import type { ClientRequest, UrlRewriting } from "./client.ts";

export const JSON_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** No body of this format has a URL that its clients follow. */
export const HEADERS_ONLY: UrlRewriting = { documents: null };

/** A GET or HEAD of such a path. */
export function reads(path: RegExp, butNot?: RegExp): (request: ClientRequest) => boolean {
  return (request) =>
    (request.method === "GET" || request.method === "HEAD") &&
    path.test(request.path) &&
    butNot?.test(request.path) !== true;
}

/** A POST to such a path. */
export function posts(path: RegExp): (request: ClientRequest) => boolean {
  return (request) => request.method === "POST" && path.test(request.path);
}

/** A request by one of `methods`, to any other path. */
export function asksAny(methods: readonly string[], butNot: RegExp): (request: ClientRequest) => boolean {
  return (request) => methods.includes(request.method) && !butNot.test(request.path);
}
