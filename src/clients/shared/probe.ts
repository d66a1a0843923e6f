/**
 * Requests that ask whether something is there. Pure.
 */
import type { ClientFormat, ClientRequest } from "./client.ts";

/** Requests that read one of these paths. */
export function asksFor(paths: RegExp): (request: ClientRequest) => boolean {
  return ({ method, path }) => method === "GET" && paths.test(path);
}

/** Whether a 404 to this request is an answer rather than a failure. */
export function isProbe(format: ClientFormat, request: ClientRequest): boolean {
  return request.method === "HEAD" || (format.isProbe?.(request) ?? false);
}
