/** JSON of API gateways, identity providers and security products, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("gateways", () => {
  table([
    [
      "Apigee",
      401,
      {
        fault: {
          faultstring: "The API key does not fit this resource",
          detail: { errorcode: "oauth.v2.InvalidApiKeyForGivenResource" },
        },
      },
      {
        message: "The API key does not fit this resource",
        code: "oauth.v2.InvalidApiKeyForGivenResource",
      },
    ],
    [
      "WSO2",
      401,
      {
        fault: {
          code: 900901,
          message: "Invalid Credentials",
          description: "The token for /shop/1.0.0 has expired.",
        },
      },
      { message: "Invalid Credentials: The token for /shop/1.0.0 has expired.", code: "900901" },
    ],
    [
      "WSO2 4",
      401,
      { code: "900902", message: "Missing Credentials", description: "Send a header with an access token." },
      { message: "Missing Credentials: Send a header with an access token.", code: "900902" },
    ],
    [
      "API Connect",
      401,
      { httpCode: "401", httpMessage: "Unauthorized", moreInformation: "The client id is not registered." },
      { message: "The client id is not registered." },
    ],
    ["APISIX", 404, { error_msg: "404 Route Not Found" }, { message: "Route Not Found" }],
    [
      "Kong",
      401,
      { message: "The request has no API key", request_id: "7c1d" },
      { message: "The request has no API key", requestId: "7c1d" },
    ],
    [
      "Tyk",
      403,
      { error: "Access to this API was withdrawn" },
      { message: "Access to this API was withdrawn" },
    ],
    [
      "SOAP in JSON",
      500,
      { Fault: { faultcode: "soap:Server", faultstring: "The upstream cell is closed" } },
      { message: "The upstream cell is closed" },
    ],
    [
      "a complete SOAP envelope in JSON",
      500,
      {
        Envelope: {
          Body: {
            Fault: { Code: { Value: "soap:Receiver" }, Reason: { Text: "The upstream cell is closed" } },
          },
        },
      },
      { message: "The upstream cell is closed" },
    ],
    [
      "messages for users and for developers",
      404,
      {
        developerMessage: "Row 12 of table feeds is missing",
        userMessage: "This feed was removed last week",
        errorCode: 44404,
        moreInfo: "https://dev.example/errors/44404",
      },
      {
        message: "This feed was removed last week",
        code: "44404",
        documentation: "https://dev.example/errors/44404",
      },
    ],
    [
      "only a message for developers",
      400,
      { status: 400, developerMessage: "The scope shop:read is missing" },
      { message: "The scope shop:read is missing" },
    ],
    [
      "a status code and its message",
      403,
      { base_resp: { status_code: 1004, status_msg: "Sign in failed: send the key in the header" } },
      { message: "Sign in failed: send the key in the header" },
    ],
  ]);
});

describe("identity", () => {
  table([
    [
      "Okta",
      401,
      {
        errorCode: "E0000011",
        errorSummary: "The token is not valid any more",
        errorLink: "E0000011",
        errorId: "oae5F52Uw",
        errorCauses: [],
      },
      { message: "The token is not valid any more", code: "E0000011", requestId: "oae5F52Uw" },
    ],
    [
      "Okta with causes",
      400,
      {
        errorCode: "E0000001",
        errorSummary: "Api validation failed: login",
        errorId: "oaeAB",
        errorCauses: [{ errorSummary: "An account of this name is there already" }],
      },
      {
        message: "Api validation failed: login: An account of this name is there already",
        code: "E0000001",
      },
    ],
    [
      "Auth0",
      401,
      { statusCode: 401, error: "Unauthorized", message: "The token is too old", errorCode: "invalid_token" },
      { message: "The token is too old", code: "invalid_token" },
    ],
    ["Keycloak", 409, { errorMessage: "This name is taken" }, { message: "This name is taken" }],
    [
      "Keycloak's error that only repeats the status",
      401,
      { error: "HTTP 401 Unauthorized" },
      { message: null },
    ],
    [
      "SCIM",
      409,
      {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        scimType: "uniqueness",
        detail: "The name is taken",
        status: "409",
      },
      { message: "The name is taken" },
    ],
    [
      "FHIR's outcome",
      403,
      {
        resourceType: "OperationOutcome",
        issue: [{ severity: "error", code: "login", details: { text: "No consent for this record" } }],
      },
      { message: "No consent for this record" },
    ],
    [
      "FHIR's diagnostics",
      404,
      {
        resourceType: "OperationOutcome",
        issue: [{ severity: "error", code: "not-found", diagnostics: "Resource Shop/7 is not known" }],
      },
      { message: "Resource Shop/7 is not known" },
    ],
    [
      "Berlin Group",
      401,
      { tppMessages: [{ category: "ERROR", code: "CONSENT_INVALID", text: "The consent has run out." }] },
      { message: "The consent has run out.", code: "CONSENT_INVALID" },
    ],
    [
      "Matrix",
      403,
      { errcode: "M_FORBIDDEN", error: "Nobody invited you to this room.", soft_logout: false },
      { message: "Nobody invited you to this room.", code: "M_FORBIDDEN" },
    ],
    [
      "Candlepin",
      401,
      { displayMessage: "The certificate of this host was revoked", requestUuid: "e1c0-aa12" },
      { message: "The certificate of this host was revoked", requestId: "e1c0-aa12" },
    ],
    [
      "Black Duck",
      401,
      { errorMessage: "Sign in first", arguments: {}, errors: [], errorCode: "{core.rest.unauthenticated}" },
      { message: "Sign in first" },
    ],
  ]);
});
