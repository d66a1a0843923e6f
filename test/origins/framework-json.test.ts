/** JSON as frameworks write it, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("frameworks", () => {
  table([
    [
      "ASP.NET with an exception",
      500,
      {
        Message: "An error has occurred.",
        ExceptionMessage: "The feed is locked by another push.",
        ExceptionType: "System.InvalidOperationException",
        StackTrace: "   at Feeds.Push() in C:\\src\\Feeds.cs:line 7",
      },
      { message: "The feed is locked by another push." },
    ],
    [
      "ASP.NET's model state",
      400,
      { Message: "The request is invalid.", ModelState: { "model.Name": ["A name is required."] } },
      { message: "The request is invalid. model.Name: A name is required." },
    ],
    [
      "ASP.NET's message detail",
      404,
      { Message: "Nothing answers at this address.", MessageDetail: "No controller is called feeds." },
      { message: "Nothing answers at this address." },
    ],
    [
      "Micronaut",
      400,
      {
        message: "Bad Request",
        _embedded: { errors: [{ message: "Argument [id] can't be read from [a]" }] },
        _links: { self: { href: "/a", templated: false } },
      },
      { message: "Argument [id] can't be read from [a]" },
    ],
    [
      "Hydra",
      400,
      {
        "@context": "/contexts/Error",
        "@type": "hydra:Error",
        "hydra:title": "An error occurred",
        "hydra:description": "The version is not allowed here",
      },
      { message: "The version is not allowed here" },
    ],
    [
      "Phoenix",
      404,
      { errors: { detail: "This package was retired" } },
      { message: "This package was retired" },
    ],
    [
      "WordPress",
      403,
      { code: "rest_forbidden", message: "You may not do that.", data: { status: 403 } },
      { message: "You may not do that.", code: "rest_forbidden" },
    ],
    [
      "Strapi's nested lists",
      400,
      {
        statusCode: 400,
        error: "Bad Request",
        message: [{ messages: [{ id: "Auth.form.error.invalid", message: "Name or password is wrong." }] }],
      },
      { message: "Name or password is wrong." },
    ],
    [
      "PocketBase",
      400,
      {
        code: 400,
        message: "Failed to create record.",
        data: { email: { code: "validation_required", message: "An address is needed." } },
      },
      { message: "Failed to create record. email: An address is needed." },
    ],
    [
      "Feathers",
      401,
      {
        name: "NotAuthenticated",
        message: "The login is wrong",
        code: 401,
        className: "not-authenticated",
        errors: {},
      },
      { message: "The login is wrong" },
    ],
    [
      "Odoo: a general sentence and the exception's words",
      200,
      {
        jsonrpc: "2.0",
        id: null,
        error: {
          code: 200,
          message: "Server Error",
          data: {
            name: "odoo.exceptions.AccessDenied",
            debug: 'Traceback (most recent call last):\n  File "/usr/lib/x.py", line 1, in y\n',
            message: "The password is too old",
          },
        },
      },
      { message: "The password is too old" },
    ],
    [
      "Frappe: a list of JSON in strings",
      403,
      {
        exc_type: "PermissionError",
        _server_messages: JSON.stringify([JSON.stringify({ message: "You may not read Shop" })]),
      },
      { message: "You may not read Shop" },
    ],
    [
      "PostgREST",
      403,
      { code: "42501", details: null, hint: null, message: "permission denied for table shops" },
      { message: "permission denied for table shops", code: "42501" },
    ],
    [
      "OpenSearch",
      403,
      { status: "FORBIDDEN", reason: "No permission for shop/read" },
      { message: "No permission for shop/read" },
    ],
    [
      "older Google",
      403,
      {
        error: {
          errors: [
            {
              domain: "usageLimits",
              reason: "accessNotConfigured",
              message: "The API was not switched on.",
              extendedHelp: "https://console.example/apis",
            },
          ],
          code: 403,
          message: "The API was not switched on.",
        },
      },
      { message: "The API was not switched on." },
    ],
    [
      "a wrapper in kebab case",
      403,
      { "error-response": { "error-message": "The mirror is closed on Sundays", "error-code": "MIRROR-7" } },
      { message: "The mirror is closed on Sundays", code: "MIRROR-7" },
    ],
    [
      "names in capitals",
      403,
      { ERROR_RESPONSE: { ERROR_MSG: "THE MIRROR IS CLOSED", ERROR_CODE: "M7" } },
      { message: "THE MIRROR IS CLOSED", code: "M7" },
    ],
  ]);
});
