/**
 * JSON of further appliances, applications and home-made services, added after the rules were written and read by them
 * unchanged, with made-up words.
 */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("further products", () => {
  table([
    [
      "OpenSearch's security",
      403,
      {
        error: {
          root_cause: [{ type: "security_exception", reason: "no permissions for shop" }],
          type: "security_exception",
          reason: "no permissions for shop",
        },
        status: 403,
      },
      { message: "no permissions for shop", code: "security_exception" },
    ],
    [
      "Splunk",
      403,
      { messages: [{ type: "ERROR", text: "The role has not the capability edit_tcp" }] },
      { message: "The role has not the capability edit_tcp" },
    ],
    [
      "Proxmox",
      400,
      { data: null, message: "Parameter verification failed.", errors: { node: "no such node 'r7'" } },
      { message: "Parameter verification failed. node: no such node 'r7'" },
    ],
    [
      "Synology",
      200,
      {
        error: { code: 119, errors: { reason: "the session was ended by an administrator" } },
        success: false,
      },
      { message: "the session was ended by an administrator" },
    ],
    [
      "Meraki",
      401,
      { errors: ["The key is not valid for this organization"] },
      { message: "The key is not valid for this organization" },
    ],
    [
      "Catalyst Center",
      401,
      {
        response: {
          errorCode: "Unauthorized",
          message: "The token ran out",
          detail: "Ask for another token.",
        },
        version: "1.0",
      },
      { message: "The token ran out: Ask for another token." },
    ],
    [
      "iControl",
      401,
      {
        code: 401,
        message: "Authorization failed: user=ci resource=/mgmt",
        referer: "10.0.0.1",
        restOperationId: 6611,
      },
      { message: "Authorization failed: user=ci resource=/mgmt", code: null },
    ],
    [
      "Citrix",
      401,
      { errorcode: 354, message: "Wrong name or password", severity: "ERROR" },
      { message: "Wrong name or password" },
    ],
    [
      "Contentful",
      401,
      {
        requestId: "cf-7",
        message: "The token could not be found.",
        sys: { type: "Error", id: "AccessTokenInvalid" },
      },
      { message: "The token could not be found.", requestId: "cf-7" },
    ],
    [
      "Ghost",
      403,
      {
        errors: [
          {
            message: "Authorization failed",
            context: "The member of this session could not be told.",
            type: "NoPermissionError",
            details: null,
            help: "Check the headers of the request",
            code: null,
            id: "0d1c-7a3e",
          },
        ],
      },
      {
        message: "Authorization failed: The member of this session could not be told.",
        code: "NoPermissionError",
      },
    ],
    [
      "Open Banking",
      400,
      {
        Code: "400 BadRequest",
        Id: "b-1",
        Message: "Bad Request",
        Errors: [
          { ErrorCode: "UK.OBIE.Field.Missing", Message: "The amount is missing", Path: "Data.Amount" },
        ],
      },
      { message: "The amount is missing", code: "UK.OBIE.Field.Missing" },
    ],
    [
      "TM Forum",
      404,
      {
        code: "60",
        reason: "Resource not found",
        message: "The order 7 was archived.",
        status: "404",
        referenceError: "https://docs.example/tmf/60",
      },
      { message: "The order 7 was archived.", documentation: "https://docs.example/tmf/60" },
    ],
    [
      "a JSON-RPC error with data",
      200,
      {
        jsonrpc: "2.0",
        error: { code: -32000, message: "Server error", data: "the account has no funds" },
        id: 1,
      },
      { message: "the account has no funds" },
    ],
    [
      "axios in a home-made proxy",
      403,
      {
        message: "Request failed with status code 403",
        name: "AxiosError",
        code: "ERR_BAD_REQUEST",
        config: { url: "https://up.example", headers: { message: "not for you at all here" } },
        response: { status: 403, data: { error: "The licence for this feed has run out" } },
      },
      { message: "The licence for this feed has run out" },
    ],
    [
      "a Lambda's answer, not unwrapped",
      403,
      {
        statusCode: 403,
        headers: {},
        body: JSON.stringify({ message: "The function is not for this account" }),
      },
      { message: "The function is not for this account" },
    ],
    [
      "nested exceptions with a trace",
      500,
      {
        className: "org.example.StoreException",
        message: null,
        cause: {
          className: "java.io.IOException",
          message: "The disk of blob store 7 is full",
          stackTrace: [],
        },
      },
      { message: "The disk of blob store 7 is full" },
    ],
    [
      "a result with a status of its own",
      403,
      { result: { status: "ERROR", statusMessage: "The plan has no private feeds", statusCode: "PLAN_7" } },
      { message: "The plan has no private feeds" },
    ],
    [
      "Mattermost",
      403,
      {
        id: "api.context.permissions.app_error",
        message: "You do not have the right permissions.",
        detailed_error: "",
        request_id: "mm-1",
        status_code: 403,
      },
      { message: "You do not have the right permissions.", requestId: "mm-1" },
    ],
    [
      "Rocket.Chat",
      400,
      {
        success: false,
        error: "The room is archived [error-room-archived]",
        errorType: "error-room-archived",
      },
      { message: "The room is archived [error-room-archived]", code: "error-room-archived" },
    ],
  ]);
});
