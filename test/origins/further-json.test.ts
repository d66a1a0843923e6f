/** JSON of further products, added after the rules were written and read by them unchanged, with made-up words. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("further products", () => {
  table([
    [
      "Gitea's API",
      403,
      { message: "the token lacks the scope write:package", url: "https://git.example/api/swagger" },
      { message: "the token lacks the scope write:package", documentation: null },
    ],
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
      "GitHub",
      422,
      {
        message: "Validation Failed",
        errors: [{ resource: "Release", code: "already_exists", field: "tag_name" }],
        documentation_url: "https://docs.example/rest",
        status: "422",
      },
      { message: "Validation Failed", code: "already_exists", documentation: "https://docs.example/rest" },
    ],
    [
      "GitHub's single sign-on",
      403,
      {
        message: "The token must be authorized for this organization.",
        documentation_url: "https://docs.example/sso",
      },
      {
        message: "The token must be authorized for this organization.",
        documentation: "https://docs.example/sso",
      },
    ],
    [
      "Buildkite",
      422,
      {
        message: "Validation failed",
        errors: [{ field: "slug", code: "taken", description: "the slug is taken" }],
      },
      { message: "Validation failed: the slug is taken", code: "taken" },
    ],
    [
      "TeamCity",
      404,
      {
        errors: [
          {
            message: "No build is found by this locator",
            statusText: "Responding with error, status code: 404 (Not Found).",
          },
        ],
      },
      { message: "No build is found by this locator" },
    ],
    [
      "YouTrack",
      403,
      {
        error: "Forbidden",
        error_description: "You may not read this issue",
        error_developer_message: "Row-level",
      },
      { message: "You may not read this issue" },
    ],
    [
      "Space",
      403,
      { error: "permission-denied", error_description: "The right to publish is missing.", arguments: [] },
      { message: "The right to publish is missing.", code: "permission-denied" },
    ],
    [
      "Rundeck",
      403,
      {
        error: true,
        apiversion: 40,
        errorCode: "api.error.item.unauthorized",
        message: "No right to run this job",
      },
      { message: "No right to run this job", code: "api.error.item.unauthorized" },
    ],
    [
      "Argo CD",
      403,
      {
        error: "permission denied: applications, get",
        code: 7,
        message: "permission denied: applications, get",
      },
      { message: "permission denied: applications, get", code: null },
    ],
    [
      "Rancher",
      401,
      {
        baseType: "error",
        code: "Unauthorized",
        message: "the cluster wants a new login",
        status: "401",
        type: "error",
      },
      { message: "the cluster wants a new login" },
    ],
    [
      "Puppet",
      403,
      { kind: "puppetlabs.rbac/permission-denied", msg: "The role has no right to deploy", details: {} },
      { message: "The role has no right to deploy" },
    ],
    ["Chef", 404, { error: ["There is no cookbook apache"] }, { message: "There is no cookbook apache" }],
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
    [
      "Cloudsmith",
      422,
      { detail: "The request was not valid.", fields: { name: ["This name is taken."] } },
      { message: "The request was not valid. name: This name is taken." },
    ],
    [
      "Pulp",
      400,
      { repository: ["There is already a sync for it."] },
      { message: "repository: There is already a sync for it." },
    ],
    [
      "Posit",
      403,
      { code: 22, error: "You may not see this package.", payload: null },
      { message: "You may not see this package.", code: null },
    ],
    [
      "Harbor 1",
      403,
      [{ code: 403, message: "the project is private to its members" }],
      { message: "the project is private to its members" },
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
