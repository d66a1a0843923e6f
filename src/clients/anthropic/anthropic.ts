/**
 * anthropic: APIs in Anthropic's form.
 * Serves: anthropic-sdk-python (2.11.0), anthropic-sdk-typescript (1.11.0) and others that read the same envelope.
 * Channel: the body `{"type":"error","error":{type,message}}`. The TypeScript SDK prints all of it; none prints
 * the phrase. A body that is not JSON is printed in full, HTML included. Retries: ../shared/should-retry.ts.
 * Read in anthropics/anthropic-sdk-typescript: src/{client,core/error}.ts; anthropics/anthropic-sdk-python:
 * src/anthropic/{_client,_exceptions}.py. Streams: events.ts.
 * Limits: no maximum length. The status picks the class of the exception, so statuses are kept.
 */
import type { Failure } from "../../failure/failure.ts";
import { jsonAsItCame, jsonBody } from "../shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "../shared/client.ts";
import { NO_COORDINATES } from "../shared/coordinates.ts";
import { expects } from "../shared/expected.ts";
import { isOriginsWord, isRecord, jsonObjectOf } from "../shared/origin-words.ts";
import { retryHeaders } from "../shared/should-retry.ts";
import { reasonPhrase } from "../shared/speech.ts";
import { HEADERS_ONLY } from "../shared/url-rewriting.ts";
import { sdkByUserAgent } from "../shared/vendor-sdk.ts";
import { anthropicError } from "./error.ts";
import { anthropicEvents } from "./events.ts";

/** Just under the SDKs' 600 s (src/anthropic/_constants.py: DEFAULT_TIMEOUT). */
const TIMEOUT_MS = { read: 595_000, write: 595_000 };

/** Files that users store there may be pages. */
const expected = expects({
  reads: [
    [/\/content$/, "content"],
    [/\/models(?:\/[^/]+)?$/, "document"],
    [/^\/$/, "content"],
  ],
  otherwise: "file",
  writes: "file",
});

export const anthropic: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  expected,
  coordinates: () => NO_COORDINATES,
  speak,
  typedCodesSetStatus: true,
  events: anthropicEvents,
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
  if (isEnveloped(failure)) return { ...base, ...jsonAsItCame(failure) };
  return { ...base, ...jsonBody(anthropicError(failure)) };
}

function isEnveloped(failure: Failure): boolean {
  const json = jsonObjectOf(failure);
  if (json?.type !== "error" || !isRecord(json.error) || !isOriginsWord(failure)) return false;
  const { type, message } = json.error;
  return typeof type === "string" && type !== "" && typeof message === "string" && message !== "";
}
