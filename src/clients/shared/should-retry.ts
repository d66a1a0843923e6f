/**
 * The headers that tell the SDKs of OpenAI and Anthropic (one generator) whether and when to retry a request. By
 * default they retry 408, 409, 429 and every status from 500 up twice: they would sit through a timeout three times. Read in
 * openai/openai-python: src/openai/_base_client.py; openai/openai-node: src/client.ts;
 * anthropics/anthropic-sdk-typescript: src/client.ts. Pure.
 */
import { answerOf, type Failure } from "../../failure/failure.ts";
import { retryAfter } from "./speech.ts";

/** openai-python 2.52.0 obeys waits up to this, and stops retrying at longer ones; the other SDKs obey any wait. */
const WAIT_MAX_SECONDS = 120;
/** The statuses below 500 that these SDKs retry. */
const RETRIED_REFUSALS: ReadonlySet<number> = new Set([408, 409, 429]);
/** The longest pause that these SDKs choose themselves (MAX_RETRY_DELAY). */
const WAIT_AFTER_OUTAGE_SECONDS = 8;

/** `x-should-retry` and `Retry-After` for this failure; null removes the origin's header. */
export function retryHeaders(failure: Failure): Readonly<Record<string, string | null>> {
  if (failure.cause.kind !== "answered") return ownRetryHeaders(failure);
  const headers = answerOf(failure)?.headers ?? new Headers();
  const waits = { ...retryAfter(failure, WAIT_MAX_SECONDS), ...milliseconds(headers) };
  if (headers.has("x-should-retry")) return waits;
  // The origin has already used up its time, asks for a longer wait than any call should make, or refused for good.
  const isHopeless =
    failure.status === 504 || waitSeconds(failure, headers) > WAIT_MAX_SECONDS || isRefusalAsOutage(failure);
  return isHopeless ? { ...waits, "x-should-retry": "false" } : waits;
}

/** A refusal that becomes a 502 (`upstream_errors`, `origin_auth`), and would be retried like an outage. */
function isRefusalAsOutage(failure: Failure): boolean {
  const origin = answerOf(failure)?.status ?? failure.status;
  return failure.status >= 500 && origin < 500 && !RETRIED_REFUSALS.has(origin);
}

/** A failed connection may work on the next attempt; a timeout or a refusal must not be multiplied. */
function ownRetryHeaders(failure: Failure): Readonly<Record<string, string>> {
  const shouldRetry = failure.category === "unreachable" ? "true" : "false";
  const isOutage = failure.cause.kind === "unreachable" || failure.cause.kind === "timeout";
  return {
    "x-should-retry": shouldRetry,
    ...(isOutage ? { "retry-after": String(WAIT_AFTER_OUTAGE_SECONDS) } : {}),
  };
}

/** `retry-after-ms` overrides Retry-After and is obeyed without a cap: only a short, readable value passes. */
function milliseconds(headers: Headers): Readonly<Record<string, null>> {
  const value = headers.get("retry-after-ms");
  if (value === null || (/^\d+(?:\.\d+)?$/.test(value) && Number(value) <= WAIT_MAX_SECONDS * 1_000))
    return {};
  return { "retry-after-ms": null };
}

function waitSeconds(failure: Failure, headers: Headers): number {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  return Number.isFinite(ms) ? ms / 1_000 : (failure.retryAfterSeconds ?? 0);
}
