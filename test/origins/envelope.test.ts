/** JSON objects that have no shape of their own. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("other envelopes", () => {
  table([
    [
      "npm",
      403,
      { success: false, error: "You may not publish over 1.2.3." },
      { message: "You may not publish over 1.2.3.", code: null, shape: "json" },
    ],
    [
      "Spring: the error is the phrase",
      404,
      { timestamp: "x", status: 404, error: "Not Found", path: "/a" },
      { message: null, code: null },
    ],
    [
      "Spring: the trace is not shown",
      500,
      { error: "Internal Server Error", trace: "x.Y: boom\n\tat a.B(C.java:1)", message: "Shop is full" },
      { message: "Shop is full" },
    ],
    [
      "Django",
      502,
      { detail: "The mirror answered nonsense." },
      { message: "The mirror answered nonsense." },
    ],
    [
      "Django's field errors",
      400,
      { version: ["May not be empty."], non_field_errors: ["Name and version exist."] },
      { message: "version: May not be empty. Name and version exist." },
    ],
    [
      "FastAPI",
      422,
      { detail: [{ loc: ["body", "name"], msg: "field required", type: "missing" }] },
      { message: "name: field required" },
    ],
    [
      "Composer with a list",
      406,
      { status: "error", message: ["no payload", "no name"] },
      { message: "no payload; no name" },
    ],
    ["Composer's other name", 200, { status: "error", reason: "wrong key" }, { message: "wrong key" }],
    [
      "Hex's nested fields",
      422,
      { message: "Not valid", errors: { name: "is taken", requirements: { poison: "is retired" } } },
      { message: "Not valid: name: is taken; requirements: poison: is retired" },
    ],
    [
      "Laravel",
      422,
      { message: "The data was wrong.", errors: { name: ["Name is short."] } },
      { message: "The data was wrong. name: Name is short." },
    ],
    [
      "NestJS",
      400,
      { statusCode: 400, message: ["a is no number", "b is no text"], error: "Bad Request" },
      { message: "a is no number; b is no text" },
    ],
    [
      "Ansible Galaxy",
      500,
      { message: "Fehler für alle", code: "GX7" },
      { message: "Fehler für alle", code: "GX7" },
    ],
    ["Ansible Galaxy v1", 404, { default: "no such role" }, { message: "no such role" }],
    [
      "Azure DevOps",
      403,
      { $id: "1", innerException: null, message: "TF1: no right", typeKey: "NoRightException", errorCode: 0 },
      { message: "TF1: no right", code: "NoRightException" },
    ],
    [
      "Git LFS",
      401,
      { message: "Who are you", documentation_url: "https://docs.example/lfs", request_id: "77" },
      { message: "Who are you", documentation: "https://docs.example/lfs", requestId: "77" },
    ],
    [
      "Pyramid: the code is the reason",
      400,
      { message: "Boilerplate.\n\n\nOne file only.", code: "400 One file only.", title: "Bad Request" },
      { message: "One file only.", code: null },
    ],
    ["numbers that are not codes", 404, { message: "gone fishing", code: 404 }, { code: null }],
    ["numbers that are codes", 400, { message: "gone fishing", code: 40_012 }, { code: "40012" }],
    [
      "a single machine-readable word",
      403,
      { error: "insufficient_scope" },
      { message: "insufficient_scope", code: "insufficient_scope" },
    ],
    ["keys in any case", 400, { ERROR: { MESSAGE: "too loud" } }, { message: "too loud" }],
    ["unknown keys", 404, { left: "pad", right: "pad" }, { message: null }],
  ]);
});
