import { describe, expect, it } from "vitest";
import { requiredSecrets, secretCommand } from "../../src/cli/required-secrets.ts";

describe("the secrets that routes want", () => {
  it.each<[string, unknown, string[]]>([
    ["none", [{ format: "npm" }], []],
    ["origin_auth", [{ format: "npm", origin_auth: "NPM_TOKEN" }], ["NPM_TOKEN"]],
    ["each once", [{ origin_auth: "TOKEN" }, { origin_auth: "TOKEN" }], ["TOKEN"]],
    ["a last resort that signs paths", [{ format: "npm", last_resort: true }], ["WHY_SECRET"]],
    ["and another that does", [{ format: "rpm", last_resort: true }], ["WHY_SECRET"]],
    ["a last resort that signs none", [{ format: "pypi", last_resort: true }], []],
    ["no last resort", [{ format: "npm", last_resort: false }], []],
    ["a format that there isn't", [{ format: "nmp", last_resort: true }], []],
    ["tables as JSON text", '[{"format":"rpm","last_resort":true,"origin_auth":"A"}]', ["A", "WHY_SECRET"]],
    ["what can't be read", "[{", []],
    ["what is no list", 4, []],
    ["what is no table", [null, "npm"], []],
    ["what is no name", [{ origin_auth: "Bearer abc" }, { origin_auth: 3 }], []],
  ])("%s", (_name, routes, wanted) => {
    expect(requiredSecrets(routes)).toEqual(wanted);
  });
});

it("the command names the environment that was asked for", () => {
  expect(secretCommand("WHY_SECRET", undefined)).toBe("npx wrangler secret put WHY_SECRET");
  expect(secretCommand("WHY_SECRET", "staging")).toBe("npx wrangler secret put WHY_SECRET --env staging");
});
