/** JSON of model servers and of gateways in front of models, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("model servers", () => {
  table([
    [
      "OpenRouter: the provider's text inside",
      429,
      {
        error: {
          message: "Provider returned error",
          code: 429,
          metadata: { raw: "model-x is busy upstream. Try again in a minute.", provider_name: "Somebody" },
        },
      },
      { message: "model-x is busy upstream. Try again in a minute." },
    ],
    [
      "OpenRouter: the provider's JSON inside",
      400,
      {
        error: {
          message: "Provider returned error",
          code: 400,
          metadata: {
            raw: JSON.stringify({
              error: { message: "The prompt is too long.", type: "invalid_request_error" },
            }),
            provider_name: "Somebody",
          },
        },
      },
      { message: "The prompt is too long." },
    ],
    [
      "a failed request and its cause",
      502,
      { message: "Request failed", cause: { message: "The upstream's certificate ran out yesterday" } },
      { message: "The upstream's certificate ran out yesterday" },
    ],
    [
      "an original error as text",
      500,
      { error: "Internal Server Error", original_error: "The blob store has no free space" },
      { message: "The blob store has no free space" },
    ],
    [
      "Vertex: a list with one item",
      429,
      [{ error: { code: 429, message: "The quota is used up.", status: "RESOURCE_EXHAUSTED" } }],
      { message: "The quota is used up.", code: "RESOURCE_EXHAUSTED" },
    ],
    [
      "Deepgram",
      401,
      { err_code: "INVALID_AUTH", err_msg: "The credentials are wrong.", request_id: "9f0-1" },
      { message: "The credentials are wrong.", code: "INVALID_AUTH", requestId: "9f0-1" },
    ],
    [
      "xAI: words under both names",
      400,
      { code: "The caller lacks a right", error: "The key was switched off. Make another one." },
      { message: "The key was switched off. Make another one.", code: null },
    ],
    [
      "ElevenLabs",
      401,
      { detail: { status: "invalid_api_key", message: "The key is wrong" } },
      { message: "The key is wrong" },
    ],
    [
      "Stability",
      401,
      { id: "3b1c", name: "unauthorized", errors: ["the header authorization is missing"] },
      { message: "the header authorization is missing" },
    ],
    [
      "AI Gateway",
      400,
      {
        success: false,
        result: [],
        messages: [],
        error: [{ code: 2001, message: "The gateway is not set up" }],
      },
      { message: "The gateway is not set up", code: "2001" },
    ],
    [
      "vLLM",
      404,
      { object: "error", message: "There is no model shop.", type: "NotFoundError", param: null, code: 404 },
      { message: "There is no model shop.", code: "NotFoundError" },
    ],
  ]);
});
