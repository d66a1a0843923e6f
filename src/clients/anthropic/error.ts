/**
 * Anthropic's error object, for the body of an answer or an event of a stream. Types by status: Anthropic's API
 * reference, "Errors"; that 529 and not 503 means overloaded: coder/coder aibridge/provider/anthropic.go. Pure.
 */
import type { Failure } from "../../failure/failure.ts";
import { sentence } from "../shared/speech.ts";
import { originType } from "../shared/vendor-sdk.ts";

const TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  408: "timeout_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

export interface AnthropicError {
  readonly type: "error";
  readonly error: { readonly type: string; readonly message: string };
  readonly request_id?: string;
}

export function anthropicError(failure: Failure): AnthropicError {
  const requestId = failure.heard?.requestId ?? null;
  return {
    type: "error",
    error: { type: originType(failure) ?? typeOfStatus(failure.status), message: sentence(failure) },
    ...(requestId === null ? {} : { request_id: requestId }),
  };
}

/** A status without a type of its own is the caller's fault below 500 and the API's from 500 on. */
function typeOfStatus(status: number): string {
  return TYPES[status] ?? (status >= 500 ? "api_error" : "invalid_request_error");
}
