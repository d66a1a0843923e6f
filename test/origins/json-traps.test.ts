/** JSON that is not as it should be. */
import { describe, expect, it } from "vitest";
import { heardOf, table } from "./table.ts";

describe("traps", () => {
  table([
    [
      "a list of mixed types",
      400,
      { message: [{ msg: "no name" }, "no version", 42, null, ["deep", ["deeper"]]] },
      { message: "no name; no version; deep; deeper" },
    ],
    ["empty values", 403, { message: "", error: null, errors: [], detail: "   " }, { message: null }],
    ["a bare string", 404, '"no version 9.9.9"', { message: "no version 9.9.9", shape: "json" }],
    [
      "a list at the top",
      400,
      [
        { id: "name", message: "Name is taken." },
        { id: "*", message: "Nothing fits." },
      ],
      { message: "name: Name is taken. Nothing fits." },
    ],
    ["null", 404, "null", { message: null }],
    ["a number", 500, "42", { message: null }],
    [
      "JSON in JSON",
      403,
      { message: JSON.stringify({ errors: [{ message: "403 Forbidden - Closed.", code: "E_CLOSED" }] }) },
      { message: "Closed.", code: "E_CLOSED" },
    ],
    [
      "JSON in JSON in JSON",
      403,
      JSON.stringify(JSON.stringify({ error: "Closed." })),
      { message: "Closed." },
    ],
    [
      "HTML in JSON",
      503,
      { message: "<html><body><h1>503 Service Unavailable</h1>\nNo server left.\n</body></html>" },
      { message: "No server left." },
    ],
    [
      "HTML in JSON, escaped as Go does",
      503,
      '{"message":"\\u003chtml\\u003e\\u003ch1\\u003eClosed by the owner.\\u003c/h1\\u003e"}',
      { message: "Closed by the owner." },
    ],
    [
      "only the first of several pages in JSON",
      503,
      { errors: ["<html><h1>Closed by the owner.</h1>", "<html><h1>Closed by another.</h1>"] },
      { message: "Closed by the owner." },
    ],
    ["broken JSON in JSON is not shown", 403, { message: '{"error":}' }, { message: null }],
    [
      "markup in a value stays",
      403,
      { error: "<b>no</b> & never" },
      { message: "<b>no</b> & never" },
      { headers: { "content-type": "text/html" } },
    ],
    [
      "line breaks in a value",
      403,
      { message: "403 Forbidden - no\r\nSet-Cookie: a=1" },
      { message: "no Set-Cookie: [redacted]" },
    ],
    [
      "cut off in a string",
      403,
      '{"errors":[{"status":403,"message":"Blocked by the sca',
      { message: "Blocked by the sca" },
    ],
    ["cut off in an escape", 403, '{"message":"Blocked \\u00e', { message: "Blocked" }],
    ["cut off after a backslash", 403, '{"message":"Blocked \\', { message: "Blocked" }],
    ["cut off in a key", 403, '{"message":"Blocked","requ', { message: "Blocked" }],
    ["cut off after a value", 403, '{"message":"Blocked"', { message: "Blocked" }],
    ["cut off in a number", 403, '{"message":"Blocked","status":40', { message: "Blocked" }],
    ["cut off in a list", 400, '{"errors":["one is bad","two i', { message: "one is bad; two i" }],
    [
      "followed by something else",
      403,
      '{"error":"Blocked"}\n{"error":"Blocked again"}',
      { message: "Blocked" },
    ],
    [
      "broken JSON is not shown",
      401,
      "{not json}",
      { message: null, shape: "none" },
      { headers: { "content-type": "application/json" } },
    ],
    [
      "broken JSON is not shown as text either",
      401,
      '{"a":nope}',
      { message: null },
      { headers: { "content-type": "text/plain" } },
    ],
    [
      "text that begins like JSON",
      403,
      "[WARNING] Blocked by policy",
      { message: "[WARNING] Blocked by policy", shape: "text" },
    ],
    [
      "text in braces",
      404,
      "{name} is not known",
      { message: "{name} is not known" },
      { headers: { "content-type": "text/plain" } },
    ],
    ["text in quotes", 404, '"left-pad" is not known', { message: '"left-pad" is not known' }],
    ["a byte order mark", 403, '\ufeff{"error":"Blocked"}', { message: "Blocked" }],
    ["too deep", 400, `${"[".repeat(300)}"deep"${"]".repeat(300)}`, { message: null }],
    [
      "__proto__ and constructor as names",
      400,
      '{"__proto__":{"message":"x"},"constructor":"y","error":"Blocked"}',
      { message: "Blocked" },
    ],
    ["the same key twice", 403, '{"error":"one","error":"two"}', { message: "two" }],
  ]);
});

it("cuts a very long message, never inside a character", async () => {
  const { message } = await heardOf(400, { message: "\u{1f4a5}é".repeat(5_000) });
  expect(message).toHaveLength(1_999 + 1);
  expect(message).toMatch(/^(?:\u{1f4a5}é)+\u{1f4a5}?\.\.\.$/u);
});
