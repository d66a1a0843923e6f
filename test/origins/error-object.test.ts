/** `error` as an object, RFC 6749, AWS. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("error objects", () => {
  table([
    [
      "OpenAI",
      429,
      { error: { message: "Your budget is used up.", type: "no_budget", param: "model", code: "budget" } },
      {
        message: "Your budget is used up.",
        type: "no_budget",
        code: "budget",
        param: "model",
        shape: "error-object",
      },
    ],
    [
      "the type if there is no code",
      401,
      { error: { message: "Unauthorized", type: "bad_key", param: null, code: null } },
      { message: null, code: "bad_key", param: null },
    ],
    [
      "Anthropic",
      529,
      { type: "error", error: { type: "overloaded_error", message: "Too busy now" }, request_id: "req_7" },
      { message: "Too busy now", code: "overloaded_error", type: "overloaded_error", requestId: "req_7" },
    ],
    [
      "Google",
      403,
      { error: { code: 403, message: "No access to shop.", status: "PERMISSION_DENIED" } },
      { message: "No access to shop.", code: "PERMISSION_DENIED", shape: "google" },
    ],
    [
      "Google's details",
      429,
      {
        error: {
          code: 429,
          message: "Too many.",
          status: "RESOURCE_EXHAUSTED",
          details: [
            { reason: "RATE_LIMIT" },
            { requestId: "g-1" },
            { links: [{ url: "https://docs.example/q" }] },
            { retryDelay: "17s" },
          ],
        },
      },
      {
        message: "Too many.",
        code: "RATE_LIMIT",
        requestId: "g-1",
        documentation: "https://docs.example/q",
        retryAfterSeconds: 17,
      },
    ],
    [
      "the gRPC gateway's numeric code does not count",
      404,
      { code: 5, message: "no such shop", details: [] },
      { message: "no such shop", code: null, shape: "google" },
    ],
    [
      "pub",
      401,
      { error: { message: "sign in again", code: "expired" } },
      { message: "sign in again", code: "expired" },
    ],
    [
      "Elasticsearch",
      404,
      { error: { type: "missing_index", reason: "no index shop" }, status: 404 },
      { message: "no index shop", code: "missing_index" },
    ],
    [
      "RFC 6749",
      400,
      { error: "invalid_grant", error_description: "code was used", error_uri: "https://docs.example/g" },
      {
        message: "code was used",
        code: "invalid_grant",
        documentation: "https://docs.example/g",
        shape: "oauth",
      },
    ],
  ]);
});

describe("AWS", () => {
  table([
    [
      "capitalised, with the name in a header",
      403,
      { Message: "No right to read" },
      { message: "No right to read", code: "AccessDeniedException", shape: "aws" },
      { headers: { "x-amzn-errortype": "AccessDeniedException:http://internal.example/" } },
    ],
    [
      "the name with its namespace",
      400,
      { __type: "com.shop#ValidationException", message: "bad name" },
      { message: "bad name", code: "ValidationException" },
    ],
  ]);
});
