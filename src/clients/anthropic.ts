/**
 * anthropic: APIs in Anthropic's form.
 * Serves: anthropic-sdk-python, anthropic-sdk-typescript and what reads the same envelope.
 * Channel: the body `{"type":"error","error":{type,message}}`. The TypeScript SDK prints the whole of it; the phrase
 * is nobody's. A body that is not JSON is printed whole, HTML included. Repeats: `openai-retry.ts`.
 * Read in anthropics/anthropic-sdk-typescript: src/{client,core/error}.ts; anthropics/anthropic-sdk-python:
 * src/anthropic/{_client,_exceptions}.py; types by status: Anthropic's API reference, "Errors"; that 529 is the
 * overload and 503 is not: coder/coder aibridge/provider/anthropic.go.
 * Limits: none of length. The class of the exception is the status's, so statuses are kept.
 */
import type { Failure } from "../failure/failure.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "./client.ts";
import { retryHeaders } from "./openai-retry.ts";
import { saidType, sdkByUserAgent } from "./openai-sdk.ts";
import { isOriginsWord, isRecord, jsonContentTypeOf, jsonObjectOf } from "./origin-words.ts";
import { originBody, reasonPhrase, sentence } from "./speech.ts";

/** Just under the SDKs' 600 s (src/anthropic/_constants.py: DEFAULT_TIMEOUT). */
const TIMEOUT_MS = 595_000;

export const anthropic: ClientFormat = { timeoutMs: TIMEOUT_MS, identify, operation, speak };

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

function identify(request: ClientRequest): Client {
  return sdkByUserAgent(request, "anthropic");
}

function operation(request: ClientRequest): Operation {
  if (request.method === "DELETE") return "delete";
  if (request.method !== "GET" && request.method !== "HEAD") return "api";
  if (/\/models(?:\/[^/]+)?$/.test(request.path)) return "metadata";
  return /\/(?:content|results)$/.test(request.path) ? "download" : "api";
}

function speak(failure: Failure): Spoken {
  const base = { status: failure.status, phrase: reasonPhrase(failure), headers: retryHeaders(failure) };
  if (isEnveloped(failure)) {
    return { ...base, contentType: jsonContentTypeOf(failure), body: originBody(failure) };
  }
  const requestId = failure.heard?.requestId ?? null;
  const body = {
    type: "error",
    error: { type: saidType(failure) ?? typeOfStatus(failure.status), message: sentence(failure) },
    ...(requestId === null ? {} : { request_id: requestId }),
  };
  return { ...base, contentType: "application/json", body: JSON.stringify(body) };
}

function isEnveloped(failure: Failure): boolean {
  const json = jsonObjectOf(failure);
  if (json?.type !== "error" || !isRecord(json.error) || !isOriginsWord(failure)) return false;
  const { type, message } = json.error;
  return typeof type === "string" && type !== "" && typeof message === "string" && message !== "";
}

/** What has no name of its own is the caller's below 500 and the API's from there on. */
function typeOfStatus(status: number): string {
  return TYPES[status] ?? (status >= 500 ? "api_error" : "invalid_request_error");
}
