/**
 * JSON of further code hosts, builds, deployment tools and registries, added after the rules were written and read by
 * them unchanged, with made-up words.
 */
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
  ]);
});
