/**
 * Building blocks for a module's `rewriting`: which answers carry URLs that its clients follow. Each was read in the
 * clients' own sources, which the modules' header comments name.
 *
 * Left alone on purpose, because a digest or a signature covers the bytes, or because no client follows a URL in them:
 * archives, POMs and Maven metadata, OCI manifests, SHASUMS, InRelease, repomd.xml and primary.xml, APKINDEX, Hex's
 * signed registry, npm's attestations, Composer's files named by their hash, Cargo's index lines, conda's repodata
 * (patched by the hash of the old one), Terraform states. Pure.
 */
import type { ClientRequest, UrlRewriting } from "./client.ts";

export const JSON_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** For a format whose bodies have no URL that its clients follow. */
export const HEADERS_ONLY: UrlRewriting = { documents: null };

/** A GET or HEAD of a path that matches `path` and not `except`. */
export function reads(path: RegExp, except?: RegExp): (request: ClientRequest) => boolean {
  return (request) =>
    (request.method === "GET" || request.method === "HEAD") &&
    path.test(request.path) &&
    except?.test(request.path) !== true;
}

/** A POST to such a path. */
export function posts(path: RegExp): (request: ClientRequest) => boolean {
  return (request) => request.method === "POST" && path.test(request.path);
}

/** A request with one of `methods`, to any path but those that match `except`. */
export function anyPath(methods: readonly string[], except: RegExp): (request: ClientRequest) => boolean {
  return (request) => methods.includes(request.method) && !except.test(request.path);
}
