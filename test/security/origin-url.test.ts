import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { originUrl } from "../../src/request/origin-url.ts";
import { routesOf } from "../url-rewriting/rules.ts";

const ROUTES = routesOf({ path: "/npm/*", format: "npm", origin: "https://registry.example/base" });

/** The origin's URL for a path below `/npm/`, or its refusal. */
function urlFor(rest: string): ReturnType<typeof originUrl> {
  const url = `https://packages.example/npm/${rest}`;
  const target = splitUrl(url);
  const route = matchRoute(ROUTES, target);
  if (route === null) throw new Error(`no route for ${url}`);
  return originUrl(route, target, url);
}

describe("a path that climbs for some server behind the gateway is refused", () => {
  test.each([
    ["encoded in parts", "%%32%65%%32%65/secret"],
    ["encoded in parts, one dot plain", ".%%32%65/secret"],
    ["its percent encoded, and its hex", "%25%32%65%25%32%65/secret"],
    ["a slash encoded in parts", "..%%32%66secret"],
    ["encoded four times", "%25252e%25252e/secret"],
    ["to a parser that drops a tab between dots", ".%09./secret"],
    ["to a parser that drops a line break after dots", "..%0a/secret"],
    ["to a parser that drops a return before a slash", "..%0d%2fsecret"],
    ["to a reader that ends at NUL", "..%00/secret"],
    ["to a reader that ends at NUL, with more after it", "..%00.tgz"],
    ["to a reader that trims blanks", "a/..%20"],
    ["to a reader that finds a query in it", "..%3fsecret"],
    ["to a reader that finds a fragment in it", "..%23secret"],
  ])("%s: %s", (_title, rest) => {
    expect(urlFor(rest)).toMatchObject({ kind: "refused" });
  });
});

describe("a path with dots and escapes that climbs for no server is kept", () => {
  test.each([
    "@scope%2fname",
    "a%252fb",
    "1..2",
    "..a",
    "a..",
    "...",
    "a/...%20/b",
    "%2e.a",
    "a%00b",
    "a%09%20b",
    "100%25",
    "100%",
    "%zz%2",
    "v1.0.0+build.1%2b2",
    "a%3fb%23c",
  ])("%s", (rest) => {
    expect(urlFor(rest)).toEqual({ kind: "url", url: `https://registry.example/base/${rest}` });
  });
});
