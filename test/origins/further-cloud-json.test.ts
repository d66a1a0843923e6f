/**
 * JSON of further clouds, data platforms and model servers, added after the rules were written and read by them
 * unchanged, with made-up words.
 */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("further products", () => {
  table([
    [
      "Azure Container Registry's tenant",
      403,
      {
        error: {
          code: "LinkedAuthorizationFailed",
          message: "The client may not join this tenant.",
          target: "acr",
        },
        correlationId: "c-1-2",
      },
      {
        message: "The client may not join this tenant.",
        code: "LinkedAuthorizationFailed",
        requestId: "c-1-2",
      },
    ],
    [
      "Entra",
      400,
      {
        error: "invalid_client",
        error_description: "AADSTS7000222: The secret has expired.",
        error_codes: [7000222],
        trace_id: "t-1",
        correlation_id: "c-1",
        error_uri: "https://login.example/error?code=7000222",
      },
      {
        message: "AADSTS7000222: The secret has expired.",
        code: "invalid_client",
        requestId: "t-1",
        documentation: "https://login.example/error?code=7000222",
      },
    ],
    [
      "Cognito",
      400,
      { __type: "NotAuthorizedException", message: "The refresh token was revoked" },
      { message: "The refresh token was revoked", code: "NotAuthorizedException" },
    ],
    [
      "Yandex",
      401,
      { code: 16, message: "The token is invalid or has expired.", details: [{ requestId: "y-9" }] },
      { message: "The token is invalid or has expired.", requestId: "y-9" },
    ],
    [
      "Naver",
      401,
      {
        error: {
          errorCode: "200",
          message: "Authentication Failed",
          details: "The key of the account is unknown.",
        },
      },
      { message: "Authentication Failed: The key of the account is unknown." },
    ],
    [
      "Scaleway",
      403,
      {
        details: [{ action: "read", resource: "registry" }],
        message: "insufficient permissions",
        type: "permissions_denied",
      },
      { message: "insufficient permissions", code: "permissions_denied" },
    ],
    [
      "Fastly",
      404,
      { msg: "Record not found", detail: "Cannot load the service" },
      { message: "Cannot load the service" },
    ],
    [
      "Netlify",
      422,
      { code: 422, message: "Validation Failed", errors: { subdomain: ["must be unique"] } },
      { message: "Validation Failed: subdomain: must be unique" },
    ],
    [
      "Snowflake",
      401,
      {
        data: null,
        code: "390144",
        message: "The token of the key pair is not valid.",
        success: false,
        headers: null,
      },
      { message: "The token of the key pair is not valid.", code: "390144" },
    ],
    [
      "Databricks",
      403,
      {
        error_code: "PERMISSION_DENIED",
        message: "The user is no member of the workspace.",
        details: [{ "@type": "type.example/google.rpc.RequestInfo", serving_data: "" }],
      },
      { message: "The user is no member of the workspace.", code: "PERMISSION_DENIED" },
    ],
    [
      "Supabase's storage",
      400,
      { statusCode: "403", error: "Unauthorized", message: "the row breaks a policy" },
      { message: "the row breaks a policy" },
    ],
    [
      "Firebase",
      400,
      {
        error: {
          code: 400,
          message: "INVALID_LOGIN_CREDENTIALS",
          errors: [{ message: "INVALID_LOGIN_CREDENTIALS", domain: "global", reason: "invalid" }],
        },
      },
      { message: "INVALID_LOGIN_CREDENTIALS" },
    ],
    [
      "LiteLLM",
      429,
      {
        error: {
          message: "litellm.RateLimitError: the team's budget is used up",
          type: null,
          param: null,
          code: "429",
        },
      },
      { message: "litellm.RateLimitError: the team's budget is used up", code: null },
    ],
    [
      "DashScope",
      401,
      { code: "InvalidApiKey", message: "The key is wrong.", request_id: "ds-1" },
      { message: "The key is wrong.", code: "InvalidApiKey", requestId: "ds-1" },
    ],
    [
      "Replicate",
      401,
      { title: "Unauthenticated", detail: "Send a token.", status: 401 },
      { message: "Send a token." },
    ],
    [
      "Together",
      401,
      {
        id: "o1",
        error: {
          message: "This key was deleted",
          type: "invalid_request_error",
          param: null,
          code: "invalid_api_key",
        },
      },
      { message: "This key was deleted", code: "invalid_api_key" },
    ],
    [
      "TGI",
      422,
      { error: "Input validation error: `inputs` must have fewer tokens", error_type: "validation" },
      { message: "Input validation error: `inputs` must have fewer tokens", code: "validation" },
    ],
  ]);
});
