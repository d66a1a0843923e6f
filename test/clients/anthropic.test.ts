import { describe, expect, test } from "vitest";
import { anthropic } from "../../src/clients/anthropic/anthropic.ts";
import { answered, originAnswer, request } from "./failing.ts";
import {
  type Arrived,
  arrive,
  MARK,
  METHODS,
  member,
  OWN,
  parsed,
  REASONS,
  refused,
  STATUSES,
  said,
} from "./generic-cases.ts";

const TYPESCRIPT = { "user-agent": "Anthropic/JS 0.71.0", accept: "application/json" };
const MESSAGES = "/v1/messages";
const asked = request(MESSAGES, TYPESCRIPT, "POST");

/** anthropic-sdk-typescript src/core/error.ts: all of the JSON, since its top level has no `message`. */
function typescriptPrints(a: Arrived): string {
  const json = parsed(a.body);
  const message = member(json, "message");
  return `${a.status} ${typeof message === "string" ? message : json === undefined ? a.body : JSON.stringify(json)}`;
}

test.each(REASONS)("says a reason once, in full and in the envelope: %s", (_name, reason) => {
  for (const status of STATUSES) {
    for (const method of METHODS.filter((each) => each !== "HEAD")) {
      const arrived = arrive(anthropic, refused(status, reason), request(MESSAGES, TYPESCRIPT, method));
      const json = parsed(arrived.body);
      expect(arrived.status).toBe(status);
      expect(member(json, "type")).toBe("error");
      expect(member(member(json, "error"), "message")).toBe(reason);
      expect(typescriptPrints(arrived).split(MARK)).toHaveLength(2);
    }
  }
});

test.each([
  [400, "invalid_request_error"],
  [401, "authentication_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [409, "invalid_request_error"],
  [413, "request_too_large"],
  [422, "invalid_request_error"],
  [429, "rate_limit_error"],
  [500, "api_error"],
  [502, "api_error"],
  [503, "api_error"],
  [504, "timeout_error"],
  [529, "overloaded_error"],
])("gives a bare %s the type %s", (status, type) => {
  const spoken = anthropic.speak(said(status, 'No "x".', "<p>No</p>", "text/html"), asked);
  expect(spoken.contentType).toBe("application/json");
  expect(spoken.body).toBe(`{"type":"error","error":{"type":"${type}","message":"No \\"x\\"."}}`);
});

test("keeps the type and the request ID that the origin gave in another shape", () => {
  const heard = { message: "No.", type: "overloaded_error", requestId: "req_7" };
  const failure = answered(503, heard, originAnswer(503, '{"message":"No."}'));
  expect(parsed(arrive(anthropic, failure, asked).body)).toEqual({
    type: "error",
    error: { type: "overloaded_error", message: "No." },
    request_id: "req_7",
  });
});

describe("an origin's own envelope", () => {
  test.each([
    ["complete", '{"type":"error","error":{"type":"t","message":"Quarantine"},"request_id":"req_7"}', MARK],
    ["spaced", '{"type": "error", "error": {"type": "t", "message": "Quarantine"}}\n', MARK],
    ["long", `{"type":"error","error":{"type":"t","message":"${"Quarantine ".repeat(900)}"}}`, MARK],
  ])("stays byte for byte: %s", (_name, body, message) => {
    const spoken = anthropic.speak(said(400, message, body, "application/json"), asked);
    expect(spoken).toMatchObject({ status: 400, phrase: MARK, body: new TextEncoder().encode(body) });
  });

  test.each([
    ["OpenAI's", '{"error":{"type":"t","message":"Quarantine"}}'],
    ["no type", '{"type":"error","error":{"message":"Quarantine"}}'],
    ["text", "Quarantine"],
    ["an escape sequence", '{"type":"error","error":{"type":"t","message":"\\u001b[1mQuarantine"}}'],
  ])("is built if it is missing: %s", (_name, body) => {
    const arrived = arrive(anthropic, said(400, MARK, body, "application/json"), asked);
    expect(parsed(arrived.body)).toEqual({
      type: "error",
      error: { type: "invalid_request_error", message: MARK },
    });
  });
});

test.each([
  ["timeout", "timeout_error", "false"],
  ["unreachable", "api_error", "true"],
])("sends Outspoken's own %s so that the SDK does not multiply the wait", (name, type, shouldRetry) => {
  const [, failure, words] = OWN.find(([each]) => each === name) ?? [];
  if (failure === undefined) throw new Error(`no failure ${name}`);
  const spoken = anthropic.speak(failure, asked);
  expect(spoken.headers).toEqual({ "x-should-retry": shouldRetry, "retry-after": "8" });
  expect(spoken.body).toBe(`{"type":"error","error":{"type":"${type}","message":"${words}"}}`);
});

test.each([
  ["Anthropic/JS 0.71.0", "anthropic-node", "0.71.0"],
  ["Anthropic/Python 0.80.0", "anthropic-python", "0.80.0"],
  ["AsyncAnthropic/Python 0.80.0", "anthropic-python", "0.80.0"],
  ["OpenAI/Python 3.3.1", "unknown", ""],
])("identifies %s", (agent, name, version) => {
  expect(anthropic.identify(request(MESSAGES, { "user-agent": agent }))).toEqual({ name, version });
});

test.each([
  ["POST", MESSAGES, "api"],
  ["GET", "/v1/models", "metadata"],
  ["GET", "/v1/messages/batches/b/results", "download"],
  ["DELETE", "/v1/files/f", "delete"],
])("classifies %s %s as %s", (method, path, operation) => {
  expect(anthropic.operation(request(path, TYPESCRIPT, method))).toBe(operation);
});
