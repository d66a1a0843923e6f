/** "Did you mean", which the commands print and the Worker leaves out. */
import { describe, expect, it } from "vitest";
import { suggest } from "../../src/cli/suggest.ts";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { ROUTE } from "./settings.ts";

describe("did you mean", () => {
  it.each<[string, Variables]>([
    [
      'ROUTES[0].formt: is not a field that Outspoken knows; did you mean "format"?',
      { ROUTES: [{ ...ROUTE, formt: 1 }] },
    ],
    [
      'ROUTES[0].timeoutMs: is not a field that Outspoken knows; did you mean "timeout_ms"?',
      { ROUTES: [{ ...ROUTE, timeoutMs: 1 }] },
    ],
    [
      'ROUTES[0].last-resort: is not a field that Outspoken knows; did you mean "last_resort"?',
      { ROUTES: [{ ...ROUTE, "last-resort": 1 }] },
    ],
    ["ROUTES[0].colour: is not a field that Outspoken knows (path", { ROUTES: [{ ...ROUTE, colour: 1 }] }],
    [
      'ROUTES[0].status_rules[0].thn: is not a field that Outspoken knows; did you mean "when"?',
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 }, status: 404, thn: 1 }] }] },
    ],
    [
      "ROUTES[0].status_rules[0].when.reason: is not a field that Outspoken knows (path",
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500, reason: "x" }, status: 404 }] }] },
    ],
    [
      'ROUTES[0].status_rules[0].when.stauts: is not a field that Outspoken knows; did you mean "status"?',
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { stauts: 500 }, status: 404 }] }] },
    ],
    ['.trusts[0]: there is no route "nmp"; did you mean "npm"?', { ROUTES: [{ ...ROUTE, trusts: ["nmp"] }] }],
    ['got "nmp"; did you mean "npm"?', { ROUTES: [{ ...ROUTE, format: "nmp" }] }],
    ['got "Docker"; did you mean "oci"?', { ROUTES: [{ ...ROUTE, format: "Docker" }] }],
    ['got "pip"; did you mean "pypi"?', { ROUTES: [{ ...ROUTE, format: "pip" }] }],
    ['got "floppy" (path', { ROUTES: [{ ...ROUTE, format: "floppy" }] }],
    ['got "x" (path', { ROUTES: [{ ...ROUTE, format: "x" }] }],
    ['got "__proto__" (path', { ROUTES: [{ ...ROUTE, format: "__proto__" }] }],
    [
      'got "bad-gateway"; did you mean "bad_gateway"?',
      { ROUTES: [{ ...ROUTE, upstream_errors: "bad-gateway" }] },
    ],
    ['got "gitlb"; did you mean "gitlab"?', { PRESET: "gitlb", ORIGIN: "https://git.acme.io" }],
    ["vercel", { PRESET: "vercel", ORIGIN: "https://git.acme.io" }],
    [
      'ROUTES[0].timeout_ms.reed: is not a field that Outspoken knows; did you mean "read"?',
      { ROUTES: [{ ...ROUTE, timeout_ms: { reed: 5_000 } }] },
    ],
  ])("%s", (says, variables) => {
    const configuration = readConfiguration(variables, suggest);
    if (configuration.ok) throw new Error("nothing is wrong with it");
    const lines = [configuration.problem, ...(configuration.others ?? [])].join("\n");
    expect(lines).toContain(says);
    if (!says.includes("did you mean")) expect(lines).not.toContain("did you mean");
  });

  it("is left out in the Worker, whose line ends with what the field wants", () => {
    const configuration = readConfiguration({ ROUTES: [{ ...ROUTE, format: "nmp" }] });
    expect(configuration.ok ? "" : configuration.problem).toMatch(/, got "nmp" \(path "\/npm\/\*"\)$/);
  });
});
