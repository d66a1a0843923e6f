import { describe, expect, test } from "vitest";
import { CATEGORIES } from "../../src/failure/category.ts";
import { callersStatusOfTyped, categoryOfTyped } from "../../src/failure/typed-code.ts";

function code(word: string) {
  return { code: word, type: null };
}

describe("a 500 that names a caller's mistake", () => {
  test.each([
    ["invalid_argument", "bad_request", 400],
    ["INVALID_ARGUMENT", "bad_request", 400],
    ["InvalidArgument", "bad_request", 400],
    ["invalid-argument", "bad_request", 400],
    ["OUT_OF_RANGE", "bad_request", 400],
    ["invalid_state", "bad_request", 400],
    ["stopped", "bad_request", 400],
    ["FAILED_PRECONDITION", "bad_request", 400],
    ["invalid_request_error", "bad_request", 400],
    ["moderation_blocked", "bad_request", 400],
    ["image_generation_user_error", "bad_request", 400],
    ["context_length_exceeded", "bad_request", 400],
    ["not_found", "not_found", 404],
    ["already_exists", "conflict", 409],
    ["session_reaped", "not_found", 410],
    ["resource_exhausted", "rate_limited", 429],
    ["unsupported", "bad_request", 501],
    ["UNIMPLEMENTED", "bad_request", 501],
  ])("%s: %s, %i", (word, category, status) => {
    expect(categoryOfTyped(code(word), 500)).toBe(category);
    expect(callersStatusOfTyped(code(word))).toBe(status);
    expect(callersStatusOfTyped({ code: null, type: word })).toBe(status);
  });

  test.each([
    ["image_pull_failed", "bad_request"],
    ["execution_failed", "bad_request"],
    ["storage_error", "server_error"],
    ["database_error", "server_error"],
    ["metadata_error", "server_error"],
    ["config_error", "server_error"],
    ["internal", "server_error"],
    ["network_unavailable", "overloaded"],
    ["upstream_unavailable", "overloaded"],
    ["engine_unavailable", "overloaded"],
    ["timeout", "timeout"],
    ["unauthenticated", "unauthorized"],
    ["permission_denied", "forbidden"],
    ["server_error", "server_error"],
  ])("is only counted differently, not changed, by a code without a status: %s", (word, category) => {
    expect(categoryOfTyped(code(word), 500)).toBe(category);
    expect(callersStatusOfTyped(code(word))).toBeNull();
  });

  test("is judged by its type if the code is unknown", () => {
    const typed = { code: "E1044", type: "invalid_request_error" };
    expect([categoryOfTyped(typed, 500), callersStatusOfTyped(typed)]).toEqual(["bad_request", 400]);
  });
});

describe("a typed code with another status", () => {
  test.each([
    // OpenAI's own answers: one type for every mistake; the status and the code say which.
    [401, { code: null, type: "invalid_request_error" }, null],
    [401, { code: "invalid_api_key", type: "invalid_request_error" }, "unauthorized"],
    [404, { code: "model_not_found", type: "invalid_request_error" }, "not_found"],
    [429, { code: null, type: "invalid_request_error" }, null],
    [429, { code: "insufficient_quota", type: "insufficient_quota" }, "rate_limited"],
    [503, { code: null, type: "server_error" }, null],
    [529, { code: null, type: "api_error" }, null],
    [502, { code: null, type: "invalid_request_error" }, "bad_request"],
    [200, { code: "server_error", type: null }, "server_error"],
    // boxlite's 409 for a state, Google's 400 for the same.
    [409, { code: "invalid_state", type: null }, null],
    [409, { code: "stopped", type: null }, null],
    [400, { code: "FAILED_PRECONDITION", type: null }, null],
    [405, { code: "UNSUPPORTED", type: null }, null],
    // A word that says exactly what is wrong wins over any status.
    [403, { code: "RESOURCE_EXHAUSTED", type: null }, "rate_limited"],
    [400, { code: "ExpiredToken", type: null }, "unauthorized"],
    [403, { code: "GatedRepo", type: null }, "forbidden"],
    [400, { code: "API_KEY_INVALID", type: "invalid_request_error" }, "unauthorized"],
  ])("%i %o: %s", (status, typed, category) => {
    expect(categoryOfTyped(typed, status)).toBe(category);
  });
});

test.each([
  "",
  "403",
  "constructor",
  "__proto__",
  "toString",
  "hasOwnProperty",
  "\u{1f4a9}",
  "nothing_known",
])("knows no word %o", (word) => {
  for (const status of [200, 400, 500]) {
    expect(categoryOfTyped({ code: word, type: word }, status)).toBeNull();
    expect(callersStatusOfTyped({ code: word, type: word })).toBeNull();
  }
});

test("never invents a 401 or 200, and gives only documented categories", () => {
  for (const word of [
    "unauthenticated",
    "unauthorized",
    "invalid_api_key",
    "invalid_token",
    "authentication_error",
  ]) {
    expect(callersStatusOfTyped(code(word))).toBeNull();
    expect(CATEGORIES).toContain(categoryOfTyped(code(word), 500));
  }
});
