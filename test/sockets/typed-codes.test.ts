/**
 * A 500 whose code names a mistake of the caller. Another status helps only callers of an API: a package client that gets
 * 404 or 410 tries the next repository, and installs a stranger's package of the same name.
 */
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import type { Category } from "../../src/failure/category.ts";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken } from "./spoken-answer.ts";

/** Path, status in formats whose codes set it, category, body. */
const ERRORS: readonly (readonly [path: string, status: number, category: Category, body: string])[] = [
  ["/missing", 404, "not_found", '{"code":"NOT_FOUND","message":"The database has no such row."}'],
  ["/nested", 404, "not_found", '{"error":{"code":"not_found","message":"The database has no such row."}}'],
  ["/reaped", 410, "not_found", '{"error":{"code":"session_reaped","message":"The session is gone."}}'],
  ["/argument", 400, "bad_request", '{"code":"invalid_argument","message":"Shard 7 takes no such key."}'],
  ["/quota", 429, "rate_limited", '{"code":"RESOURCE_EXHAUSTED","message":"The disk is full."}'],
];
/** boxlite's runner puts its code in the text. */
const BOXLITE = '{"error":"exec failed: boxlite: no such box (code=2)"}';

const origin = serveOrigin();
const gateway = serveGateway(() => [
  ...FORMAT_NAMES.map((format) => ({ path: `/${format}/*`, format, origin: origin.url })),
  {
    path: "/ruled/*",
    format: "pypi",
    origin: origin.url,
    status_rules: [{ when: { code: "NOT_FOUND" }, status: 404 }],
  },
]);

for (const [path, , , body] of ERRORS)
  origin.on(path, (exchange) => exchange.answer("500 Oops", { "Content-Type": "application/json" }, body));

const API_FORMATS: readonly string[] = ["generic", "openai", "anthropic"];

const CASES = FORMAT_NAMES.flatMap((format) =>
  ERRORS.map(([path, status, category]) => ({
    format,
    path,
    status: API_FORMATS.includes(format) ? status : 500,
    category,
  })),
);

describe.concurrent("a 500 with a typed code", () => {
  test.each(CASES)("is $status for $format and counted as $category: $path", async (is) => {
    const { format, path, status, category } = is;
    for (const method of ["GET", "POST"])
      await askSpoken(gateway, `/${format}${path}`, askOf(method), {
        status,
        category,
        logged: { rule: "" },
      });
  });

  test("gets the status of the operator's own rule, whatever the format", async () => {
    const expected = { status: 404, category: "not_found", logged: { rule: "rule-1" } } as const;
    await askSpoken(gateway, "/ruled/missing", {}, expected);
  });
});

test.each(FORMAT_NAMES)("boxlite's text is a code only to callers of an API: %s", async (format) => {
  origin.on("/boxlite", (exchange) =>
    exchange.answer("500 Oops", { "Content-Type": "application/json" }, BOXLITE),
  );
  const { status } = await ask(gateway.port(), `/${format}/boxlite`);
  expect(status).toBe(API_FORMATS.includes(format) ? 404 : 500);
});
