/**
 * openai: APIs in OpenAI's form.
 * Serves: openai-python (3.3.1), openai-node (7.55.0) and the many others that read the same envelope.
 * Channel: the body `{"error":{message,type,param,code}}`. Python prints all of it, Node `error.message`; neither
 * prints the phrase. A body that is not JSON is printed in full, HTML included. Retries: ../shared/should-retry.ts.
 * Read in openai/openai-python: src/openai/{_base_client,_exceptions,_constants}.py; openai/openai-node:
 * src/{client,core/error}.ts. Streams: events.ts.
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
import { openaiError } from "./error.ts";
import { openaiEvents } from "./events.ts";

/** Just under the SDKs' 600 s (src/openai/_constants.py: DEFAULT_TIMEOUT). */
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

export const openai: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  expected,
  coordinates: () => NO_COORDINATES,
  speak,
  typedCodesSetStatus: true,
  events: openaiEvents,
};

function identify(request: ClientRequest): Client {
  return sdkByUserAgent(request, "openai");
}

function operation(request: ClientRequest): Operation {
  if (request.method === "DELETE") return "delete";
  if (request.method !== "GET" && request.method !== "HEAD") return "api";
  if (/\/models(?:\/[^/]+)?$/.test(request.path)) return "metadata";
  return request.path.endsWith("/content") ? "download" : "api";
}

function speak(failure: Failure): Spoken {
  const base = { status: failure.status, phrase: reasonPhrase(failure), headers: retryHeaders(failure) };
  if (isEnveloped(failure)) return { ...base, ...jsonAsItCame(failure) };
  return { ...base, ...jsonBody({ error: openaiError(failure) }) };
}

function isEnveloped(failure: Failure): boolean {
  const error = jsonObjectOf(failure)?.error;
  return (
    isOriginsWord(failure) && isRecord(error) && typeof error.message === "string" && error.message !== ""
  );
}
