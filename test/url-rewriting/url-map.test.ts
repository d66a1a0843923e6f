import { describe, expect, test } from "vitest";
import { GATEWAY, NPM, type RouteFields, rewrite, routesOf, rulesOf, rulesOrNull } from "./rules.ts";

describe("the public host is the one that the client used", () => {
  const routes = routesOf(NPM);
  test.each([
    ["https://packages.example/npm/x", "https://packages.example/npm/a"],
    ["http://packages.example/npm/x", "http://packages.example/npm/a"],
    ["https://packages.example:8443/npm/x", "https://packages.example:8443/npm/a"],
    ["http://127.0.0.1:8787/npm/x", "http://127.0.0.1:8787/npm/a"],
    ["http://[::1]:8787/npm/x", "http://[::1]:8787/npm/a"],
    ["https://packages.example./npm/x", "https://packages.example./npm/a"],
    ["https://PACKAGES.example/npm/x", "https://packages.example/npm/a"],
    ["https://user:pw@packages.example/npm/x", "https://packages.example/npm/a"],
  ])("%s", (asked, expected) => {
    expect(rewrite(rulesOf(routes, asked), "https://registry.example/base/a")).toBe(expected);
  });

  test.each([
    "packages.example%0d",
    'packages"evil',
    "packages<b>",
    "pa ckages",
    "packages.example:port",
    "packages.example:123456",
    "[::1",
    "[v1.x]",
    "päckages.example",
    "packages_x.example",
    "-packages.example",
    "",
  ])("a host such as %j is not repeated: nothing is rewritten", (host) => {
    expect(rulesOrNull(routes, `https://${host}/npm/x`)).toBeNull();
  });
});

const TRUSTING: RouteFields = { ...NPM, trusts: ["nuget"] };

describe("which route a URL leads to", () => {
  const cases: readonly [what: string, routes: RouteFields[], url: string, expected: string][] = [
    [
      "the origin of a route that it trusts",
      [TRUSTING, { path: "/nuget/*", format: "nuget", origin: "https://nuget.example/v3" }],
      "https://nuget.example/v3/index.json",
      `${GATEWAY}/nuget/index.json`,
    ],
    [
      "the longest base",
      [NPM, { path: "/inner/*", format: "npm", origin: "https://registry.example/base/inner" }],
      "https://registry.example/base/inner/a",
      `${GATEWAY}/inner/a`,
    ],
    [
      "the root of a host, when no longer base fits",
      [NPM, { path: "/all/*", format: "generic", origin: "https://registry.example" }],
      "https://registry.example/other/a",
      `${GATEWAY}/all/other/a`,
    ],
    [
      "the requested route, of several with the same base",
      [{ ...NPM, path: "/aaa/*" }, NPM, { ...NPM, path: "/zzz/*" }],
      "https://registry.example/base/a",
      `${GATEWAY}/npm/a`,
    ],
    [
      "a route's own host, with the client's port",
      [
        TRUSTING,
        {
          path: "/nuget/*",
          format: "nuget",
          host: "nuget.packages.example",
          origin: "https://nuget.example",
        },
      ],
      "https://nuget.example/v3/index.json",
      "https://nuget.packages.example/nuget/v3/index.json",
    ],
    [
      "a bound Worker's inner name",
      [
        { ...NPM, trusts: ["inner"] },
        { path: "/inner/*", format: "npm", origin: "service:INNER_REGISTRY/base" },
      ],
      "https://inner-registry/base/a",
      `${GATEWAY}/inner/a`,
    ],
    [
      "a route of one path",
      [
        { ...NPM, trusts: ["config.json"] },
        { path: "/config.json", format: "cargo", origin: "https://crates.example/index/config.json" },
      ],
      "https://crates.example/index/config.json",
      `${GATEWAY}/config.json`,
    ],
  ];
  test.each(cases)("%s", (_, routes, url, expected) => {
    expect(rewrite(rulesOf(routesOf(...routes), `${GATEWAY}/npm/x`), url)).toBe(expected);
  });

  const untouched: readonly [what: string, route: RouteFields, url: string][] = [
    [
      "of another origin, which would get credentials that are not for it",
      { path: "/nuget/*", format: "nuget", origin: "https://nuget.example/v3" },
      "https://nuget.example/v3/index.json",
    ],
    [
      "of the same host at another port",
      { path: "/other/*", format: "npm", origin: "https://registry.example:8443/base" },
      "https://registry.example:8443/base/a",
    ],
    [
      "nested inside, of another origin",
      { path: "/npm/inner/*", format: "npm", origin: "https://other.example" },
      "https://registry.example/base/inner/a",
    ],
    [
      "next to it, of another origin, by dots",
      { path: "/other/*", format: "npm", origin: "https://other.example" },
      "https://registry.example/base/a/../../other/x",
    ],
    [
      "next to it, of another origin, by encoded dots that some clients resolve",
      { path: "/other/*", format: "npm", origin: "https://other.example" },
      "https://registry.example/base/%2E%2e/other/x",
    ],
    [
      "of another origin, by a path too long to be checked",
      { path: "/other/*", format: "npm", origin: "https://other.example" },
      `https://registry.example/base/${"a".repeat(1_100)}/../../other/x`,
    ],
    [
      "with rewrite_urls = false",
      { path: "/o/*", format: "npm", origin: "https://other.example", rewrite_urls: false },
      "https://other.example/a",
    ],
    [
      "of one path, and a path below it",
      { path: "/c.json", format: "cargo", origin: "https://other.example/c.json" },
      "https://other.example/c.json/a",
    ],
  ];
  test.each(untouched)("no URL leads to a route %s", (_, route, url) => {
    expect(rewrite(rulesOf(routesOf(NPM, route), `${GATEWAY}/npm/x`), url)).toBe(url);
  });

  test("no URL leads to a route that another one hides", () => {
    const hiding = {
      path: "/npm/*",
      format: "npm",
      host: "packages.example",
      id: "first",
      origin: "https://first.example",
    };
    const routes = routesOf(hiding, NPM);
    const rules = rulesOf(routes, `${GATEWAY}/npm/x`);
    expect(rewrite(rules, "https://registry.example/base/a")).toBe("https://registry.example/base/a");
    expect(rewrite(rules, "https://first.example/a")).toBe(`${GATEWAY}/npm/a`);
  });
});

describe("the mark of a URL map", () => {
  const mark = (fields: RouteFields[], url = `${GATEWAY}/npm/x`): string =>
    rulesOf(routesOf(...fields), url).urlMap.mark;

  test("is eight hexadecimal digits, the same for the same configuration", () => {
    expect(mark([NPM])).toMatch(/^[0-9a-f]{8}$/);
    expect(mark([NPM])).toBe(mark([NPM]));
  });

  test("differs if the URLs differ", () => {
    const marks = [
      mark([NPM]),
      mark([NPM], "http://packages.example/npm/x"),
      mark([NPM], "https://packages.example:8443/npm/x"),
      mark([NPM], "https://other.example/npm/x"),
      mark([{ ...NPM, origin: "https://registry.example/other" }]),
      mark([{ ...NPM, origin: "https://other.example/base" }]),
      mark([{ ...NPM, path: "/npm-new/*" }], "https://packages.example/npm-new/x"),
      mark([TRUSTING, { path: "/nuget/*", format: "nuget", origin: "https://nuget.example/v3" }]),
      mark([NPM, { path: "/npm/inner/*", format: "npm", origin: "https://other.example" }]),
    ];
    expect(new Set(marks).size).toBe(marks.length);
  });
});

test.each([
  ["the gateway has the origin's own name and path", "https://registry.example/base/x", "/base/*"],
  ["the origin is the zone's own", "https://registry.example/npm/x", undefined],
])("nothing is rewritten if %s", (_, url, path) => {
  const route = path === undefined ? { path: "/npm/*", format: "npm" } : { ...NPM, path };
  expect(rulesOrNull(routesOf(route), url)).toBeNull();
});

test("rules made for one host are not used for another, even with many hosts", () => {
  const routes = routesOf(NPM);
  for (let index = 0; index < 100; index += 1) {
    const url = rewrite(
      rulesOf(routes, `https://h${index}.example/npm/x`),
      "https://registry.example/base/a",
    );
    expect(url).toBe(`https://h${index}.example/npm/a`);
  }
  const first = rulesOf(routes, `${GATEWAY}/npm/x`);
  expect(rulesOf(routes, `${GATEWAY}/npm/y`)).toBe(first);
});
