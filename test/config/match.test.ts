import { describe, expect, it } from "vitest";
import { matchRoute, pathBelow, splitUrl } from "../../src/config/match.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { originUrl } from "../../src/request/origin-url.ts";

const configuration = readConfiguration({
  REG: { fetch: () => null },
  ROUTES: [
    { path: "/npm/*", format: "npm", origin: "https://registry.example/base" },
    { path: "/npm/one", format: "npm", origin: "https://one.example", id: "one" },
    { path: "/bare/*", format: "generic", origin: "https://bare.example" },
    { path: "/svc/*", format: "generic", origin: "service:REG/base" },
    { path: "/own/*", format: "generic" },
    { path: "/*", format: "oci", origin: "https://oci.example", host: "oci.example", id: "oci" },
    { path: "/projects/*/npm/*", format: "npm", origin: "https://projects.example/base/projects" },
    { path: "/projects/*/files/*/raw/*", format: "generic", origin: "https://raw.example/projects" },
    { path: "/repository/*/*", format: "generic", origin: "https://repository.example", id: "repository" },
  ],
});
const routes = configuration.ok ? configuration.routes : [];

function forwarded(url: string): string {
  const target = splitUrl(url);
  const route = matchRoute(routes, target);
  if (route === null) return "no route";
  const origin = originUrl(route, target, url);
  return origin.kind === "url" ? origin.url : "refused";
}

describe("a request goes to its route's origin, its path as it came", () => {
  it.each([
    ["https://gw.example/npm/left-pad", "https://registry.example/base/left-pad"],
    [
      "https://gw.example/npm/@scope%2fname?write=true",
      "https://registry.example/base/@scope%2fname?write=true",
    ],
    ["https://gw.example/npm/", "https://registry.example/base/"],
    ["https://gw.example/npm", "https://registry.example/base"],
    ["https://gw.example/npm?x=1", "https://registry.example/base?x=1"],
    ["https://gw.example/npm/one", "https://one.example"],
    ["https://gw.example/npm/one/", "https://one.example/"],
    ["https://gw.example/npm/onemore", "https://registry.example/base/onemore"],
    ["https://gw.example/npmx/a", "no route"],
    ["https://gw.example/", "no route"],
    ["https://oci.example/v2/", "https://oci.example/v2/"],
    ["https://oci.example:8443/v2/", "https://oci.example/v2/"],
    ["https://gw.example/svc/a", "https://reg/base/a"],
    ["https://gw.example/own/a?b#c", "https://gw.example/own/a?b#c"],
  ])("%s -> %s", (url, to) => {
    expect(forwarded(url)).toBe(to);
  });
});

describe("an encoded letter, digit or `-._~` matches as itself (RFC 3986 6.2.2.2) and is forwarded as it was sent", () => {
  it.each([
    ["/%6epm/left-pad", "https://registry.example/base/left-pad"],
    ["/%6E%70%6D/left-pad", "https://registry.example/base/left-pad"],
    ["/npm%2Fleft-pad", "no route"],
    ["/np%6D", "https://registry.example/base"],
    ["/n%70m/%6feft%2dpad?%61=%62", "https://registry.example/base/%6feft%2dpad?%61=%62"],
    ["/npm/%6fne", "https://one.example"],
    ["/npm/o%6Ee/", "https://one.example/"],
    ["/npm/on%65more", "https://registry.example/base/on%65more"],
    ["/%6epmx/a", "no route"],
    ["/%256epm/a", "no route"],
    ["/%6/a", "no route"],
    ["/%6gpm/a", "no route"],
    ["/p%72ojects/4%32/%6epm/left%2dpad", "https://projects.example/base/projects/4%32/%6epm/left%2dpad"],
    ["/projects/42/%66iles/a/r%61w/b", "https://raw.example/projects/42/%66iles/a/r%61w/b"],
    ["/%73vc/a", "https://reg/base/a"],
    ["/o%77n/a?b#c", "https://gw.example/o%77n/a?b#c"],
    ["/%6epm/%2e%2e/secret", "refused"],
    ["/n%70m/..%2fsecret", "refused"],
    ["/p%72ojects/%2e%2e/npm/left-pad", "refused"],
  ])("%s -> %s", (path, to) => {
    expect(forwarded(`https://gw.example${path}`)).toBe(to);
  });

  it.each([
    ["/npm/a%2fb", "/a%2fb"],
    ["/%6e%70m/a%2fb", "/a%2fb"],
    ["/p%72ojects/%34%32/npm/%61", "/%61"],
    ["/np%6d", ""],
  ])("%s is %s to the client module", (path, below) => {
    const target = splitUrl(`https://gw.example${path}`);
    const route = matchRoute(routes, target);
    expect(route === null ? null : pathBelow(route, target)).toBe(below);
  });

  it("matches in the configuration too", () => {
    const spelled = readConfiguration({
      ROUTES: [{ path: "/%6epm/*/*", format: "npm", origin: "https://x.example" }],
    });
    const [route] = spelled.ok ? spelled.routes : [];
    expect(route && matchRoute([route], splitUrl("https://gw.example/npm/a/b"))).toBe(route);
  });
});

describe("a `*` in the middle of a path matches one non-empty segment, which is kept", () => {
  it.each([
    ["/projects/42/npm/left-pad", "https://projects.example/base/projects/42/npm/left-pad"],
    ["/projects/a%2Fb/npm/@c%2fd?e", "https://projects.example/base/projects/a%2Fb/npm/@c%2fd?e"],
    ["/projects/42/npm", "https://projects.example/base/projects/42/npm"],
    ["/projects/42/npm/", "https://projects.example/base/projects/42/npm/"],
    ["/projects/npm/npm/npm", "https://projects.example/base/projects/npm/npm/npm"],
    ["/projects//npm/left-pad", "no route"],
    ["/projects/4/2/npm/left-pad", "no route"],
    ["/projects/42/npmx/left-pad", "no route"],
    ["/projects/42", "no route"],
    ["/projects/", "no route"],
    ["/projects", "no route"],
    ["/projects/42/files/a/raw/b", "https://raw.example/projects/42/files/a/raw/b"],
    ["/projects/42/files//raw/b", "no route"],
    ["/repository/raw/a/b", "https://repository.example/raw/a/b"],
    ["/repository/raw", "https://repository.example/raw"],
    ["/repository/", "no route"],
    ["/repository//a", "no route"],
    ["/projects/../npm/left-pad", "refused"],
    ["/projects/%2e%2e/npm/left-pad", "refused"],
    ["/projects/..;/npm/left-pad", "refused"],
    ["/projects/42/npm/../../secret", "refused"],
  ])("%s -> %s", (path, to) => {
    expect(forwarded(`https://gw.example${path}`)).toBe(to);
  });
});

describe("a path can't leave its origin's base", () => {
  it.each([
    "/npm/../secret",
    "/npm/a/../../secret",
    "/npm/%2e%2e/secret",
    "/npm/.%2E/secret",
    "/npm/..%2fsecret",
    "/npm/a%2f..%2f..%2fsecret",
    "/npm/%252e%252e/secret",
    "/npm/%25252e%25252e%25252fsecret",
    "/npm/..%5csecret",
    "/npm/..\\secret",
    "/npm/..;/secret",
    "/npm/..;x=y/secret",
    "/npm/..",
    "/npm/a b",
    "/npm/a\tb",
    "/own/%2e%2e/x",
  ])("%s is refused", (path) => {
    expect(forwarded(`https://gw.example${path}`)).toBe("refused");
  });

  it.each([
    ["/bare//evil.example/x", "https://bare.example//evil.example/x"],
    ["/bare/@evil.example/x", "https://bare.example/@evil.example/x"],
    ["/npm//evil.example", "https://registry.example/base//evil.example"],
    ["/npm/https://evil.example/", "https://registry.example/base/https://evil.example/"],
    ["/npm/a..b/..c/d..", "https://registry.example/base/a..b/..c/d.."],
    ["/npm/%2f%2fevil.example", "https://registry.example/base/%2f%2fevil.example"],
  ])("%s stays on its host: %s", (path, to) => {
    const url = forwarded(`https://gw.example${path}`);
    expect(url).toBe(to);
    expect(["bare.example", "registry.example"]).toContain(new URL(url).host);
  });

  it("credentials in the authority are not part of the host", () => {
    expect(splitUrl("https://npm.example@evil.example/npm/x").host).toBe("evil.example");
  });
});

describe("what is below a route's prefix", () => {
  it.each([
    ["https://gw.example/npm/a/b", "/a/b"],
    ["https://gw.example/npm", ""],
    ["https://gw.example/projects/42/npm/a/b", "/a/b"],
    ["https://gw.example/repository/raw", ""],
  ])("%s: %j", (url, rest) => {
    const target = splitUrl(url);
    const route = matchRoute(routes, target);
    expect(route === null ? null : pathBelow(route, target)).toBe(rest);
  });
});
