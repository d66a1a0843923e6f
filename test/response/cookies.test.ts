/** The path that a cookie of an origin gets here, and which cookies are not passed on. */
import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { scopedCookies } from "../../src/response/cookies.ts";
import { configured, type RouteFields } from "../url-rewriting/rules.ts";

const HOST = "packages.example";
const TWO = "https://two.example";
const NPM = own("/npm/*", { origin: "https://one.example/base" });
const OTHER = own("/other/*", { origin: TWO });

/** A route of the first origin, unless `fields` says otherwise. */
function own(path: string, fields: RouteFields = {}): RouteFields {
  return { path, format: "generic", origin: "https://one.example", ...fields };
}

function scoped(line: string, fields: readonly RouteFields[], path: string, host = HOST): string | undefined {
  const secrets = { ACCESS_ID: "an id of the operator's", ACCESS_SECRET: "a secret of the operator's" };
  const routes = configured({ ...secrets, INNER_REGISTRY: { fetch: () => null }, ROUTES: fields });
  const target = splitUrl(`https://${host}${path}`);
  const route = matchRoute(routes, target);
  if (route === null) throw new Error(`no route for ${path}`);
  return scopedCookies([line], { routes, route, target })[0];
}

describe("a cookie's path becomes the gateway's path for it", () => {
  test.each([
    ["the whole origin", NPM, "/", "/npm"],
    ["the base", NPM, "/base", "/npm"],
    ["the base with a slash", NPM, "/base/", "/npm"],
    ["below the base", NPM, "/base/x/y", "/npm/x/y"],
    ["below the base, with a slash", NPM, "/base/x/", "/npm/x/"],
    ["next to the base", NPM, "/base-2/x", "/npm"],
    ["above the base", NPM, "/bas", "/npm"],
    ["of an origin without a base", own("/npm/*"), "/x", "/npm/x"],
    ["the root of an origin without a base", own("/npm/*"), "/", "/npm"],
    ["of an origin over http", own("/npm/*", { origin: "http://one.example/base" }), "/base/x", "/npm/x"],
    ["of another Worker", own("/npm/*", { origin: "service:INNER_REGISTRY/base" }), "/base/x", "/npm/x"],
    ["of a zone's own origin", own("/npm/*", { origin: undefined }), "/npm/x", "/npm/x"],
    ["the root of a zone's own origin", own("/npm/*", { origin: undefined }), "/", "/npm"],
  ])("%s", (_title, route, asked, path) => {
    expect(scoped(`S=1; Path=${asked}; Secure`, [route, OTHER], "/npm/a/b")).toBe(
      `S=1; Path=${path}; Secure`,
    );
  });

  test.each([
    ["/base", "/"],
    ["/base/", "/"],
    ["/base/x", "/x"],
    ["/elsewhere", "/"],
  ])("on a route for all paths: %s", (asked, path) => {
    const all = own("/*", { origin: "https://one.example/base" });
    expect(scoped(`S=1; Path=${asked}`, [all], "/a/b")).toBe(`S=1; Path=${path}`);
  });

  test.each([
    ["with blanks", "S=1; Path= /base/x ; Secure", "S=1; Path=/npm/x; Secure"],
    ["in another case", "S=1;PATH =/base/x", "S=1;PATH =/npm/x"],
    ["of two the last counts", "S=1; Path=/base/a; Secure; path=/base/b", "S=1; Secure; path=/npm/b"],
    ["with a domain", "S=1; Domain=.example.com; Path=/base/x", "S=1; Path=/npm/x"],
    ["with a domain, in another spelling", "S=1; DOMAIN = x; Path=/base/x", "S=1; Path=/npm/x"],
    [
      "with an attribute that only begins with Domain",
      "S=1; Domains=x; Path=/base/x",
      "S=1; Domains=x; Path=/npm/x",
    ],
    ["with an equals sign", "S=1; Path=/base/a=b", "S=1; Path=/npm/a=b"],
  ])("%s", (_title, line, expected) => {
    expect(scoped(line, [NPM, OTHER], "/npm/a/b")).toBe(expected);
  });
});

describe("a cookie whose path is already right stays as it is", () => {
  const behind = own("/npm/*", { origin: undefined });

  test.each([
    "S=1;  Path=/npm/x;Secure",
    "S=1; Path=/npm; Path=/npm/x",
    "S=1; path = /npm/x ;",
    "S=1;Secure",
    "S=1; Path=x",
    "S=1; Path",
    "",
  ])("%j", (line) => {
    expect(scoped(line, [behind, OTHER], "/npm/a/b")).toBe(line);
  });

  test.each([
    ["S=1; Domain=example.com", "S=1"],
    ["S=1; domain; Path=/npm/x; Secure", "S=1; Path=/npm/x; Secure"],
  ])("except for its domain: %s", (line, expected) => {
    expect(scoped(line, [behind, OTHER], "/npm/a/b")).toBe(expected);
  });
});

describe("a cookie without a path gets one if the client's default is more than the route", () => {
  test.each([
    ["S=1", "S=1; Path=/npm"],
    ["S=1; Secure", "S=1; Secure; Path=/npm"],
    ["S=1; Path=x; Secure", "S=1; Path=/npm; Secure"],
    ["S=1; Path; Secure", "S=1; Path=/npm; Secure"],
    ["S=1; Path=a; Secure; Path=", "S=1; Secure; Path=/npm"],
  ])("%s", (line, expected) => {
    expect(scoped(line, [NPM, OTHER], "/npm")).toBe(expected);
  });

  test.each([
    ["the directory of the requested path", [NPM, OTHER], "/npm/a/b", "S=1"],
    ["the root of a route for all paths", [own("/*")], "/a", "S=1"],
    ["a directory of a route for all paths", [own("/*")], "/a/b", "S=1"],
    ["a route of one path", [own("/npm/one"), OTHER], "/npm/one", "S=1; Path=/npm/one"],
    ["a route of one path, with a slash", [own("/npm/one"), OTHER], "/npm/one/", "S=1"],
  ])("%s", (_title, routes, path, expected) => {
    expect(scoped("S=1", routes, path)).toBe(expected);
  });
});

describe("names that are not passed on", () => {
  const behindAccess = own("/npm/*", {
    origin_headers: { "CF-Access-Client-Id": "ACCESS_ID", "CF-Access-Client-Secret": "ACCESS_SECRET" },
  });

  test.each(["CF_Authorization", "cf_appsession", "  CF_Session", "CF_Binding"])(
    "Cloudflare Access's, if the gateway has a token for it: %s",
    (name) => {
      expect(scoped(`${name}=1`, [behindAccess], "/npm/a/b")).toBeUndefined();
      expect(scoped(`${name}=1`, [NPM], "/npm/a/b")).toBe(`${name}=1`);
    },
  );

  test.each(["CF_Sessions", "xCF_Session", "x CF_Session", "CF_Other", "CF_", "S"])(
    "any other passes there too: %s",
    (name) => {
      expect(scoped(`${name}=1`, [behindAccess], "/npm/a/b")).toBe(`${name}=1`);
    },
  );

  test.each(["outspoken_session", " =outspoken_session"])("the gateway's own: %s", (name) => {
    expect(scoped(`${name}=1`, [NPM], "/npm/a/b")).toBeUndefined();
  });

  test.each(["__Host-S=1", "  __HOST-S=1", "__HostHttp-S=1"])("those for a whole host: %s", (pair) => {
    expect(scoped(`${pair}; Path=/; Secure`, [NPM], "/npm/a/b")).toBeUndefined();
    expect(scoped(`${pair}; Path=/; Secure`, [own("/*")], "/a/b")).toBe(`${pair}; Path=/; Secure`);
    expect(scoped(`${pair}; Secure`, [own("/*")], "/a")).toBe(`${pair}; Secure`);
  });

  test.each(["x__Host-S=1", "__Hos=1", "S=__Host-S"])("but not %s", (pair) => {
    expect(scoped(`${pair}; Path=/base`, [NPM], "/npm/a/b")).toBe(`${pair}; Path=/npm`);
  });
});

describe("a cookie reaches no route of another origin", () => {
  const inner = own("/npm/inner/*", { origin: TWO });
  const all = own("/*");
  const at = (host: string): RouteFields => own("/npm/inner/*", { origin: TWO, host });
  const trusted = { ...inner, id: "inner" };
  const two = own("/team/*", { origin: TWO });

  test.each<[title: string, routes: readonly RouteFields[], asked: string, path: string | null]>([
    ["below its path", [own("/npm/*"), inner], "/", null],
    ["at its very path", [own("/npm/*"), own("/npm/one", { origin: TWO })], "/one", null],
    ["below its path with a slash", [own("/npm/*"), own("/npm/a/one", { origin: TWO })], "/a/", null],
    ["above its path", [own("/npm/*"), inner], "/inner/x", null],
    ["next to its path", [own("/npm/*"), inner], "/x", "/npm/x"],
    ["that begins with its path", [own("/npm/*"), own("/npm/xy/*", { origin: TWO })], "/x", "/npm/x"],
    ["of one that is trusted", [own("/npm/*", { trusts: ["inner"] }), trusted], "/", "/npm"],
    ["on another host", [own("/npm/*"), at("elsewhere.example")], "/", "/npm"],
    ["on this very host", [own("/npm/*"), at(HOST)], "/", null],
    ["on this host, at another port", [own("/npm/*"), at(`${HOST}:8443`)], "/", null],
    ["one of several", [own("/npm/*"), OTHER, inner], "/", null],
    ["unlike one of the same origin", [own("/npm/*"), own("/npm/inner/*"), OTHER], "/", "/npm"],
    ["with a star, that it may reach", [own("/npm/*"), own("/npm/*/x/*", { origin: TWO })], "/a", null],
    ["with a star, by a longer path", [own("/npm/*"), own("/npm/*/x/*", { origin: TWO })], "/a/x/b", null],
    [
      "with a star, by a much longer path",
      [own("/npm/*"), own("/npm/*/x/y/*", { origin: TWO })],
      "/a/x/",
      null,
    ],
    ["with two stars", [own("/npm/*"), own("/npm/*/x/*/y/*", { origin: TWO })], "/a", null],
    [
      "with a star, hidden by one of the same origin",
      [own("/npm/*"), own("/npm/a/x/*"), own("/npm/*/x/*", { origin: TWO })],
      "/a",
      "/npm/a",
    ],
    ["with a star, of other paths", [own("/npm/*"), own("/npm/*/x/*", { origin: TWO })], "/a/y", "/npm/a/y"],
  ])("%s", (_title, routes, asked, path) => {
    expect(scoped(`S=1; Path=${asked}`, routes, "/npm/a/b")).toBe(
      path === null ? undefined : `S=1; Path=${path}`,
    );
  });

  test.each<[title: string, routes: readonly RouteFields[], line: string, expected: string | undefined]>([
    ["with another route", [all, two], "S=1; Path=/", undefined],
    ["by its default", [all, two], "S=1", undefined],
    ["with no other route", [all], "S=1; Path=/", "S=1; Path=/"],
    ["for one path of it", [all, two], "S=1; Path=/x", "S=1; Path=/x"],
  ])("from a route for all paths: %s", (_title, routes, line, expected) => {
    expect(scoped(line, routes, "/a")).toBe(expected);
  });

  test.each([
    ["S=1; Path=/", "S=1; Path=/v2"],
    ["S=1; Path=/v2/", "S=1; Path=/v2/"],
    ["S=1; Path=/other", "S=1; Path=/v2"],
  ])("from a preset's own paths: %s", (line, expected) => {
    const routes = configured({ PRESET: "harbor", ORIGIN: "https://one.example", ROUTES: [OTHER] });
    const target = splitUrl(`https://${HOST}/v2/x`);
    const route = matchRoute(routes, target);
    expect(route && scopedCookies([line], { routes, route, target })).toEqual([expected]);
  });

  test.each([
    ["/v4/projects", undefined],
    ["/v4/projects/", undefined],
    ["/v4/project", "/api/v4/project"],
  ])("to a preset's route of another origin: %s", (asked, path) => {
    const routes = configured({ PRESET: "gitlab", ORIGIN: TWO, ROUTES: [own("/api/*")] });
    const target = splitUrl(`https://${HOST}/api/x`);
    const route = matchRoute(routes, target);
    const cookies = route && scopedCookies([`S=1; Path=${asked}`], { routes, route, target });
    expect(cookies).toEqual(path === undefined ? [] : [`S=1; Path=${path}`]);
  });

  test.each([
    ["/api/v4/projects/1/packages/npm/app", "S=1; Path=/api/v4/projects"],
    ["/api/v4/packages/npm/app", "S=1; Path=/api/v4/packages/npm"],
  ])("from a preset's path with a star, or without: %s", (path, expected) => {
    const routes = configured({ PRESET: "gitlab", ORIGIN: "https://one.example", ROUTES: [OTHER] });
    const target = splitUrl(`https://${HOST}${path}`);
    const route = matchRoute(routes, target);
    expect(route && scopedCookies(["S=1; Path=/"], { routes, route, target })).toEqual([expected]);
  });

  test.each([
    ["/npm", "/*"],
    ["/npm/one", "/npm/*"],
  ])("from a route of one path within that of another: %s in %s", (path, around) => {
    expect(scoped("S=1; Path=/", [own(path), own(around, { origin: TWO })], path)).toBeUndefined();
  });

  test("from a host with a port", () => {
    const routes = [own("/npm/*", { host: `${HOST}:8443` }), at(HOST)];
    expect(scoped("S=1; Path=/", routes, "/npm/x", `${HOST}:8443`)).toBeUndefined();
  });
});
