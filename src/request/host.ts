/**
 * The host that a request names.
 */
import type { RequestHead } from "./request-head.ts";

/** `uri-host [":" port]` (RFC 9110 7.2), limited to names that DNS and certificates can have. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{0,5})?$/i;

/** Most requests come to one host. */
let lastFound: string | null = null;

/**
 * Whether `Host` is one host and nothing else (RFC 9112 3.2). workerd builds the URL from whatever it contains: with a path
 * in it, another route would be selected than the request line says; two hosts in it would reach origins as a third one.
 */
export function isOneHost({ headers }: RequestHead): boolean {
  const host = headers.get("host");
  if (host === null || host === lastFound) return true;
  if (!HOST.test(host)) return false;
  lastFound = host;
  return true;
}
