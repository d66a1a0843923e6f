import { describe, expect, it } from "vitest";
import { routesBySecret, secretCommand } from "../../src/cli/required-secrets.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

function secretsOf(tables: readonly Record<string, unknown>[]): Record<string, string[]> {
  const ROUTES = tables.map((table, index) => ({ path: `/${index}/*`, id: `r${index}`, ...table }));
  const configuration = readConfiguration({ ROUTES });
  if (!configuration.ok) throw new Error(configuration.problem);
  return Object.fromEntries([...routesBySecret(configuration.routes)].map(([name, ids]) => [name, [...ids]]));
}

describe("the secrets that routes need, and which routes", () => {
  it.each<[string, Record<string, unknown>[], Record<string, string[]>]>([
    ["none", [{ format: "npm" }], {}],
    ["origin_auth", [{ format: "npm", origin_auth: "NPM_TOKEN" }], { NPM_TOKEN: ["r0"] }],
    [
      "each once",
      [
        { format: "npm", origin_auth: "TOKEN" },
        { format: "pypi", origin_auth: "TOKEN" },
      ],
      { TOKEN: ["r0", "r1"] },
    ],
    [
      "origin_headers",
      [{ format: "npm", origin_headers: { "X-Key-Id": "ID", "X-Key": "KEY" }, origin_auth: "TOKEN" }],
      { TOKEN: ["r0"], ID: ["r0"], KEY: ["r0"] },
    ],
    ["a last resort that signs paths", [{ format: "npm", last_resort: true }], { WHY_SECRET: ["r0"] }],
    [
      "another format whose last resort signs paths",
      [{ format: "rpm", last_resort: true }],
      { WHY_SECRET: ["r0"] },
    ],
    ["a last resort that signs no paths", [{ format: "pypi", last_resort: true }], {}],
    ["no last resort", [{ format: "npm", last_resort: false }], {}],
    ["both", [{ format: "rpm", last_resort: true, origin_auth: "A" }], { A: ["r0"], WHY_SECRET: ["r0"] }],
  ])("%s", (_name, tables, needed) => {
    expect(secretsOf(tables)).toEqual(needed);
  });
});

it("the command names the requested environment", () => {
  expect(secretCommand("WHY_SECRET", undefined)).toBe("npx wrangler secret put WHY_SECRET");
  expect(secretCommand("WHY_SECRET", "staging")).toBe("npx wrangler secret put WHY_SECRET --env staging");
});
