/** The variables of a preset: PRESET, ORIGIN, and ROUTES of the operator's own next to it. */
import { describe, expect, it } from "vitest";
import type { Variables } from "../../src/config/configuration.ts";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import { problemOf, routesOf } from "./read.ts";
import { GATEWAY, taken } from "./taken.ts";

describe("an operator's own routes next to a preset's", () => {
  const PRESET = { PRESET: "nexus", ORIGIN: "https://nexus.example" };
  const own = (path: string, more: object = {}) => ({
    ...PRESET,
    ROUTES: [{ path, id: "own", format: "npm", origin: "https://own.example", ...more }],
  });

  it.each([
    ["a longer path", "/repository/js/*", "/repository/js/left-pad", "own"],
    ["a shorter path", "/repository/*", "/repository/maven-central/a.pom", "own"],
    [
      "a path with a `*` in its middle",
      "/repository/*/left-pad/*",
      "/repository/raw/left-pad/-/a.tgz",
      "own",
    ],
    ["another path", "/npm/*", "/repository/maven-central/a.pom", "nexus-maven"],
    ["a catch-all, for what the preset serves", "/*", "/repository/maven-central/a.pom", "nexus-maven"],
    ["a catch-all, for the rest", "/*", "/static/app.js", "own"],
  ])("%s", (_, path, request, id) => {
    expect(taken(own(path), request)?.[0]).toBe(id);
  });

  it("win with a host, catch-all or not", () => {
    const variables = own("/*", { host: GATEWAY });
    expect(taken(variables, "/repository/maven-central/a.pom")?.[0]).toBe("own");
  });

  it("can't have the id of one of the preset's", () => {
    expect(problemOf(own("/npm/*", { id: "nexus-npm" }))).toBe(
      'ROUTES[0].id: "nexus-npm" is the id of a route of PRESET too; give one of them another (path "/npm/*")',
    );
  });

  it("may have the same path as one of them, and win", () => {
    expect(taken(own("/repository/*/*"), "/repository/maven-central/a.pom")?.[0]).toBe("own");
  });

  it("follow the same rules as without a preset", () => {
    expect(problemOf({ ...PRESET, ROUTES: [{ path: "npm", format: "npm" }] })).toContain(
      "ROUTES[0].path: wants",
    );
  });
});

/** The ways to write a host without subdomains in `ORIGIN`. */
const ADDRESSES = [
  "http://10.0.0.5",
  "http://127.0.0.1:8912",
  "https://10.0.0.5/base",
  "https://0x7f.1",
  "http://[::1]",
  "http://[::1]:80",
  "https://[2001:db8::5]:8443/base",
];

describe.each(ADDRESSES)("an IP address as ORIGIN, %s", (origin) => {
  it.each(PRESET_NAMES.filter((preset) => preset !== "cloudsmith"))(
    "has no subdomains that %s could serve, but everything else",
    (preset) => {
      const routes = routesOf({ PRESET: preset, ORIGIN: origin });
      const host = new URL(origin).host;
      for (const route of routes) {
        expect(route.origin.kind === "url" ? new URL(route.origin.base).host : null).toBe(host);
      }
      const named = routesOf({ PRESET: preset, ORIGIN: "https://origin.example" });
      expect(routes.length).toBe(
        named.filter(({ origin: to }) => to.kind === "url" && new URL(to.base).host === "origin.example")
          .length,
      );
    },
  );

  it("is refused by a preset of subdomains only", () => {
    expect(problemOf({ PRESET: "cloudsmith", ORIGIN: origin })).toBe(
      "ORIGIN: wants a host name; PRESET cloudsmith serves its subdomains, which no IP address has",
    );
  });
});

describe("PRESET and ORIGIN are refused in one line that names the variable", () => {
  it.each<[string, Variables]>([
    [
      `PRESET: wants one of ${PRESET_NAMES.join(", ")}, got "gitlub"`,
      { PRESET: "gitlub", ORIGIN: "https://a.example" },
    ],
    ["PRESET: wants one of", { PRESET: "toString", ORIGIN: "https://a.example" }],
    ["PRESET: wants one of", { PRESET: 1, ORIGIN: "https://a.example" }],
    ["PRESET: wants one of", { PRESET: () => null, ORIGIN: "https://a.example" }],
    ["PRESET: wants one of", { PRESET: "", ORIGIN: "https://a.example" }],
    ["ORIGIN: is missing; with PRESET it wants https://host", { PRESET: "gitlab" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "gitlab.example" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "https://gitlab.example?x" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "ftp://gitlab.example" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "service:GITLAB" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: ["https://gitlab.example"] }],
    ["ORIGIN: goes with PRESET, which is missing; PRESET wants one of", { ORIGIN: "https://gitlab.example" }],
    [
      "ORIGIN: goes with PRESET",
      { ORIGIN: "https://gitlab.example", ROUTES: [{ path: "/*", format: "npm" }] },
    ],
  ])("%s", (problem, variables) => {
    expect(problemOf(variables)).toContain(problem);
    expect(problemOf(variables)).not.toMatch(/[\r\n]/);
  });

  it("never repeats what might be a credential", () => {
    const problem = problemOf({ PRESET: "gitlab", ORIGIN: "https://user:hunter2@gitlab.example" });
    expect(problem).toContain("ORIGIN: wants");
    expect(problem).not.toContain("hunter2");
  });
});
