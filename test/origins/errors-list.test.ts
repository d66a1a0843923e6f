/** `errors[]`: OCI's and others'. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("OCI", () => {
  table([
    [
      "code and message",
      404,
      { errors: [{ code: "NAME_UNKNOWN", message: "no such image" }] },
      { message: "no such image", code: "NAME_UNKNOWN", shape: "oci" },
    ],
    ["code without a message", 403, { errors: [{ code: "DENIED" }] }, { message: null, code: "DENIED" }],
    [
      "detail is never shown",
      500,
      { errors: [{ code: "UNKNOWN", message: "disk is full", detail: "dial tcp 10.3.3.3:80" }] },
      { message: "disk is full" },
    ],
    [
      "detail of any type",
      401,
      { errors: [{ code: "UNAUTHORIZED", message: "sign in first", detail: [{ Name: "x" }] }] },
      { message: "sign in first" },
    ],
    [
      "several errors",
      400,
      {
        errors: [
          { code: "TAG_INVALID", message: "bad tag" },
          { code: "NAME_INVALID", message: "bad name" },
        ],
      },
      { message: "bad tag; bad name", code: "TAG_INVALID" },
    ],
    [
      "capitalised names",
      503,
      { errors: [{ Code: "UNAVAILABLE", Message: "token service is down" }] },
      { message: "token service is down", code: "UNAVAILABLE" },
    ],
    [
      "a code with spaces",
      405,
      { errors: [{ code: "METHOD NOT ALLOWED", message: "read-only now" }] },
      { message: "read-only now", code: "METHOD NOT ALLOWED" },
    ],
    [
      "a message that is only the phrase",
      500,
      { errors: [{ code: "UNKNOWN", message: "internal server error" }] },
      { message: null, code: "UNKNOWN" },
    ],
  ]);
});

describe("other errors[]", () => {
  table([
    [
      "Artifactory",
      403,
      { errors: [{ status: 403, message: "Blocked by the scanner." }] },
      { message: "Blocked by the scanner.", code: null, shape: "errors-list" },
    ],
    [
      "crates",
      403,
      { errors: [{ detail: "you are no owner of this crate" }] },
      { message: "you are no owner of this crate" },
    ],
    [
      "JSON:API prefers detail",
      422,
      {
        errors: [
          {
            id: "e7c1-44aa-91",
            status: "422",
            title: "Invalid",
            detail: "Version is none.",
            code: "bad_version",
            links: { about: "https://docs.example/e" },
          },
        ],
      },
      {
        message: "Version is none.",
        code: "bad_version",
        requestId: "e7c1-44aa-91",
        documentation: "https://docs.example/e",
      },
    ],
    [
      "JSON:API with only a title",
      404,
      { errors: [{ status: "404", title: "No such workspace" }] },
      { message: "No such workspace", code: null },
    ],
    [
      "a general sentence before the list",
      422,
      { message: "Mint refused", errors: [{ code: "bad-claim", description: "unknown issuer" }] },
      { message: "Mint refused: unknown issuer", code: "bad-claim" },
    ],
    [
      "a general sentence with its full stop",
      422,
      { message: "Mint refused.", errors: ["unknown issuer"] },
      { message: "Mint refused. unknown issuer" },
    ],
    [
      "the same text twice",
      400,
      { errors: [{ message: "Bad tag." }, { message: "bad tag" }] },
      { message: "Bad tag." },
    ],
    [
      "sentences are joined with spaces",
      400,
      { errors: ["One is bad.", "Two is bad!", "three is bad", "four"] },
      { message: "One is bad. Two is bad! three is bad; four" },
    ],
    [
      "only codes, next to a message",
      422,
      { message: "Not valid", errors: [{ field: "x", code: "missing" }] },
      { message: "Not valid", code: "missing" },
    ],
    [
      "GraphQL",
      403,
      { errors: [{ message: "no access to shop", extensions: { code: "NO_ACCESS" } }] },
      { message: "no access to shop", code: "NO_ACCESS" },
    ],
    [
      "more than REASONS_MAX items",
      400,
      { errors: Array.from({ length: 50 }, (_, number) => `text ${number}`) },
      { message: Array.from({ length: 20 }, (_, number) => `text ${number}`).join("; ") },
    ],
    ["an empty list", 403, { errors: [] }, { message: null }],
    [
      "200 with an error",
      200,
      { errors: [{ detail: "the crate is too large" }] },
      { message: "the crate is too large" },
      { headers: {} },
    ],
  ]);
});
