/** Every threat in SECURITY.md has tests that run. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, rowsUnder, textOf } from "./markdown.ts";

const ROWS = rowsUnder(textOf(".github/SECURITY.md"), "Threats");

test("invocation logs, which have URLs, are off", () => {
  expect(textOf("wrangler.toml")).toContain("logs = { invocation_logs = false }");
});

test("the table is found", () => {
  expect(ROWS.length).toBeGreaterThan(20);
});

describe("every row of the threats", () => {
  test.each(ROWS)("%s", (_threat, _done, tests = "") => {
    const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) {
      expect(existsSync(join(ROOT, `${name}.test.ts`)), `${name}.test.ts is there`).toBe(true);
      expect(textOf(`${name}.test.ts`), `${name}.test.ts has a test`).toMatch(
        /^\s*(?:test|it)(?:\.each)?[(<]/m,
      );
    }
    // The cell contains nothing else: prose is not a test.
    expect(tests.replace(/`[^`]+`|[,\s]/g, "")).toBe("");
  });
});
