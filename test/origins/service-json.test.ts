/** JSON of services for payments, customers, files and messages, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("services", () => {
  table([
    [
      "Salesforce",
      401,
      [{ message: "The session has run out", errorCode: "INVALID_SESSION_ID" }],
      { message: "The session has run out", code: "INVALID_SESSION_ID" },
    ],
    [
      "ServiceNow",
      401,
      {
        error: { message: "User Not Authenticated", detail: "Send the name and password of a user" },
        status: "failure",
      },
      { message: "User Not Authenticated: Send the name and password of a user" },
    ],
    [
      "Twilio",
      401,
      {
        code: 20003,
        detail: "The account and its token do not belong together.",
        message: "Authenticate",
        more_info: "https://docs.example/errors/20003",
        status: 401,
      },
      {
        message: "The account and its token do not belong together.",
        code: "20003",
        documentation: "https://docs.example/errors/20003",
      },
    ],
    [
      "Stripe",
      404,
      {
        error: {
          code: "resource_missing",
          doc_url: "https://docs.example/resource-missing",
          message: "There is no such plan",
          param: "plan",
          type: "invalid_request_error",
        },
      },
      {
        message: "There is no such plan",
        code: "resource_missing",
        documentation: "https://docs.example/resource-missing",
        param: "plan",
      },
    ],
    [
      "PayPal",
      400,
      {
        name: "INVALID_REQUEST",
        message: "The request does not fit the schema.",
        debug_id: "b1d1f06c7246c",
        information_link: "https://docs.example/#INVALID_REQUEST",
        details: [{ field: "/amount", issue: "MISSING_REQUIRED_PARAMETER" }],
        links: [],
      },
      {
        message: "The request does not fit the schema.",
        requestId: "b1d1f06c7246c",
        documentation: "https://docs.example/#INVALID_REQUEST",
      },
    ],
    [
      "Square: the words are only in the detail",
      401,
      {
        errors: [
          { category: "AUTHENTICATION_ERROR", code: "UNAUTHORIZED", detail: "This token was withdrawn." },
        ],
      },
      { message: "This token was withdrawn.", code: "UNAUTHORIZED" },
    ],
    [
      "Mollie",
      401,
      {
        status: 401,
        title: "Unauthorized Request",
        detail: "The key is not one of ours",
        _links: { documentation: { href: "https://docs.example/keys", type: "text/html" } },
      },
      { message: "The key is not one of ours", documentation: "https://docs.example/keys" },
    ],
    [
      "Facebook",
      401,
      {
        error: {
          message: "The session ended on Friday",
          type: "OAuthException",
          code: 190,
          error_subcode: 463,
          fbtrace_id: "H2il2t5bn4e",
        },
      },
      { message: "The session ended on Friday", code: "OAuthException", requestId: "H2il2t5bn4e" },
    ],
    [
      "Discord's nested fields",
      400,
      {
        code: 50035,
        errors: {
          content: { _errors: [{ code: "BASE_TYPE_BAD_LENGTH", message: "At most 2000 letters." }] },
        },
        message: "Invalid Form Body",
      },
      { message: "Invalid Form Body: content: At most 2000 letters.", code: "50035" },
    ],
    [
      "HubSpot",
      401,
      {
        status: "error",
        message: "The token ran out",
        correlationId: "4a68-11",
        category: "EXPIRED_AUTHENTICATION",
      },
      { message: "The token ran out", requestId: "4a68-11" },
    ],
    [
      "Zendesk",
      422,
      {
        error: "RecordInvalid",
        description: "Record validation errors",
        details: { name: [{ description: "Name must not be blank", error: "BlankValue" }] },
      },
      { message: "Record validation errors: name: Name must not be blank", code: "RecordInvalid" },
    ],
    [
      "Freshdesk",
      400,
      {
        description: "Validation failed",
        errors: [{ field: "email", message: "This is no address", code: "invalid_value" }],
      },
      { message: "Validation failed: This is no address", code: "invalid_value" },
    ],
    [
      "Box: the words are in the context",
      400,
      {
        type: "error",
        status: 400,
        code: "bad_request",
        context_info: {
          errors: [{ reason: "invalid_parameter", name: "folder", message: "No folder has this number." }],
        },
        help_url: "https://docs.example/#errors",
        message: "Bad Request",
        request_id: "22bb",
      },
      {
        message: "No folder has this number.",
        code: "bad_request",
        documentation: "https://docs.example/#errors",
        requestId: "22bb",
      },
    ],
    [
      "Dropbox",
      409,
      { error_summary: "path/not_found/..", error: { ".tag": "path", path: { ".tag": "not_found" } } },
      { message: "path/not_found/.." },
    ],
    [
      "Dropbox's message for users",
      409,
      { error_summary: "other/..", user_message: { text: "The folder is full for today.", locale: "en" } },
      { message: "The folder is full for today." },
    ],
    [
      "Nextcloud",
      401,
      { ocs: { meta: { status: "failure", statuscode: 997, message: "Nobody is signed in" }, data: [] } },
      { message: "Nobody is signed in" },
    ],
    [
      "Webex",
      400,
      {
        message: "The request could not be understood",
        errors: [{ description: "The room has no such member" }],
        trackingId: "ROUTER_64D-01",
      },
      {
        message: "The request could not be understood: The room has no such member",
        requestId: "ROUTER_64D-01",
      },
    ],
  ]);
});
