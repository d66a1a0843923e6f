/**
 * How often a request may still be passed on.
 */
import type { RequestHead } from "./request-head.ts";

/** Of an OPTIONS; null if not given, and for every other method: a TRACE is never passed on (RFC 9110 7.6.2). */
export function forwardsLeft({ method, headers }: RequestHead): number | null {
  if (method !== "OPTIONS") return null;
  const left = headers.get("max-forwards") ?? "";
  return /^\d{1,9}$/.test(left) ? Number(left) : null;
}
