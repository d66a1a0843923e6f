/**
 * OpenAI's error object, for the body of an answer or an event of a stream. Types by status, if the origin gave none:
 * Wei-Shaw/sub2api, pull request 3009. Pure.
 */
import type { Failure } from "../../failure/failure.ts";
import { sentence } from "../shared/speech.ts";
import { originType } from "../shared/vendor-sdk.ts";

const TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
};

export interface OpenaiError {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
}

/** The failure as the value of `error`; its code is the origin's, or the category if the origin said nothing. */
export function openaiError(failure: Failure): OpenaiError {
  return {
    message: sentence(failure),
    type: originType(failure) ?? typeOfStatus(failure.status),
    param: failure.heard?.param ?? null,
    code: failure.heard === null ? failure.category : failure.heard.code,
  };
}

function typeOfStatus(status: number): string {
  return TYPES[status] ?? (status >= 500 ? "api_error" : "upstream_error");
}
