/** What the scripted origin answers, by the name in the path. Written for these tests. */
import { setTimeout as wait } from "node:timers/promises";
import type { Category } from "../../src/failure/category.ts";
import type { Exchange, Script } from "../sockets/exchange.ts";
import { ARRIVAL_MS } from "../sockets/faults.ts";
import { chunks, LAST_CHUNK } from "../sockets/message.ts";
import {
  ANTHROPIC_ERROR,
  CHAT,
  MESSAGES,
  OPENAI_ERROR,
  RESPONSES,
  RESPONSES_ERROR,
} from "../streams/samples.ts";
import type { Vendor } from "./outcome.ts";

export interface Refusal {
  readonly status: number;
  readonly category: Category;
  readonly body: string;
}

function openai(
  status: number,
  category: Category,
  type: string,
  code: string | null = null,
  param: string | null = null,
): Refusal {
  const error = { message: `The ${category} of a box: "größer" is no size.`, type, param, code };
  return { status, category, body: JSON.stringify({ error }, null, 2) };
}

function anthropic(status: number, category: Category, type: string): Refusal {
  const error = { type, message: `The ${category} of a box: "größer" is no size.` };
  return { status, category, body: JSON.stringify({ type: "error", error, request_id: "req_box" }) };
}

/** Every status that the gateway promises to keep, in each vendor's form. */
export const REFUSALS: Readonly<Record<Vendor, readonly Refusal[]>> = {
  openai: [
    openai(400, "bad_request", "invalid_request_error", "invalid_value", "size"),
    openai(401, "unauthorized", "invalid_request_error", "invalid_api_key"),
    openai(403, "forbidden", "permission_error"),
    openai(404, "not_found", "invalid_request_error", "model_not_found", "model"),
    openai(409, "conflict", "conflict_error"),
    openai(413, "bad_request", "invalid_request_error", "request_too_large"),
    openai(422, "bad_request", "invalid_request_error"),
    openai(429, "rate_limited", "insufficient_quota", "insufficient_quota"),
    openai(500, "server_error", "server_error"),
    openai(503, "overloaded", "server_error"),
    openai(529, "overloaded", "server_error"),
  ],
  anthropic: [
    anthropic(400, "bad_request", "invalid_request_error"),
    anthropic(401, "unauthorized", "authentication_error"),
    anthropic(403, "forbidden", "permission_error"),
    anthropic(404, "not_found", "not_found_error"),
    anthropic(409, "conflict", "conflict_error"),
    anthropic(413, "bad_request", "request_too_large"),
    anthropic(422, "bad_request", "invalid_request_error"),
    anthropic(429, "rate_limited", "rate_limit_error"),
    anthropic(500, "server_error", "api_error"),
    anthropic(503, "overloaded", "api_error"),
    anthropic(529, "overloaded", "overloaded_error"),
  ],
};

/** The status line and its headers; SDKs wait as briefly as possible between retries. */
export function refusing(
  vendor: Vendor,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Script {
  const refusal = REFUSALS[vendor].find((each) => each.status === status);
  const id = vendor === "openai" ? "X-Request-Id" : "Request-Id";
  const all = { "Content-Type": "application/json", [id]: "req_box", "Retry-After-Ms": "1", ...headers };
  return async (exchange) => {
    await exchange.receives();
    exchange.answer(`${status} No`, all, refusal?.body ?? "{}");
  };
}

const SAMPLES: Readonly<Record<string, readonly [begun: string, end: string, error: string]>> = {
  "chat-stream": [CHAT.begun, CHAT.end, OPENAI_ERROR],
  "responses-stream": [RESPONSES.begun, RESPONSES.end, RESPONSES_ERROR],
  "messages-stream": [MESSAGES.begun, MESSAGES.end, ANTHROPIC_ERROR],
};

/** How a stream continues after its ten events. */
export type StreamEnd = "ends" | "fails" | "breaks" | "breaks-in-an-event" | "stops";

/** A stream of the kind that `call` requests. */
export function streaming(call: string, how: StreamEnd): Script {
  const [begun = "", end = "", error = ""] = SAMPLES[call] ?? [];
  return async (exchange) => {
    await exchange.receives();
    const headers = "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked";
    exchange.send(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`);
    for (const event of begun.split(/(?<=\n\n)/)) exchange.send(chunks(event));
    if (how === "breaks" || how === "breaks-in-an-event") {
      if (how === "breaks-in-an-event") exchange.send(chunks(half(end)));
      return breakOff(exchange);
    }
    if (how !== "stops") exchange.send(chunks(how === "ends" ? end : error));
    exchange.send(LAST_CHUNK);
  };
}

/** The first event of `text` up to the middle of its data. */
function half(text: string): string {
  const event = text.split("\n\n", 1)[0] ?? "";
  return event.slice(0, Math.floor(event.length * 0.7));
}

async function breakOff(exchange: Exchange): Promise<void> {
  await wait(ARRIVAL_MS);
  exchange.reset();
}
