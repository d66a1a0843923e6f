import { describe, expect, test } from "vitest";
import { obstacle } from "../../../src/cli/doctor/reach.ts";
import { NOT_CONFIGURED } from "../../../src/config/not-configured.ts";
import { readConfiguration } from "../../../src/config/read-configuration.ts";

const ROUTE = { path: "/npm/*", format: "npm", origin: "https://registry.example" };
const CHECK = "`npm run check` reports the same before a deploy.";

/** What the doctor prints for a Worker with these variables. */
function obstacleOf(variables: Readonly<Record<string, unknown>>): string {
  const configuration = readConfiguration(variables);
  if (configuration.ok) throw new Error("nothing is wrong with it");
  const body = Buffer.from(`${NOT_CONFIGURED}${configuration.problem}\n`);
  return obstacle({ status: 500, phrase: "", headers: [], body }) ?? "";
}

describe("a Worker that is not configured", () => {
  test.each([
    { name: "no routes", variables: { ROUTES: [] } },
    { name: "a field", variables: { ROUTES: [{ ...ROUTE, path: "npm" }] } },
    {
      name: "a secret instead of its name",
      variables: { ROUTES: [{ ...ROUTE, origin_auth: "Bearer abc" }] },
    },
  ])("$name: the check would have reported it", ({ variables }) => {
    expect(obstacleOf(variables)).toContain(CHECK);
  });

  test.each([
    { name: "origin_auth", variables: { ROUTES: [{ ...ROUTE, origin_auth: "TOKEN" }] } },
    { name: "last_resort", variables: { ROUTES: [{ ...ROUTE, last_resort: true }] } },
    {
      name: "a malformed one",
      variables: { ROUTES: [{ ...ROUTE, origin_auth: "TOKEN" }], TOKEN: "Bearer \u00fc" },
    },
  ])("a missing secret ($name) does not keep the doctor's paths from working", ({ variables }) => {
    expect(readConfiguration(variables).ok).toBe(true);
  });
});
