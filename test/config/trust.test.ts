import { describe, expect, it } from "vitest";
import { PRESET_NAMES, type PresetName } from "../../src/config/presets/index.ts";
import type { Route } from "../../src/config/route.ts";
import { isSameOriginServer, sharesCredentials } from "../../src/config/trust.ts";
import { routesOf } from "./read.ts";

/** Pairs of ids of routes with different origin servers, the first of which shares its credentials with the second. */
function trustIn(routes: readonly Route[]): string[] {
  const pairs = routes.flatMap((asked) =>
    routes
      .filter((other) => !isSameOriginServer(asked, other) && sharesCredentials(asked, other))
      .map((other) => `${asked.id} ${other.id}`),
  );
  return [...new Set(pairs)];
}

const ONE_HOST: readonly PresetName[] = [
  "artifactory",
  "codeartifact",
  "forgejo",
  "gitea",
  "harbor",
  "nexus",
  "pulp",
  "verdaccio",
];

describe("a preset's routes share credentials", () => {
  it.each(ONE_HOST)("%s: on its one host", (preset) => {
    const routes = routesOf({ PRESET: preset, ORIGIN: "https://origin.example" });
    expect(routes.every((route) => route.trusts.length === 0)).toBe(true);
    expect(routes.every((route) => routes.every((other) => sharesCredentials(route, other)))).toBe(true);
  });

  it("gitlab: the registry's with the token service, and not the other way", () => {
    const routes = routesOf({ PRESET: "gitlab", ORIGIN: "https://gitlab.example" });
    expect(trustIn(routes)).toEqual(["gitlab-registry gitlab-oci"]);
  });

  it.each(["cloudsmith", "github"])("%s: on all of its hosts", (preset) => {
    const routes = routesOf({ PRESET: preset, ORIGIN: "https://origin.example" });
    expect(routes.every((route) => routes.every((other) => sharesCredentials(route, other)))).toBe(true);
    expect(routes.some((route) => routes.some((other) => !isSameOriginServer(route, other)))).toBe(true);
  });

  it.each(PRESET_NAMES)("%s: with no route of the operator's own", (preset) => {
    const own = { path: "/own/*", format: "npm", origin: "https://other.example", id: "own" };
    const routes = routesOf({ PRESET: preset, ORIGIN: "https://origin.example", ROUTES: [own] });
    expect(trustIn(routes).filter((pair) => /\bown\b/.test(pair))).toEqual([]);
  });
});

describe("origin servers", () => {
  const BINDINGS = { ONE: { fetch: () => null }, TWO: { fetch: () => null } };

  it.each([
    ["https://a.example/x", "https://a.example/y", true],
    ["https://a.example", "http://a.example", true],
    ["https://a.example", "https://A.example:443/x", true],
    ["http://a.example:443", "https://a.example", true],
    ["https://a.example", "https://a.example:8443", false],
    ["https://a.example", "https://b.a.example", false],
    ["https://a.example", "https://a.example.", false],
    ["https://[::1]", "https://[::1]:443", true],
    ["https://[::1]:8080", "https://[::1]", false],
    ["service:ONE/x", "service:ONE", true],
    ["service:ONE", "service:TWO", false],
    ["service:ONE", "https://one", false],
    [undefined, undefined, true],
    [undefined, "https://a.example", false],
  ])("%s and %s: %s", (one, other, isSame) => {
    const [first, second] = routesOf({
      ...BINDINGS,
      ROUTES: [
        { path: "/a/*", format: "npm", ...(one && { origin: one }) },
        { path: "/b/*", format: "npm", ...(other && { origin: other }) },
      ],
    });
    if (first === undefined || second === undefined) throw new Error("no routes");
    expect([isSameOriginServer(first, second), sharesCredentials(first, second)]).toEqual([isSame, isSame]);
  });

  it.each([
    ["one binding", "ONE", "ONE", true],
    ["two bindings, whose networks may share addresses", "ONE", "TWO", false],
    ["a binding and the network", "ONE", undefined, false],
  ])("of one address, through %s", (_, one, other, isSame) => {
    const origin = "http://10.0.1.50:8081";
    const [first, second] = routesOf({
      ...BINDINGS,
      ROUTES: [
        { path: "/a/*", format: "npm", origin: `${origin}/npm`, via: one },
        { path: "/b/*", format: "npm", origin: `${origin}/pypi`, ...(other && { via: other }) },
      ],
    });
    if (first === undefined || second === undefined) throw new Error("no routes");
    expect([isSameOriginServer(first, second), sharesCredentials(first, second)]).toEqual([isSame, isSame]);
  });

  it("trust works in one direction, by id", () => {
    const routes = routesOf({
      ROUTES: [
        { path: "/a/*", format: "npm", origin: "https://a.example", trusts: ["b"] },
        { path: "/b/*", format: "npm", origin: "https://b.example" },
        { path: "/c/*", format: "npm", origin: "https://c.example" },
      ],
    });
    expect(trustIn(routes)).toEqual(["a b"]);
  });
});
