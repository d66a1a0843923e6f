/**
 * Requests that only check whether something exists. Pure.
 */
import type { ClientFormat, ClientRequest } from "./client.ts";

/** A GET of such a path. */
export function asksFor(paths: RegExp): (request: ClientRequest) => boolean {
  return ({ method, path }) => method === "GET" && paths.test(path);
}

/** Whether a 404 to this request is an answer rather than a failure. */
export function isProbe(format: ClientFormat, request: ClientRequest): boolean {
  return request.method === "HEAD" || (format.isProbe?.(request) ?? false);
}
