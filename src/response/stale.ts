/**
 * A stale answer without a store (`stale_if_error`): while the origin is down, the client's own copy is confirmed, which it
 * would use by itself if it could not reach the origin either (RFC 9111 4.2.4, RFC 5861 4).
 */
import type { StaleIfError } from "../config/route.ts";
import { type Failure, outageOf } from "../failure/failure.ts";

/** The client's copy by the one validator that names it. */
export interface Copy {
  readonly name: "etag" | "last-modified";
  readonly value: string;
}

/** What is looked at of a request. */
export interface StaleRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly isMetadata: boolean;
  readonly hasCredentials: boolean;
}

/** In: what the route allows, the failure, the request. Out: the copy that is good enough now; null where there is none. */
export function staleCopy(rule: StaleIfError, failure: Failure, request: StaleRequest): Copy | null {
  if (rule === "never" || outageOf(failure.cause) === null || !request.isMetadata) return null;
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  // What they gave access to may have been withdrawn since.
  if (rule === "without_credentials" && request.hasCredentials) return null;
  // Who has a part of something asks for the rest of it; a range alone comes after the condition (RFC 9110 13.2.2).
  return request.headers.has("if-range") ? null : copyOf(request.headers);
}

/** With several entity tags nobody but the origin knows which copy is current. */
function copyOf(headers: Headers): Copy | null {
  const tags = headers.get("if-none-match");
  // Beside a tag a date says nothing (RFC 9110 13.1.3).
  if (tags !== null) return ONE_TAG.test(tags) ? { name: "etag", value: tags } : null;
  const date = headers.get("if-modified-since");
  return date === null ? null : { name: "last-modified", value: date };
}

const ONE_TAG = /^(?:W\/)?"[^"]*"$/;

/**
 * The `304` for that copy. Alone of all that is spoken it has no `Cache-Control`: a client takes that over into its copy
 * (RFC 9111 4.3.4), and with `no-store` npm asks without a condition the next time (http-cache-semantics).
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
