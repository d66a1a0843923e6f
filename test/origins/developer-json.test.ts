/** JSON of developers' trackers, code hosts, builds, databases and queues, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("services", () => {
  table([
    [
      "Jira",
      404,
      { errorMessages: ["There is no such issue, or it is hidden."], errors: {} },
      { message: "There is no such issue, or it is hidden." },
    ],
    [
      "Jira's fields",
      400,
      { errorMessages: [], errors: { summary: "Give the issue a summary." } },
      { message: "summary: Give the issue a summary." },
    ],
    [
      "Confluence",
      404,
      {
        statusCode: 404,
        data: { authorized: false, valid: true, errors: [], successful: false },
        message: "No page of this number",
        reason: "Not Found",
      },
      { message: "No page of this number", code: null },
    ],
    [
      "Bitbucket",
      403,
      { errors: [{ context: null, message: "You may not push here", exceptionName: "com.example.Denied" }] },
      { message: "You may not push here" },
    ],
    [
      "Bitbucket Cloud",
      403,
      {
        type: "error",
        error: { message: "Access denied", detail: "Write access to the project is needed." },
      },
      { message: "Access denied: Write access to the project is needed." },
    ],
    [
      "SonarQube",
      403,
      { errors: [{ msg: "You may not analyse this project" }] },
      { message: "You may not analyse this project" },
    ],
    [
      "Vault",
      403,
      { errors: ["1 error occurred:\n\t* permission denied\n\n"] },
      { message: "1 error occurred: * permission denied" },
    ],
    [
      "PagerDuty",
      400,
      { error: { message: "Invalid Input Provided", code: 2001, errors: ["Name has been taken."] } },
      { message: "Invalid Input Provided: Name has been taken.", code: "2001" },
    ],
    [
      "Sentry",
      401,
      {
        detail: {
          code: "sso-required",
          message: "Sign in through your company first",
          extra: { loginUrl: "/x/" },
        },
      },
      { message: "Sign in through your company first", code: "sso-required" },
    ],
    [
      "Travis",
      404,
      {
        "@type": "error",
        error_type: "not_found",
        error_message: "no such repository (or no access)",
        resource_type: "repository",
      },
      { message: "no such repository (or no access)", code: "not_found" },
    ],
    [
      "Foreman",
      403,
      {
        error: {
          message: "Access denied",
          details: "The permission view_hosts is missing",
          missing_permissions: ["view_hosts"],
        },
      },
      { message: "Access denied: The permission view_hosts is missing" },
    ],
    [
      "Katello",
      404,
      { displayMessage: "There is no such content view", errors: ["There is no such content view"] },
      { message: "There is no such content view" },
    ],
    [
      "Portainer",
      404,
      { message: "Unable to find an endpoint", details: "The object is not in the database" },
      { message: "Unable to find an endpoint: The object is not in the database" },
    ],
    [
      "JSR",
      404,
      { code: "packageNotFound", message: "No package has this name.", "x-deno-ray": "ab12" },
      { message: "No package has this name.", code: "packageNotFound" },
    ],
    [
      "Docker's engine",
      404,
      { errinfo: { namespace: "shop" }, message: "no such object in shop" },
      { message: "no such object in shop" },
    ],
    [
      "Gemfury: a list with the product's own wrapper",
      409,
      [
        {
          UploadResult: {
            errors: { base: "This version is there" },
            error: { type: "DupeVersion", message: "This version is there" },
          },
        },
      ],
      { message: "This version is there", code: "DupeVersion" },
    ],
    [
      "CouchDB: a code next to the reason",
      412,
      { error: "file_exists", reason: "The database is there already." },
      { message: "The database is there already.", code: "file_exists" },
    ],
    [
      "RabbitMQ",
      401,
      { error: "not_authorised", reason: "Login failed" },
      { message: "Login failed", code: "not_authorised" },
    ],
    [
      "Qdrant",
      404,
      { status: { error: "There is no collection shop" }, time: 0.1 },
      { message: "There is no collection shop" },
    ],
    [
      "Solr",
      400,
      {
        responseHeader: { status: 400, QTime: 1 },
        error: {
          metadata: ["error-class", "org.example.SolrException"],
          msg: "no field is called colour",
          code: 400,
        },
      },
      { message: "no field is called colour" },
    ],
    [
      "Meilisearch",
      403,
      {
        message: "The key is not valid here.",
        code: "invalid_api_key",
        type: "auth",
        link: "https://docs.example/errors#key",
      },
      {
        message: "The key is not valid here.",
        code: "invalid_api_key",
        documentation: "https://docs.example/errors#key",
      },
    ],
  ]);
});
