/** What a route is read as: its defaults, its fields, and the order of routes. */
import { describe, expect, it } from "vitest";
import { OBSERVE, OFF, ON } from "../../src/config/setting.ts";
import { timeoutsOf } from "../../src/config/timeouts.ts";
import { clientFormat } from "../clients/formats.ts";
import { ORIGIN, ROUTE, routesOf } from "./read.ts";

describe("a route gets its defaults", () => {
  it("for all fields that are left out", () => {
    expect(routesOf({ ROUTES: [ROUTE] })).toEqual([
      {
        id: "npm",
        format: "npm",
        host: null,
        prefix: "/npm",
        subtree: true,
        origin: { kind: "url", base: ORIGIN, via: null },
        enabled: ON,
        timeoutMs: { read: null, write: null },
        retries: 1,
        rewriteUrls: true,
        trusts: [],
        originAuth: null,
        originHeaders: [],
        upstreamErrors: "pass",
        statusRules: [],
        help: new Map(),
        notices: [],
        lastResort: false,
        webPages: "fail",
        fallback: null,
        breaker: null,
        staleIfError: "never",
        stopped: null,
      },
    ]);
  });

  it.each([
    ["/npm/*", "npm"],
    ["/a/b/*", "a-b"],
    ["/*", "root"],
    ["/", "root"],
    ["/~team/pkg@x/*", "team-pkg-x"],
    ["/projects/*/npm/*", "projects-npm"],
    ["/*/npm/*", "npm"],
    ["/*/*", "root"],
  ])("id of %s is %s", (path, id) => {
    expect(routesOf({ ROUTES: [{ ...ROUTE, path }] })[0]?.id).toBe(id);
  });

  it.each([
    [true, ON],
    [false, OFF],
    ["25%", { kind: "share", percent: 25 }],
    ["0%", OFF],
    ["100%", ON],
    ["observe", OBSERVE],
  ])("enabled = %s is %j", (enabled, setting) => {
    expect(routesOf({ ROUTES: [{ ...ROUTE, enabled }] })[0]?.enabled).toEqual(setting);
  });

  it.each([
    ["Moving.", [{ text: "Moving.", client: null, below: null }]],
    [{ text: "Moving." }, [{ text: "Moving.", client: null, below: null }]],
    [
      { text: "Upgrade.", client: "npm", below: "11.5" },
      [{ text: "Upgrade.", client: "npm", below: [11, 5] }],
    ],
    [
      [{ text: "Upgrade.", client: "pip", below: "26" }, { text: "Moving." }],
      [
        { text: "Upgrade.", client: "pip", below: [26] },
        { text: "Moving.", client: null, below: null },
      ],
    ],
  ])("notice = %j is a list", (notice, notices) => {
    expect(routesOf({ ROUTES: [{ ...ROUTE, notice }] })[0]?.notices).toEqual(notices);
  });

  it.each([
    [5_000, { read: 5_000, write: 5_000 }],
    [
      { read: 5_000, write: 90_000 },
      { read: 5_000, write: 90_000 },
    ],
    [{ write: 90_000 }, { read: 29_000, write: 90_000 }],
    [{ read: 5_000 }, { read: 5_000, write: 295_000 }],
    [undefined, { read: 29_000, write: 295_000 }],
  ])("timeout_ms = %o is %o", (timeout_ms, timeoutMs) => {
    const more = timeout_ms === undefined ? {} : { timeout_ms };
    const [route] = routesOf({ ROUTES: [{ ...ROUTE, ...more }] });
    if (route === undefined) throw new Error("no route");
    expect(timeoutsOf(route, clientFormat(route.format))).toEqual(timeoutMs);
  });

  it("does not rewrite URLs if there is no other host", () => {
    const { origin: _, ...own } = ROUTE;
    expect(routesOf({ ROUTES: [own] })[0]).toMatchObject({ origin: { kind: "self" }, rewriteUrls: false });
  });

  it("reads the same from JSON text", () => {
    expect(routesOf({ ROUTES: JSON.stringify([ROUTE]) })).toEqual(routesOf({ ROUTES: [ROUTE] }));
  });

  it("reads a service binding and a secret that exist", () => {
    const variables = { REG: { fetch: () => null }, TOKEN: "Bearer abc" };
    const route = { ...ROUTE, origin: "service:REG/npm/", origin_auth: "TOKEN" };
    expect(routesOf({ ...variables, ROUTES: [route] })[0]).toMatchObject({
      origin: { kind: "service", binding: "REG", base: "/npm" },
      originAuth: "TOKEN",
    });
  });

  it("reads an origin that is reached through a binding", () => {
    const route = { ...ROUTE, origin: "http://10.0.1.50:8081/npm/", via: "VPC" };
    expect(routesOf({ VPC: { fetch: true }, ROUTES: [route] })[0]?.origin).toEqual({
      kind: "url",
      base: "http://10.0.1.50:8081/npm",
      via: "VPC",
    });
  });

  it("reads headers for the origin, in lower case, with secrets that may be in a Secrets Store", () => {
    const variables = { KEY: "abcdef", STORED: { get: () => null } };
    const origin_headers = { "PRIVATE-TOKEN": "KEY", "CF-Access-Client-Secret": "STORED" };
    const [route] = routesOf({ ...variables, ROUTES: [{ ...ROUTE, origin_headers, origin_auth: "STORED" }] });
    expect(route?.originHeaders).toEqual([
      { name: "private-token", secret: "KEY" },
      { name: "cf-access-client-secret", secret: "STORED" },
    ]);
    expect(route?.stopped).toBeNull();
  });

  it("stops a route if a header's secret is missing", () => {
    const [route] = routesOf({ ROUTES: [{ ...ROUTE, origin_headers: { "X-Key": "KEY" } }] });
    expect(route?.stopped).toEqual({
      problem:
        'ROUTES[0].origin_headers.x-key: there is no secret named KEY; set it with `wrangler secret put KEY` (path "/npm/*")',
      evenOff: true,
    });
  });

  it("names a status rule by its position if it has no name", () => {
    const status_rules = [
      { when: { code: "broken" }, status: 422 },
      { name: "gone", when: { status: 500 }, status: 410 },
    ];
    expect(
      routesOf({ ROUTES: [{ ...ROUTE, status_rules }] })[0]?.statusRules.map(({ name }) => name),
    ).toEqual(["rule-1", "gone"]);
  });

  it("takes what comes before the first `*` as the prefix", () => {
    const route = { ...ROUTE, path: "/projects/*/npm/*" };
    expect(routesOf({ ROUTES: [route] })[0]).toMatchObject({ prefix: "/projects", subtree: true });
  });

  it("puts a host with a port before the host without", () => {
    const hosts = ["npm.example", "npm.example:8443"];
    const routes = hosts.map((host, index) => ({ ...ROUTE, host, id: `r${index}` }));
    expect(routesOf({ ROUTES: routes }).map(({ id }) => id)).toEqual(["r1", "r0"]);
  });

  it("orders by literal text if a `*` is in the middle", () => {
    const paths = ["/a/*", "/a/*/*", "/a/*/npm/*", "/a/b/*"];
    const routes = paths.map((path, index) => ({ ...ROUTE, path, id: `r${index}` }));
    expect(routesOf({ ROUTES: routes }).map(({ id }) => id)).toEqual(["r2", "r3", "r1", "r0"]);
  });

  it("puts the most specific route first, whatever the order written", () => {
    const paths = ["/*", "/npm/*", "/npm/private/*", "/npm/private"];
    const routes = paths.map((path, index) => ({ ...ROUTE, path, id: `r${index}` }));
    const hosted = { ...ROUTE, path: "/*", id: "hosted", host: "npm.example" };
    expect(routesOf({ ROUTES: [...routes, hosted] }).map(({ id }) => id)).toEqual([
      "hosted",
      "r3",
      "r2",
      "r1",
      "r0",
    ]);
  });
});
