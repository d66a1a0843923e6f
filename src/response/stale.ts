/**
 * A stale answer without a store (`stale_if_error`): while the origin is down, the client's own copy is confirmed. The
 * client could use it by itself too if it failed to reach the origin (RFC 9111 4.2.4, RFC 5861 4).
 */
import type { StaleIfError } from "../config/route.ts";
import { type Failure, outageOf } from "../failure/failure.ts";

/** The client's copy, identified by its one validator. */
export interface Copy {
  readonly name: "etag" | "last-modified";
  readonly value: string;
}

/** What matters of a request. */
export interface StaleRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly isMetadata: boolean;
  readonly hasCredentials: boolean;
}

/** In: what the route allows, the failure, the request. Out: the copy that is good enough now; null if there is none. */
export function staleCopy(rule: StaleIfError, failure: Failure, request: StaleRequest): Copy | null {
  if (rule === "never" || outageOf(failure.cause) === null || !request.isMetadata) return null;
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  // The access that they gave may have been revoked since.
  if (rule === "without_credentials" && request.hasCredentials) return null;
  // `If-Range` asks for the rest of a partial copy; a range alone is evaluated after the condition (RFC 9110 13.2.2).
  return request.headers.has("if-range") ? null : copyOf(request.headers);
}

/** With several entity tags only the origin knows which copy is current. */
function copyOf(headers: Headers): Copy | null {
  const tags = headers.get("if-none-match");
  // Next to a tag the date is ignored (RFC 9110 13.1.3).
  if (tags !== null) return ONE_TAG.test(tags) ? { name: "etag", value: tags } : null;
  const date = headers.get("if-modified-since");
  return date === null ? null : { name: "last-modified", value: date };
}

const ONE_TAG = /^(?:W\/)?"[^"]*"$/;

/**
 * The `304` for that copy. The only spoken answer without `Cache-Control`: a client copies that to its stored response
 * (RFC 9111 4.3.4), and after a `no-store` npm's next request has no condition (http-cache-semantics).
 */
export function staleAnswer({ name, value }: Copy, { category, ref }: Failure): Response {
  return new Response(null, {
    status: 304,
    headers: {
      [name]: value,
      "x-outspoken": category,
      "x-outspoken-ref": ref,
    },
  });
}
