/** URL rewriting names the host that this client requested, if it is a plain one, and never another client's. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rewriteReference } from "../../src/url-rewriting/references.ts";
import { rewrite, routesOf, rulesOrNull } from "../url-rewriting/rules.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

describe("the gateway's name is the one that this client used", () => {
  const ROUTES = routesOf({ path: "/npm/*", format: "npm", origin: "https://registry.example/base" });
  const host = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        "packages.example",
        "packages.example:8443",
        "evil.example",
        "[::1]:80",
        "other.example",
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(
          fc.constantFrom(
            "a",
            ".",
            "-",
            ":",
            "80",
            "@",
            "%2e",
            '"',
            "<",
            ">",
            "é",
            "[",
            "]",
            "_",
            ",",
            "'",
            "&",
            " ",
            "evil.example",
          ),
          { minLength: 1, maxLength: 5 },
        )
        .map((parts) => parts.join("")),
    },
  );

  test("only a plain host is repeated in answers", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(host, (text) => {
        const url = `https://${text}/npm/x`;
        const found = rulesOrNull(ROUTES, url);
        if (found === null) return;
        const { publicOrigin } = found.urlMap;
        expect(publicOrigin).toMatch(/^https:\/\/[a-z0-9.:[\]-]+$/);
        expect(publicOrigin.slice("https://".length)).toBe(
          text.slice(text.lastIndexOf("@") + 1).toLowerCase(),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test("no other client's host is used, whatever was requested before", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(fc.array(host, { minLength: 2, maxLength: 40 }), (hosts) => {
        for (const text of hosts) {
          const found = rulesOrNull(ROUTES, `https://${text}/npm/x`);
          if (found === null) continue;
          const named = rewriteReference("https://registry.example/base/a", found);
          expect(named).toBe(`https://${text.slice(text.lastIndexOf("@") + 1).toLowerCase()}/npm/a`);
          expect(rewrite(found, '"https://registry.example/base/a"')).toBe(`"${named}"`);
        }
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  });
});
