/**
 * Anthropic's event streams. Every event is named; the SDKs skip `ping` and events without a name, raise an event
 * named `error`, and parse the data of all others. The last `event:` line of an event names it, so an event that broke
 * off is renamed `ping` before `error` follows.
 * Read in anthropics/anthropic-sdk-typescript: src/core/streaming.ts (1.11.0); anthropics/anthropic-sdk-python:
 * src/anthropic/_streaming.py (2.11.0); types by status: Anthropic's API reference, "Errors".
 * Limits: a stream that ends early raises nothing, so the gateway watches for its end. Python's exception has the
 * stream's status 200, whatever the error says.
 */
import type { Failure } from "../../failure/failure.ts";
import { parseJson } from "../../text/json.ts";
import type {
  EventStream,
  StreamEvent,
  StreamedError,
  StreamStage,
  UnfinishedEvent,
} from "../shared/client.ts";
import { isRecord } from "../shared/origin-words.ts";
import { anthropicError } from "./error.ts";

export const anthropicEvents: EventStream = { errorIn, stageAt, say };

/** The status with which a call without a stream fails for the same type. */
const STATUSES: ReadonlyMap<unknown, number> = new Map([
  ["invalid_request_error", 400],
  ["authentication_error", 401],
  ["billing_error", 402],
  ["permission_error", 403],
  ["not_found_error", 404],
  ["conflict_error", 409],
  ["request_too_large", 413],
  ["rate_limit_error", 429],
  ["api_error", 500],
  ["timeout_error", 504],
  ["overloaded_error", 529],
]);

const UNKNOWN_STATUS = 200;

function errorIn({ name, data }: StreamEvent): StreamedError | null {
  if (name !== "error") return null;
  const answer = parseJson(data);
  const error = isRecord(answer) ? answer.error : undefined;
  if (!isRecord(error)) return { status: UNKNOWN_STATUS, body: JSON.stringify({ error: { message: data } }) };
  return { status: STATUSES.get(error.type) ?? UNKNOWN_STATUS, body: data };
}

function stageAt({ name, data }: StreamEvent): StreamStage | null {
  switch (name) {
    case "message_stop":
      return "ended";
    case "message_delta":
    case "completion":
      return /"stop_reason"\s*:\s*"[^"]/.test(data) ? "complete" : "begun";
    case "message_start":
    case "content_block_start":
    case "content_block_delta":
    case "content_block_stop":
      return "begun";
    default:
      return null;
  }
}

function say(failure: Failure, { data, line }: UnfinishedEvent): string {
  const lineEnd = line === "none" ? "" : "\n";
  const skipRest = data === "" ? "" : "event: ping\n\n";
  return `${lineEnd}${skipRest}event: error\ndata: ${JSON.stringify(anthropicError(failure))}\n\n`;
}
