import { describe, expect, test } from "vitest";
import { openai } from "../../src/clients/openai/openai.ts";
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

const PYTHON = { "user-agent": "OpenAI/Python 3.3.1", accept: "application/json" };
const CHAT = "/v1/chat/completions";
const asked = request(CHAT, PYTHON, "POST");

/** openai-node src/core/error.ts: status and `error.message`, else the JSON of `error`, else all of the text. */
function nodePrints(a: Arrived): string {
  const json = parsed(a.body);
  const error = member(json, "error") ?? json;
  const message = member(error, "message");
  return `${a.status} ${typeof message === "string" ? message : error === undefined ? a.body : JSON.stringify(error)}`;
}

/** openai-python src/openai/_base_client.py: all of the body, as an object if it is JSON. */
function pythonPrints(a: Arrived): string {
  const json = parsed(a.body);
  return json === undefined ? a.body : `Error code: ${a.status} - ${JSON.stringify(json)}`;
}

/** _base_client.py _should_retry, _calculate_retry_timeout: the wait before a retry in seconds, null if there is none. */
function retriesAfter(a: Arrived, capSeconds: number): number | null {
  const ms = Number.parseFloat(a.headers.get("retry-after-ms") ?? "");
  const seconds = Number.isNaN(ms) ? Number.parseFloat(a.headers.get("retry-after") ?? "") : ms / 1_000;
  if (seconds > capSeconds) return null;
  const header = a.headers.get("x-should-retry");
  const retries = header === null ? [408, 409, 429].includes(a.status) || a.status >= 500 : header === "true";
  return retries ? (Number.isNaN(seconds) ? 0.5 : seconds) : null;
}

test.each(REASONS)("says a reason once, in full and in the envelope: %s", (_name, reason) => {
  for (const status of STATUSES) {
    for (const method of METHODS.filter((each) => each !== "HEAD")) {
      const arrived = arrive(openai, refused(status, reason), request(CHAT, PYTHON, method));
      expect(arrived.status).toBe(status);
      expect(nodePrints(arrived)).toBe(`${status} ${reason}`);
      expect(pythonPrints(arrived).split(MARK)).toHaveLength(2);
      expect(arrived.contentType).toBe("application/json");
    }
  }
});

test.each([
  [400, "invalid_request_error"],
  [401, "authentication_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [409, "upstream_error"],
  [422, "upstream_error"],
  [429, "rate_limit_error"],
  [500, "api_error"],
  [529, "api_error"],
])("gives a bare %s the type %s", (status, type) => {
  const spoken = openai.speak(said(status, 'No "x".', "<p>No</p>", "text/html"), asked);
  expect(spoken.body).toBe(`{"error":{"message":"No \\"x\\".","type":"${type}","param":null,"code":null}}`);
});

test("keeps the type, code and parameter that the origin gave in another shape", () => {
  const heard = {
    message: "No such model.",
    type: "invalid_request_error",
    code: "model_not_found",
    param: "model",
  };
  const failure = answered(404, heard, originAnswer(404, '{"message":"No such model."}'));
  expect(parsed(arrive(openai, failure, asked).body)).toEqual({ error: heard });
});

test("does not take a URL for a type", () => {
  const failure = answered(403, { message: "No.", type: "https://packages.example/denied" });
  expect(member(member(parsed(arrive(openai, failure, asked).body), "error"), "type")).toBe(
    "permission_error",
  );
});

test("says the standard phrase if there is no reason", () => {
  expect(nodePrints(arrive(openai, refused(503, null), asked))).toBe("503 Service Unavailable");
});

describe("an origin's own envelope", () => {
  test.each([
    ["complete", '{"error":{"message":"Quarantine","type":"t","param":null,"code":"c"}}', MARK],
    ["short", '{\n  "error": {"message": "Quarantine"}\n}\n', MARK],
    ["long", `{"error":{"message":"${"Quarantine ".repeat(900)}","type":"t"}}`, MARK],
  ])("stays byte for byte: %s", (_name, body, message) => {
    for (const type of ["application/json", "application/json; charset=utf-8"]) {
      const spoken = openai.speak(said(400, message, body, type), asked);
      expect(spoken).toMatchObject({ status: 400, contentType: type, body: new TextEncoder().encode(body) });
    }
  });

  test.each([
    ["an `error` that is text", '{"error":"Quarantine"}'],
    ["Anthropic's without a message", '{"type":"error","error":{"type":"api_error"},"detail":"Quarantine"}'],
    ["an empty message", '{"error":{"message":""},"detail":"Quarantine"}'],
    ["an escape sequence", '{"error":{"message":"\\u001b[1mQuarantine"}}'],
    ["a page", "<html><h1>Quarantine</h1></html>"],
    ["an array", '[{"error":{"message":"Quarantine"}}]'],
  ])("is built if it is missing: %s", (_name, body) => {
    const arrived = arrive(openai, said(400, MARK, body, "application/json"), asked);
    expect(parsed(arrived.body)).toEqual({
      error: { message: MARK, type: "invalid_request_error", param: null, code: null },
    });
  });
});

describe("retries", () => {
  test.each(OWN)("after Outspoken's own %s", (name, failure, words) => {
    const arrived = arrive(openai, failure, asked);
    expect(nodePrints(arrived)).toBe(`${failure.status} ${words}`);
    expect(member(member(parsed(arrived.body), "error"), "code")).toBe(name);
    expect(arrived.headers.get("retry-after")).toBe("8");
    // A timeout is not sat through three times; a failed connection may work on the next attempt.
    expect(retriesAfter(arrived, 120)).toBe(name === "timeout" ? null : 8);
  });

  test.each([
    ["a short wait", 429, { "retry-after": "7" }, 7, 7],
    ["no wait", 503, {}, null, 0.5],
    ["a wait that is too long for any call", 429, { "retry-after": "86400" }, 86_400, null],
    ["the longest wait", 429, { "retry-after": "120" }, 120, 120],
    ["a wait that can't be read", 429, { "retry-after": "soon" }, null, 0.5],
    ["milliseconds", 429, { "retry-after-ms": "1500", "retry-after": "2" }, 2, 1.5],
    ["too many milliseconds", 429, { "retry-after-ms": "9000000" }, null, null],
    ["milliseconds that can't be read", 429, { "retry-after-ms": "soon", "retry-after": "2" }, 2, 2],
    ["a timeout reported by the origin", 504, {}, null, null],
    ["what the origin decided", 504, { "x-should-retry": "true" }, null, 0.5],
    ["what the origin refused", 503, { "x-should-retry": "false" }, null, null],
    ["a mistake of the caller", 400, {}, null, null],
  ])("after %s", (_name, status, headers, heard, expected) => {
    const answer = originAnswer(status, "", headers);
    const arrived = arrive(openai, answered(status, { retryAfterSeconds: heard }, answer), asked);
    expect(retriesAfter(arrived, 120)).toBe(expected);
    // The SDKs for Node obey any wait, so none goes beyond what Python's does.
    expect(retriesAfter(arrived, Number.POSITIVE_INFINITY) ?? 0).toBeLessThanOrEqual(120);
  });
});

test.each([
  ["OpenAI/Python 3.3.1", {}, "openai-python", "3.3.1"],
  ["AsyncOpenAI/Python 3.3.1", {}, "openai-python", "3.3.1"],
  ["AzureOpenAI/JS 6.1.0", {}, "openai-node", "6.1.0"],
  ["AsyncAzureOpenAI/Python 3.3.1", {}, "openai-python", "3.3.1"],
  ["curl/8.7.1", {}, "curl", "8.7.1"],
  ["", {}, "unknown", ""],
])("identifies %s", (agent, headers, name, version) => {
  expect(openai.identify(request(CHAT, { ...headers, "user-agent": agent }))).toEqual({ name, version });
});

test.each([
  ["POST", CHAT, "api"],
  ["GET", "/v1/models", "metadata"],
  ["GET", "/v1/models/acme-1", "metadata"],
  ["GET", "/v1/files/file-1/content", "download"],
  ["GET", "/v1/files/file-1", "api"],
  ["DELETE", "/v1/files/file-1", "delete"],
])("classifies %s %s as %s", (method, path, operation) => {
  expect(openai.operation(request(path, PYTHON, method))).toBe(operation);
});
