import { describe, expect, test } from "vitest";
import { openaiEvents } from "../../src/clients/openai/events.ts";
import { categoryOfBoth } from "../streams/both.ts";
import { unreachable } from "./failing.ts";

const { errorIn, stageAt, say } = openaiEvents;

/** An event without a name, as in a chat. */
function data(value: unknown) {
  return { name: "", data: JSON.stringify(value) };
}

function named(name: string, value: object) {
  return { name, data: JSON.stringify({ type: name, ...value }) };
}

/** How OpenAI and servers in its form answer: status, type, code, category. */
const ERRORS: readonly (readonly [
  status: number,
  type: string | null,
  code: string | number | null,
  category: string,
])[] = [
  [400, "invalid_request_error", null, "bad_request"],
  [400, "invalid_request_error", "context_length_exceeded", "bad_request"],
  [400, "image_generation_user_error", "moderation_blocked", "bad_request"],
  [401, "invalid_request_error", "invalid_api_key", "unauthorized"],
  [401, "authentication_error", null, "unauthorized"],
  [403, "permission_error", null, "forbidden"],
  [403, "request_forbidden", "unsupported_country_region_territory", "forbidden"],
  [404, "invalid_request_error", "model_not_found", "not_found"],
  [404, "not_found_error", null, "not_found"],
  [429, "requests", "rate_limit_exceeded", "rate_limited"],
  [429, "tokens", "rate_limit_exceeded", "rate_limited"],
  [429, "insufficient_quota", "insufficient_quota", "rate_limited"],
  [500, "server_error", null, "server_error"],
  [500, "api_error", "server_error", "server_error"],
  [503, "service_unavailable_error", null, "overloaded"],
  [503, "overloaded_error", null, "overloaded"],
  [504, "timeout_error", null, "timeout"],
  // vLLM, OpenRouter, LiteLLM: the code is the status.
  [400, "BadRequestError", 400, "bad_request"],
  [409, "ConflictError", 409, "conflict"],
  [413, "TooLarge", 413, "bad_request"],
  [422, "UnprocessableEntityError", 422, "bad_request"],
  [429, "RateLimitError", "429", "rate_limited"],
  [502, "ProviderError", 502, "server_error"],
  [529, "Overloaded", 529, "overloaded"],
];

describe.each(ERRORS)("an error %i %s %s", (status, type, code, category) => {
  const error = { message: "No more of this.", type, param: "input", code };

  test.each([
    ["an unnamed event of a chat", data({ error })],
    ["an event named error", { name: "error", data: JSON.stringify({ error }) }],
    ["an event named error with a type", named("error", { error, sequence_number: 3 })],
    ["a response that failed", named("response.failed", { response: { id: "r", error, output: [] } })],
    ["a response that failed, unnamed", data({ type: "response.failed", response: { error } })],
  ])(`in %s is counted as ${category}, like an answer`, (_name, event) => {
    expect(categoryOfBoth(openaiEvents, status, { error }, event)).toBe(category);
  });
});

describe("a flat error of a response", () => {
  const flat = {
    type: "error",
    code: "rate_limit_exceeded",
    message: "Slow.",
    param: null,
    sequence_number: 9,
  };
  const body = { error: { message: "Slow.", type: null, param: null, code: "rate_limit_exceeded" } };

  test.each(["error", ""])("is counted with the name %o", (name) => {
    const category = categoryOfBoth(openaiEvents, 429, body, { name, data: JSON.stringify(flat) });
    expect(category).toBe("rate_limited");
  });
});

test.each([
  ["a text", "upstream went away"],
  ["broken JSON", '{"error":{"mess'],
])("an event named error counts, whatever its content: %s", (_name, text) => {
  expect(errorIn({ name: "error", data: text })).toEqual({
    status: 200,
    body: JSON.stringify({ error: { message: text } }),
  });
});

test.each([
  ["a string as error", data({ error: "overloaded" }), '{"error":"overloaded"}'],
  [
    "an unknown type",
    data({ error: { message: "Hm.", type: "odd" } }),
    '{"error":{"message":"Hm.","type":"odd"}}',
  ],
])("%s has only the status of the stream", (_name, event, body) => {
  expect(errorIn(event)).toEqual({ status: 200, body });
});

describe("not an error", () => {
  test.each([
    [
      "a chunk",
      data({ object: "chat.completion.chunk", choices: [{ delta: { content: '"error": {"a":1}' } }] }),
    ],
    ["a chunk with an empty error", data({ error: null, choices: [] })],
    ["a response in progress", named("response.in_progress", { response: { error: null } })],
    ["a response that ended early", named("response.incomplete", { response: { error: null } })],
    ["a failed response that names no error", named("response.failed", { response: { error: null } })],
    [
      "a tool's own error",
      named("response.output_item.done", { item: { type: "mcp_call", error: "no such file" } }),
    ],
    ["the end", { name: "", data: "[DONE]" }],
    ["broken JSON", { name: "", data: '{"error":{"a"' }],
    ["a list", { name: "", data: '[{"error":{}}]' }],
    ["nothing", { name: "", data: "" }],
  ])("%s", (_name, event) => {
    expect(errorIn(event)).toBeNull();
  });
});

describe("the stage of a stream", () => {
  const delta = {
    object: "chat.completion.chunk",
    choices: [{ delta: { content: "a" }, finish_reason: null }],
  };
  const last = { object: "chat.completion.chunk", choices: [{ delta: {}, finish_reason: "stop" }] };
  const usage = { object: "chat.completion.chunk", choices: [], usage: { total_tokens: 3 } };

  test.each([
    ["a chunk of a chat", data(delta), "begun"],
    [
      "a chunk of a server that sends an empty reason for none",
      data({ ...delta, choices: [{ delta: { content: "a" }, finish_reason: "" }] }),
      "begun",
    ],
    ["the last chunk of a chat", data(last), "complete"],
    ["the usage after it", data(usage), null],
    [
      "a chunk of a legacy completion",
      data({ object: "text_completion", choices: [{ text: "a" }] }),
      "begun",
    ],
    ["the end mark", { name: "", data: "[DONE]" }, "ended"],
    ["the end mark of an assistant", { name: "done", data: "[DONE]" }, "ended"],
    ["a response", named("response.created", { response: {} }), "begun"],
    ["a response without names", data({ type: "response.output_text.delta", delta: "a" }), "begun"],
    ["a completed response", named("response.completed", { response: {} }), "ended"],
    ["a completed response without names", data({ type: "response.completed" }), "ended"],
    ["an incomplete response", named("response.incomplete", { response: {} }), "ended"],
    ["a failed response", named("response.failed", { response: {} }), "ended"],
    ["a part of an image", named("image_generation.partial_image", { b64_json: "" }), "begun"],
    ["an image", named("image_generation.completed", { b64_json: "" }), "complete"],
    ["an edited image", named("image_edit.completed", { b64_json: "" }), "complete"],
    ["speech", named("speech.audio.delta", { audio: "" }), "begun"],
    ["the end of speech", named("speech.audio.done", {}), "complete"],
    ["a transcript", named("transcript.text.done", { text: "" }), "complete"],
    ["an event of some other API", data({ type: "tick", n: 1 }), null],
    ["a text", { name: "", data: "hello" }, null],
    [
      "a chunk whose content mentions a finish reason",
      data({ ...delta, choices: [{ delta: { content: '"finish_reason":"stop"' } }] }),
      "begun",
    ],
  ])("after %s", (_name, event, stage) => {
    expect(stageAt(event)).toBe(stage);
  });
});

describe("Outspoken's own event", () => {
  const OWN =
    'event: error\ndata: {"type":"error","error":{"message":"The registry behind this gateway could not be reached. Reference: bcdfghjkmn","type":"api_error","param":null,"code":"unreachable"}}\n\n';

  test.each([
    ["between events", "", "none", OWN],
    ["after half a field name", "", "other", `\n${OWN}`],
    ["after an empty line of data", "", "data", `\n${OWN}`],
    ["after a complete event without its blank line", '{"a":1}', "none", `\n${OWN}`],
    ["after a complete event without its line end", '{"a":1}', "data", `\n\n${OWN}`],
    ["after an event that was too long to keep", null, "data", `\n\n${OWN}`],
    ["after a text", "hello", "data", `\n\n${OWN}`],
  ] as const)("%s", (_name, unfinished, line, expected) => {
    expect(say(unreachable(), { data: unfinished, line })).toBe(expected);
  });

  test.each([
    ["in the middle of a line", "data", ""],
    ["after a line of data", "none", "data: "],
    ["after a line of data, in the middle of another", "other", "\ndata: "],
  ] as const)("ends an object %s", (_name, line, start) => {
    const said = say(unreachable(), { data: '{"choices":[{"delta":{"content":"Hel', line });
    expect(said).toMatch(
      new RegExp(`^${start}"\\}\\}\\],"error":\\{"message":"The .*\\}\\}\nevent: error\n\n$`),
    );
  });

  test.each(["[", "[D", "[DON", "[DONE", "[DONE]"])(
    "is left out if only the end mark broke off: %s",
    (begun) => {
      expect(begun + say(unreachable(), { data: begun, line: "data" })).toBe("[DONE]\n\n");
    },
  );
});
