/** JSON of public clouds: each provider's own names and wrappers, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("clouds", () => {
  table([
    [
      "Huawei",
      401,
      { error_msg: "The access key is not known here", error_code: "APIGW.0301", request_id: "80d3-77" },
      { message: "The access key is not known here", code: "APIGW.0301", requestId: "80d3-77" },
    ],
    [
      "Alibaba",
      404,
      {
        RequestId: "8C1A-55",
        HostId: "cr.example",
        Code: "InvalidAccessKeyId.NotFound",
        Message: "The key was not found.",
        Recommend: "https://help.example/InvalidAccessKeyId",
      },
      {
        message: "The key was not found.",
        code: "InvalidAccessKeyId.NotFound",
        requestId: "8C1A-55",
        documentation: "https://help.example/InvalidAccessKeyId",
      },
    ],
    [
      "Tencent",
      403,
      {
        Response: {
          Error: { Code: "AuthFailure.SignatureFailure", Message: "The signature does not fit the request." },
          RequestId: "ed93f3cb-f35e",
        },
      },
      {
        message: "The signature does not fit the request.",
        code: "AuthFailure.SignatureFailure",
        requestId: "ed93f3cb-f35e",
      },
    ],
    [
      "Volcengine",
      403,
      {
        ResponseMetadata: {
          RequestId: "2024-0A",
          Action: "GetAuthorizationToken",
          Error: { CodeN: 100013, Code: "AccessDenied", Message: "The user may not read this registry." },
        },
      },
      { message: "The user may not read this registry.", code: "AccessDenied", requestId: "2024-0A" },
    ],
    [
      "Azure Resource Manager, a general sentence with details",
      400,
      {
        error: {
          code: "MultipleErrorsOccurred",
          message: "One or more errors occurred.",
          details: [{ code: "QuotaExceeded", message: "The registry has no room for another image." }],
        },
      },
      { message: "The registry has no room for another image.", code: "MultipleErrorsOccurred" },
    ],
    [
      "Microsoft Graph",
      403,
      {
        error: {
          code: "Authorization_RequestDenied",
          message: "The application lacks the right to read groups.",
          innerError: { date: "2026-05-01T00:00:00", "request-id": "5f1c-22", "client-request-id": "aa" },
        },
      },
      {
        message: "The application lacks the right to read groups.",
        code: "Authorization_RequestDenied",
        requestId: "5f1c-22",
      },
    ],
    [
      "OData 2",
      403,
      {
        error: {
          code: "/IWFND/CM_CONSUMER/101",
          message: { lang: "en", value: "The service is closed to this user." },
          innererror: { transactionid: "6A2F", timestamp: "2026", errordetails: [] },
        },
      },
      { message: "The service is closed to this user.", code: "/IWFND/CM_CONSUMER/101" },
    ],
    [
      "SharePoint",
      403,
      {
        "odata.error": {
          code: "-2147024891, System.UnauthorizedAccessException",
          message: { lang: "en-US", value: "You may not open this list." },
        },
      },
      { message: "You may not open this list." },
    ],
    [
      "OData 4 with a general sentence and the exception inside",
      500,
      {
        error: {
          code: "",
          message: "An error has occurred.",
          innererror: {
            message: "The feed's store is read-only.",
            type: "System.IO.IOException",
            stacktrace: "   at Feeds.Store.Write() in C:\\src\\Store.cs:line 12",
          },
        },
      },
      { message: "The feed's store is read-only." },
    ],
    [
      "IBM",
      404,
      {
        errorCode: "BXNIM0415E",
        errorMessage: "The API key is not known.",
        context: { requestId: "aWFt-1", requestType: "incoming.Identity_Token" },
      },
      { message: "The API key is not known.", code: "BXNIM0415E", requestId: "aWFt-1" },
    ],
    [
      "IBM's errors",
      403,
      {
        errors: [
          { code: "not_authorized", message: "No role on shop.", more_info: "https://cloud.example/iam" },
        ],
        trace: "3f2a-1180",
      },
      { message: "No role on shop.", code: "not_authorized", documentation: "https://cloud.example/iam" },
    ],
    [
      "Oracle",
      404,
      { code: "NotAuthorizedOrNotFound", message: "No such repository, or no right to it." },
      {
        message: "No such repository, or no right to it.",
        code: "NotAuthorizedOrNotFound",
        requestId: "A1/B2/C3",
      },
      { headers: { "opc-request-id": "A1/B2/C3" } },
    ],
    [
      "OVH",
      403,
      {
        class: "Client::Forbidden",
        message: "This call was not granted to the key.",
        errorCode: "NOT_GRANTED_CALL",
        httpCode: "403 Forbidden",
        queryId: "EU.ext-3.65af",
      },
      {
        message: "This call was not granted to the key.",
        code: "NOT_GRANTED_CALL",
        requestId: "EU.ext-3.65af",
      },
    ],
    [
      "Hetzner",
      409,
      {
        error: {
          code: "uniqueness_error",
          message: "A key like this is there already",
          details: { fields: [{ name: "public_key" }] },
        },
      },
      { message: "A key like this is there already", code: "uniqueness_error" },
    ],
    [
      "Linode",
      400,
      { errors: [{ field: "region", reason: "this region is closed" }] },
      { message: "this region is closed" },
    ],
    [
      "DigitalOcean",
      401,
      { id: "unauthorized", message: "The token does not let you in.", request_id: "d0-9" },
      { message: "The token does not let you in.", requestId: "d0-9" },
    ],
    [
      "Cloudflare's error chain",
      400,
      {
        success: false,
        errors: [
          {
            code: 6003,
            message: "Invalid request headers",
            error_chain: [{ code: 6103, message: "The key has a format nobody knows" }],
          },
        ],
        messages: [],
        result: null,
      },
      { message: "Invalid request headers: The key has a format nobody knows", code: "6003" },
    ],
  ]);
});
