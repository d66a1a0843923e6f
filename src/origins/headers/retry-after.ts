/**
 * `Retry-After` (RFC 9110 10.2.3): seconds, or a date, as crates sends it.
 */
import { RETRY_AFTER_MAX_SECONDS } from "../../limits.ts";

/** Seconds to wait as the headers say, or null. A date counts from the answer's own `Date`, so clocks need not agree. */
export function retryAfterOf(headers: Headers): number | null {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(value)) return withinReason(Number(value));
  const date = httpDate(value);
  if (date === null) return null;
  const now = httpDate(headers.get("date") ?? "") ?? Date.now();
  return withinReason(Math.max((date - now) / 1_000, 0));
}

/** Null for values that make no sense as a wait: negative, infinite, beyond a year. */
export function withinReason(seconds: number): number | null {
  return seconds >= 0 && seconds <= RETRY_AFTER_MAX_SECONDS ? seconds : null;
}

/** Milliseconds; null if it is not an HTTP date, the longest of which has 33 characters. */
function httpDate(value: string): number | null {
  if (value.length > 40 || !/^[A-Za-z]{3}/.test(value)) return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date;
}
