import { describe, expect, it } from "vitest";
import { suggest } from "../../src/cli/suggest.ts";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { expandHelp } from "../../src/failure/help.ts";

const ROUTE = { path: "/npm/*", format: "npm", origin: "https://registry.example/npm" };
const VALUES = {
  package: "app",
  version: "1.0.0",
  format: "npm",
  route: "npm",
  ref: "bcd",
  status: "403",
  category: "forbidden",
  operation: "download",
};

/** The help of the route with that id, by category. */
function helpOf(variables: Variables, id: string): Record<string, string> {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  const texts = configuration.routes.find((route) => route.id === id)?.help ?? new Map();
  return Object.fromEntries(
    [...texts].map(([category, template]) => [category, expandHelp(template, VALUES).text]),
  );
}

function problemsOf(variables: Variables): readonly string[] {
  const configuration = readConfiguration(variables, suggest);
  return configuration.ok ? [] : [configuration.problem, ...(configuration.others ?? [])];
}

const HELP = { forbidden: "Ask for {package}", timeout: "Wait" };

describe("help", () => {
  it("is empty by default", () => {
    expect(helpOf({ ROUTES: [ROUTE] }, "npm")).toEqual({});
  });

  it("in HELP applies to every route, a preset's too", () => {
    const variables = { ROUTES: [ROUTE], PRESET: "gitlab", ORIGIN: "https://gitlab.example", HELP };
    const help = { forbidden: "Ask for app", timeout: "Wait" };
    expect(helpOf(variables, "npm")).toEqual(help);
    expect(helpOf(variables, "gitlab-npm")).toEqual(help);
  });

  it("reads the same from JSON text", () => {
    const variables = { ROUTES: JSON.stringify([{ ...ROUTE, help: { timeout: "Later" } }]) };
    expect(helpOf({ ...variables, HELP: JSON.stringify(HELP) }, "npm")).toEqual({
      forbidden: "Ask for app",
      timeout: "Later",
    });
  });

  it("of a route overrides HELP by category", () => {
    const help = { forbidden: "Ask team B", not_found: "Ask team C" };
    expect(helpOf({ ROUTES: [{ ...ROUTE, help }], HELP }, "npm")).toEqual({
      forbidden: "Ask team B",
      timeout: "Wait",
      not_found: "Ask team C",
    });
  });

  it.each(["", " "])("of a route removes the text of HELP if it is %j", (forbidden) => {
    expect(helpOf({ ROUTES: [{ ...ROUTE, help: { forbidden } }], HELP }, "npm")).toEqual({ timeout: "Wait" });
  });
});

describe("a mistake in help", () => {
  it.each<[string, unknown, string]>([
    ["not a table", 5, "HELP: wants a table of texts by category"],
    ["a list", ["x"], "HELP.0: is none of the categories that have help: "],
    ["broken JSON", "{", "HELP: is a text but not valid JSON ("],
    ["an unknown category", { forbiden: "x" }, 'did you mean "forbidden"?'],
    [
      "a category that is part of the protocol",
      { challenge: "x" },
      "HELP.challenge: is none of the categories that have help: ",
    ],
    ["not a text", { forbidden: 5 }, "HELP.forbidden: wants a text, got 5"],
    ["an unknown placeholder", { forbidden: "Ask {pakage}" }, "HELP.forbidden: has no placeholder {pakage};"],
    ["a word close to a known one", { forbidden: "Ask {pakage}" }, '; did you mean "package"?'],
    [
      "another scheme",
      { forbidden: "ftp://h.example" },
      "HELP.forbidden: wants only URLs that begin with https://",
    ],
    ["a long text", { forbidden: "a".repeat(301) }, "HELP.forbidden: wants at most 300 bytes of text"],
  ])("is reported: %s", (_, value, says) => {
    expect(problemsOf({ ROUTES: [ROUTE], HELP: value })[0]).toContain(says);
  });

  it("of a route is reported with its place", () => {
    const help = { forbidden: "{pakage}", timeout: "{x}" };
    expect(problemsOf({ ROUTES: [{ ...ROUTE, help }] })).toEqual([
      expect.stringMatching(/^ROUTES\[0\]\.help\.forbidden: has no placeholder .*\(path "\/npm\/\*"\)$/),
      expect.stringMatching(/^ROUTES\[0\]\.help\.timeout: has no placeholder \{x\}/),
    ]);
  });

  it("invalidates the whole configuration, which never half-works", () => {
    expect(problemsOf({ ROUTES: [ROUTE], HELP: { forbidden: "{x}", timeout: "{y}" } })).toHaveLength(2);
  });
});
