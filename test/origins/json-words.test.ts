/** Which words of a JSON document are about the error, and which are not. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("words about something else", () => {
  table([
    [
      "the request, echoed",
      403,
      {
        status: 403,
        request: { method: "PUT", message: "a message that the client sent", body: "and its body too" },
      },
      { message: null },
    ],
    [
      "a package's own description next to a word",
      403,
      {
        error: "quarantined",
        package: { name: "left-pad", description: "A string library that pads on the left." },
        versions: { "1.0.0": { description: "A string library that pads on the left." } },
      },
      { message: "quarantined" },
    ],
    [
      "a description deep inside, not about the error",
      404,
      {
        ok: false,
        data: {
          items: [{ title: "A feed of great packages", description: "All that you need in one place." }],
        },
      },
      { message: null },
    ],
    [
      "a commit's message",
      409,
      {
        code: "stale",
        head: {
          commit: { message: "Fix the build of the docs again" },
          commit_message: "Fix the docs of the build",
        },
      },
      { message: null, code: "stale" },
    ],
    [
      "the prompt to a model",
      400,
      {
        error: { message: "Bad Request", type: "invalid" },
        messages: [{ role: "user", content: "Tell me a story about a message" }],
        input: { text: "Tell me a story about a message" },
      },
      { message: null, code: "invalid" },
    ],
    ["signs of success", 403, { success: false, message: "OK", data: null }, { message: null }],
    [
      "empty companions",
      403,
      { error: "The key is closed", data: {}, details: {}, fields: {} },
      { message: "The key is closed" },
    ],
    [
      "a stack next to a general sentence",
      500,
      {
        message: "An unexpected error occurred",
        exception: {
          stackTrace: ["at a.b(c.js:1:2) of the great server"],
          trace: "at x.y(z.js:3:4) in its depths",
        },
        debug: { message: "the internal state of the server was 7" },
      },
      { message: "An unexpected error occurred" },
    ],
    [
      "a class name and nothing else",
      500,
      {
        status: 500,
        error: "Internal Server Error",
        exception: "java.lang.NullPointerException",
        path: "/a",
      },
      { message: null },
    ],
    [
      "base64 under a name that may mean anything",
      403,
      { status: 403, data: "aGVsbG8gd29ybGQ=", value: "17" },
      { message: null },
    ],
    [
      "a link where there may be words",
      403,
      { error: "closed", info: "https://docs.example/closed" },
      { message: "closed" },
    ],
    [
      "OCI's data, if the code has no message",
      403,
      { errors: [{ code: "DENIED", detail: { message: "dial tcp 10.3.3.3:80: connect: refused" } }] },
      { message: null },
    ],
  ]);
});

describe("a general sentence", () => {
  table([
    [
      "stays if nothing follows it",
      500,
      { message: "Something went wrong" },
      { message: "Something went wrong" },
    ],
    [
      "stays before a single word",
      500,
      { message: "Something went wrong", reason: "quota" },
      { message: "Something went wrong" },
    ],
    [
      "stays before the status",
      502,
      { message: "Request failed", cause: { message: "502 Bad Gateway" } },
      { message: "Request failed" },
    ],
    [
      "yields to a list",
      400,
      {
        message: "One or more errors occurred.",
        errors: [{ message: "The name is taken." }, { message: "The version is none." }],
      },
      { message: "The name is taken. The version is none." },
    ],
    [
      "yields to the page inside it",
      502,
      {
        message: "Provider returned error",
        metadata: { raw: "<html><body><h1>503 Service Unavailable</h1>\nNo server is left.\n</body></html>" },
        error: "x",
      },
      { message: "No server is left." },
    ],
    [
      "yields to the text inside it, without its secret",
      401,
      {
        error: {
          message: "Provider returned error",
          metadata: { raw: `The key ${"glpat-"}abcdefghij0123456789 is wrong` },
        },
      },
      { message: "The key [redacted] is wrong" },
    ],
    [
      "yields to the text inside it, without its trace",
      500,
      { message: "Request failed", cause: "The disk is full\n\tat a.b.C(D.java:1)\n\tat a.b.E(F.java:2)" },
      { message: "The disk is full" },
    ],
  ]);
});

describe("large documents", () => {
  table([
    [
      "hundreds of causes",
      400,
      {
        result: {
          failures: Array.from({ length: 300 }, (_, number) => ({ message: `line ${number} is bad` })),
        },
      },
      { message: Array.from({ length: 20 }, (_, number) => `line ${number} is bad`).join("; ") },
    ],
    [
      "thousands of members before the message",
      400,
      {
        ...Object.fromEntries(Array.from({ length: 5_000 }, (_, number) => [`k${number}`, { a: 1 }])),
        z: { message: "far behind all" },
      },
      { message: null },
    ],
    [
      "wrappers as deep as the deepest product's",
      400,
      { a: { b: { c: { d: { e: { message: "The innermost says why" } } } } } },
      { message: "The innermost says why" },
    ],
    [
      "wrappers deeper than that",
      400,
      { a: { b: { c: { d: { e: { f: { g: { message: "The innermost says why" } } } } } } } },
      { message: null },
    ],
  ]);
});
