import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { originUrl } from "../../src/request/origin-url.ts";
import { routesOf } from "../url-rewriting/rules.ts";

const ROUTES = routesOf(
  { path: "/npm/*", format: "npm", origin: "https://registry.example/base" },
  { path: "/bound/*", format: "generic", origin: "service:INNER_REGISTRY/inner" },
  { path: "/self/*", format: "generic" },
);

function urlFor(path: string): ReturnType<typeof originUrl> {
  const url = `https://packages.example${path}`;
  const target = splitUrl(url);
  const route = matchRoute(ROUTES, target);
  if (route === null) throw new Error(`no route for ${url}`);
  return originUrl(route, target, url);
}

describe("is sent below the base of its route, unchanged", () => {
  test.each([
    ["/npm/left-pad?a=b%2Fc", "https://registry.example/base/left-pad?a=b%2Fc"],
    ["/npm", "https://registry.example/base"],
    ["/npm/", "https://registry.example/base/"],
    ["/npm//other.example/x", "https://registry.example/base//other.example/x"],
    ["/npm/@scope%2Fname", "https://registry.example/base/@scope%2Fname"],
    ["/npm/caf\u00e9?\u{10ffff}", "https://registry.example/base/caf\u00e9?\u{10ffff}"],
    ["/npm/!~", "https://registry.example/base/!~"],
    ["/npm/x?..%2f..", "https://registry.example/base/x?..%2f.."],
    ["/npm/%u12", "https://registry.example/base/%u12"],
    ["/npm/%u12g4", "https://registry.example/base/%u12g4"],
    ["/npm/a%", "https://registry.example/base/a%"],
    ["/npm/..%zz", "https://registry.example/base/..%zz"],
    ["/bound/left-pad?a=b", "https://inner-registry/inner/left-pad?a=b"],
    ["/self/left-pad?a=b", "https://packages.example/self/left-pad?a=b"],
  ])("%s", (path, url) => {
    expect(urlFor(path)).toEqual({ kind: "url", url });
  });
});

describe("is refused because it climbs", () => {
  test.each([
    "/npm/..",
    "/npm/../secret",
    "/npm/a/../b",
    "/npm/a/..",
    "/npm/a\\..\\b",
    "/npm/..\\b",
    "/npm/..;/b",
    "/npm/..;x=y/b",
    "/npm/..;x=y\\b",
    "/npm/..;",
    "/npm/a/..;x",
    "/npm/%2e%2e",
    "/npm/%2E./b",
    "/npm/..%2Fb",
    "/npm/..%5Cb",
    "/npm/..%3bx",
    "/npm/.%0a.",
    "/npm/.%0D.",
    "/npm/.%09.",
    "/npm/..%20",
    "/npm/..%1f",
    "/npm/..%00",
    "/npm/..%3F",
    "/npm/..%3Fx",
    "/npm/..%23x",
    "/npm/..%00x",
    "/npm/%252e%252e",
    "/npm/%2525252e%2525252e",
    "/npm/%u002e%u002e/b",
    "/npm/a%u2215b",
    "/npm/a%25u002Fb",
    "/bound/%2e%2e",
    "/self/..%2fb",
  ])("%s", (path) => {
    expect(urlFor(path)).toEqual({
      kind: "refused",
      says: "The path of this request leaves the package registry's own path (a `..` segment).",
    });
  });
});

describe("is refused for a character that no URL may contain", () => {
  test.each([
    "/npm/a b",
    "/npm/a\x7f",
    "/npm/a\x00b",
    "/npm/a\x1f",
    "/npm/a\tb",
    "/npm/a?b c",
    "/npm/a?\n",
    "/npm/.. ",
  ])("%j", (path) => {
    expect(urlFor(path)).toEqual({
      kind: "refused",
      says: "The path of this request contains a blank or a control character.",
    });
  });
});
