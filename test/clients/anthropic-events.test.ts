import { describe, expect, test } from "vitest";
import { anthropicEvents } from "../../src/clients/anthropic/events.ts";
import { categoryOfBoth } from "../streams/both.ts";
import { unreachable } from "./failing.ts";

const { errorIn, stageAt, say } = anthropicEvents;

describe("an error", () => {
  test.each([
    [400, "invalid_request_error", "bad_request"],
    [401, "authentication_error", "unauthorized"],
    [402, "billing_error", "forbidden"],
    [403, "permission_error", "forbidden"],
    [404, "not_found_error", "not_found"],
    [409, "conflict_error", "conflict"],
    [413, "request_too_large", "bad_request"],
    [429, "rate_limit_error", "rate_limited"],
    [500, "api_error", "server_error"],
    [504, "timeout_error", "timeout"],
    [529, "overloaded_error", "overloaded"],
  ])("%i %s is counted as %s, like an answer", (status, type, category) => {
    const body = { type: "error", error: { type, message: "No more of this." }, request_id: "req_1" };
    const event = { name: "error", data: JSON.stringify(body) };
    expect(categoryOfBoth(anthropicEvents, status, body, event)).toBe(category);
  });

  test.each([
    ["an unknown type", '{"type":"error","error":{"type":"odd","message":"Hm."}}', null],
    ["a text", "Hm.", '{"error":{"message":"Hm."}}'],
    ["broken JSON", '{"type":"err', '{"error":{"message":"{\\"type\\":\\"err"}}'],
  ])("with %s has only the status of the stream", (_name, data, body) => {
    expect(errorIn({ name: "error", data })).toEqual({ status: 200, body: body ?? data });
  });

  test.each([
    ["", '{"type":"error","error":{"type":"api_error","message":"No."}}'],
    ["ping", '{"type":"ping"}'],
    ["content_block_delta", '{"type":"content_block_delta","delta":{"text":"error"}}'],
  ])("is only what the SDKs raise: no event named %o", (name, data) => {
    expect(errorIn({ name, data })).toBeNull();
  });
});

test.each([
  ["message_start", "{}", "begun"],
  ["content_block_delta", "{}", "begun"],
  ["message_delta", '{"delta":{"stop_reason":null}}', "begun"],
  ["message_delta", '{"delta":{"stop_reason":""}}', "begun"],
  ["message_delta", '{"delta":{"stop_reason": "end_turn"}}', "complete"],
  ["completion", '{"completion":"a","stop_reason":null}', "begun"],
  ["completion", '{"completion":"","stop_reason":"stop_sequence"}', "complete"],
  ["message_stop", "{}", "ended"],
  ["ping", "{}", null],
  ["", '{"type":"message_stop"}', null],
  ["session.status", "{}", null],
])("the stage after %s %s", (name, data, stage) => {
  expect(stageAt({ name, data })).toBe(stage);
});

describe("Outspoken's own event", () => {
  const OWN =
    'event: error\ndata: {"type":"error","error":{"type":"api_error","message":"The registry behind this gateway could not be reached. Reference: bcdfghjkmn"}}\n\n';
  const SKIP = "event: ping\n\n";

  test.each([
    ["between events", "", "none", OWN],
    ["after half a field name", "", "other", `\n${OWN}`],
    ["in the middle of the data", '{"type":"content_b', "data", `\n${SKIP}${OWN}`],
    ["after a line of data", '{"type":"ping"}', "none", `${SKIP}${OWN}`],
    ["after an event that was too long to keep", null, "data", `\n${SKIP}${OWN}`],
  ] as const)("%s", (_name, data, line, expected) => {
    expect(say(unreachable(), { data, line })).toBe(expected);
  });
});
