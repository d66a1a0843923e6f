import { describe, expect, it } from "vitest";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { OBSERVE, OFF, ON } from "../../src/config/setting.ts";
import { timeoutsOf } from "../../src/config/timeouts.ts";
import { clientFormat } from "../clients/formats.ts";

const ORIGIN = "https://registry.example/npm";
const ROUTE = { path: "/npm/*", format: "npm", origin: ORIGIN };

function routesOf(variables: Variables): readonly Route[] {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

function problemOf(variables: Variables): string {
  const configuration = readConfiguration(variables);
  return configuration.ok ? "no problem" : configuration.problem;
}

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

describe("a bad configuration is refused in one line that names the field", () => {
  it.each<[string, Variables]>([
    ["ROUTES: is missing", {}],
    ["ROUTES: is a text but not valid JSON", { ROUTES: "[{" }],
    ["ROUTES: wants an array of tables", { ROUTES: { path: "/npm/*" } }],
    ["ROUTES: wants 1 to 500 routes, got 0", { ROUTES: [] }],
    ["ROUTES: wants 1 to 500 routes, got 501", { ROUTES: Array.from({ length: 501 }, () => ROUTE) }],
    ["ROUTES[0]: wants a table", { ROUTES: ["npm"] }],
    ["ROUTES[0].path: is missing; it wants a path pattern", { ROUTES: [{ format: "npm" }] }],
    ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "npm/*" }] }],
    [
      "ROUTES[0].path: wants /* at its end if it has a * before",
      { ROUTES: [{ ...ROUTE, path: "/npm/*/x" }] },
    ],
    ["ROUTES[0].path: wants /* at its end if it has a * before", { ROUTES: [{ ...ROUTE, path: "/npm/*/" }] }],
    ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/npm/a*/*" }] }],
    ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/npm/**" }] }],
    ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/*/../*" }] }],
    ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/a/../b/*" }] }],
    [
      "ROUTES[0].path: can't be under /-/why/, where the gateway answers last resorts",
      { ROUTES: [{ ...ROUTE, path: "/-/why/*" }] },
    ],
    ["ROUTES[0].path: can't be under /-/why/", { ROUTES: [{ ...ROUTE, path: "/%2D/wh%79/x/*" }] }],
    ["ROUTES[0].path: can't be /-/outspoken/", { ROUTES: [{ ...ROUTE, path: "/%2d/%6futspoken/*" }] }],
    ["ROUTES[0].path: wants a path pattern", { ROUTES: [{ ...ROUTE, path: "/%2e%2e/*" }] }],
    [
      'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too',
      { ROUTES: [ROUTE, { ...ROUTE, path: "/%6epm/*", id: "other" }] },
    ],
    ["ROUTES[0].path: can't be /-/outspoken/", { ROUTES: [{ ...ROUTE, path: "/-/outspoken/x/*" }] }],
    ["ROUTES[0].path: can't be under /cdn-cgi/", { ROUTES: [{ ...ROUTE, path: "/cdn-cgi/*" }] }],
    ["ROUTES[0].format: is missing; it wants one of", { ROUTES: [{ path: "/npm/*" }] }],
    ["ROUTES[1].format: wants one of", { ROUTES: [ROUTE, { ...ROUTE, path: "/b/*", format: "rpmm" }] }],
    ["ROUTES[0].origin: wants https://host/base", { ROUTES: [{ ...ROUTE, origin: "registry.example" }] }],
    [
      "ROUTES[0].origin: wants https://host/base",
      { ROUTES: [{ ...ROUTE, origin: "https://u:p@registry.example" }] },
    ],
    [
      "ROUTES[0].origin: wants https://host/base",
      { ROUTES: [{ ...ROUTE, origin: "https://registry.example/?a" }] },
    ],
    [
      "ROUTES[0].origin: wants https://host/base",
      { ROUTES: [{ ...ROUTE, origin: "ftp://registry.example" }] },
    ],
    [
      "ROUTES[0].origin: there is no service binding named REG",
      { ROUTES: [{ ...ROUTE, origin: "service:REG" }] },
    ],
    [
      "ROUTES[0].origin: there is no service binding named __proto__",
      { ROUTES: [{ ...ROUTE, origin: "service:__proto__" }] },
    ],
    [
      "ROUTES[0].fallback.via: wants the name of a binding that fetches, and there is no binding named VPC",
      { ROUTES: [{ ...ROUTE, fallback: { origin: ORIGIN, via: "VPC" } }] },
    ],
    ["ROUTES[0].via: wants the name of a binding", { ROUTES: [{ ...ROUTE, via: "my-vpc" }] }],
    [
      "ROUTES[0].via: wants the name of a binding that fetches, and there is no binding named VPC; services, vpc_services,",
      { ROUTES: [{ ...ROUTE, via: "VPC" }] },
    ],
    [
      "ROUTES[0].via: wants the name of a binding that fetches, and SWITCHES does not",
      { SWITCHES: { get: () => null }, ROUTES: [{ ...ROUTE, via: "SWITCHES" }] },
    ],
    [
      "ROUTES[0].via: wants the name of a binding that fetches, and TOKEN does not",
      { TOKEN: "Bearer x", ROUTES: [{ ...ROUTE, via: "TOKEN" }] },
    ],
    [
      "ROUTES[0].via: goes with an origin such as https://host/base",
      { VPC: { fetch: true }, ROUTES: [{ ...ROUTE, origin: undefined, via: "VPC" }] },
    ],
    [
      "ROUTES[0].via: goes with an origin such as https://host/base, the URL that is fetched through the binding; service:BINDING names its own",
      { VPC: { fetch: true }, ROUTES: [{ ...ROUTE, origin: "service:VPC/npm", via: "VPC" }] },
    ],
    [
      "ROUTES[0].origin_auth: wants the name of a secret",
      { ROUTES: [{ ...ROUTE, origin_auth: "Bearer x" }] },
    ],
    ...["X-Key", 7].map((origin_headers): [string, Variables] => [
      "ROUTES[0].origin_headers: wants a table of headers, each with the name of its secret",
      { ROUTES: [{ ...ROUTE, origin_headers }] },
    ]),
    [
      "ROUTES[0].origin_headers.PRIVATE-TOKEN: wants the name of a secret, such as NPM_ORIGIN_TOKEN, not the secret itself (path",
      { ROUTES: [{ ...ROUTE, origin_headers: { "PRIVATE-TOKEN": "glpat-abc" } }] },
    ],
    [
      "ROUTES[0].origin_headers.Authorization: is what origin_auth sets (path",
      { ROUTES: [{ ...ROUTE, origin_headers: { Authorization: "TOKEN" } }] },
    ],
    ...[
      "Host",
      "content-length",
      "Transfer-Encoding",
      "TE",
      "Cookie",
      "cf-connecting-ip",
      "X-Forwarded-For",
    ].map((name): [string, Variables] => [
      `ROUTES[0].origin_headers.${name}: can't be set: the gateway, Cloudflare or the client sets it (path`,
      { ROUTES: [{ ...ROUTE, origin_headers: { [name]: "TOKEN" } }] },
    ]),
    ...[".X_Key", '["X Key"]', '[""]', '["X:"]', '["é"]', '["x\\r\\ny"]', ".-x", ".x-", ".0"].map(
      (step): [string, Variables] => [
        `ROUTES[0].origin_headers${step}: is not a valid header name`,
        {
          ROUTES: [
            {
              ...ROUTE,
              origin_headers: { [step.startsWith("[") ? JSON.parse(step)[0] : step.slice(1)]: "TOKEN" },
            },
          ],
        },
      ],
    ),
    ['ROUTES[0]["two\\nlines"]: is not a field', { ROUTES: [{ ...ROUTE, "two\nlines": 1 }] }],
    [
      "ROUTES[0].origin_headers: has the same header twice: case makes no difference in header names",
      { ROUTES: [{ ...ROUTE, origin_headers: { "X-Key": "A", "x-key": "B" } }] },
    ],
    ["ROUTES[0].timeout_ms: wants a whole number", { ROUTES: [{ ...ROUTE, timeout_ms: "9s" }] }],
    ["ROUTES[0].timeout_ms: wants a whole number", { ROUTES: [{ ...ROUTE, timeout_ms: 0 }] }],
    ["ROUTES[0].retries: wants a whole number from 0 to 5", { ROUTES: [{ ...ROUTE, retries: 9 }] }],
    [
      'ROUTES[0].enabled: wants true, false, "observe" or a share such as "25%", got "150%"',
      { ROUTES: [{ ...ROUTE, enabled: "150%" }] },
    ],
    ['ROUTES[0].enabled: wants true, false, "observe"', { ROUTES: [{ ...ROUTE, enabled: "observed" }] }],
    ["ROUTES[0].rewrite_urls: wants true or false", { ROUTES: [{ ...ROUTE, rewrite_urls: "yes" }] }],
    ["ROUTES[0].trusts: wants a list of ids", { ROUTES: [{ ...ROUTE, trusts: "pypi" }] }],
    ["ROUTES[0].trusts[0]: wants a list of ids", { ROUTES: [{ ...ROUTE, trusts: [1] }] }],
    ['ROUTES[0].trusts[0]: there is no route "pipy"', { ROUTES: [{ ...ROUTE, trusts: ["pipy"] }] }],
    [
      'ROUTES[0].upstream_errors: wants "pass" or "bad_gateway"',
      { ROUTES: [{ ...ROUTE, upstream_errors: "hide" }] },
    ],
    ["ROUTES[0].notice: wants one line of text", { ROUTES: [{ ...ROUTE, notice: "a\nb" }] }],
    ["ROUTES[0].notice: wants one line of text", { ROUTES: [{ ...ROUTE, notice: 7 }] }],
    ["ROUTES[0].notice.text: is missing; it wants one line", { ROUTES: [{ ...ROUTE, notice: {} }] }],
    [
      "ROUTES[0].notice.below: wants a version such as",
      { ROUTES: [{ ...ROUTE, notice: { text: "a", client: "npm", below: "^11" } }] },
    ],
    ["ROUTES[0].notice: wants a client too", { ROUTES: [{ ...ROUTE, notice: { text: "a", below: "11" } }] }],
    [
      "ROUTES[0].notice[1].client: wants a client as it is counted",
      { ROUTES: [{ ...ROUTE, notice: [{ text: "a" }, { text: "b", client: "npm 11" }] }] },
    ],
    ["ROUTES[0].notice[0]: wants one line of text, a table", { ROUTES: [{ ...ROUTE, notice: ["a"] }] }],
    [
      "ROUTES[0].notice.clint: is not a field that Outspoken knows",
      { ROUTES: [{ ...ROUTE, notice: { text: "a", clint: "npm" } }] },
    ],
    ["ROUTES[0].last_resort: wants true or false", { ROUTES: [{ ...ROUTE, last_resort: 1 }] }],
    [
      'ROUTES[0].stale_if_error: wants true, false or "always"',
      { ROUTES: [{ ...ROUTE, stale_if_error: 1 }] },
    ],
    ["ROUTES[0].fallback: wants { origin, via, credentials }", { ROUTES: [{ ...ROUTE, fallback: ORIGIN }] }],
    ["ROUTES[0].fallback.origin: is missing; it wants https://", { ROUTES: [{ ...ROUTE, fallback: {} }] }],
    [
      "ROUTES[0].fallback.origin: wants https://host/base",
      { ROUTES: [{ ...ROUTE, fallback: { origin: "https://a:b@registry.example" } }] },
    ],
    [
      'ROUTES[0].fallback.credentials: wants "none" or "pass"',
      { ROUTES: [{ ...ROUTE, fallback: { origin: ORIGIN, credentials: "all" } }] },
    ],
    [
      "ROUTES[0].fallback.origin: there is no service binding named OTHER",
      { ROUTES: [{ ...ROUTE, fallback: { origin: "service:OTHER" } }] },
    ],
    ["ROUTES[0].breaker: wants { failures, open_seconds }", { ROUTES: [{ ...ROUTE, breaker: 5 }] }],
    [
      "ROUTES[0].breaker.failures: wants a whole number from 2 to 1000",
      { ROUTES: [{ ...ROUTE, breaker: { failures: 1, open_seconds: 30 } }] },
    ],
    [
      "ROUTES[0].breaker.open_seconds: wants a whole number of seconds from 1 to 3600",
      { ROUTES: [{ ...ROUTE, breaker: { failures: 5, open_seconds: 0 } }] },
    ],
    ["ROUTES[0].host: wants a host name", { ROUTES: [{ ...ROUTE, host: "https://x" }] }],
    ["ROUTES[0].id: wants 1 to 64", { ROUTES: [{ ...ROUTE, id: "a b" }] }],
    ["ROUTES[0].timeoutms: is not a field that Outspoken knows", { ROUTES: [{ ...ROUTE, timeoutms: 1 }] }],
    [
      "ROUTES[0].status_rules[0].status: wants a status",
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 }, status: 200 }] }] },
    ],
    [
      "ROUTES[0].timeout_ms: wants a whole number of milliseconds from 1 to 600000",
      { ROUTES: [{ ...ROUTE, timeout_ms: "9s" }] },
    ],
    [
      "ROUTES[0].timeout_ms.write: wants a whole number of milliseconds from 1 to 600000",
      { ROUTES: [{ ...ROUTE, timeout_ms: { write: 600_001 } }] },
    ],
    [
      "ROUTES[0].timeout_ms.writes: is not a field",
      { ROUTES: [{ ...ROUTE, timeout_ms: { writes: 1_000 } }] },
    ],
    [
      "ROUTES[0].status_rules[0]: wants a status, a category or both",
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 } }] }] },
    ],
    [
      "ROUTES[0].status_rules[0].category: wants one of bad_request, unauthorized, forbidden",
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 }, category: "challenge" }] }] },
    ],
    [
      "ROUTES[0].status_rules[0].when: wants at least one",
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: {}, status: 404 }] }] },
    ],
    [
      'ROUTES[1].id: "npm" is the id of ROUTES[0] too',
      { ROUTES: [ROUTE, { ...ROUTE, host: "npm.example" }] },
    ],
    [
      'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too; give one of them another',
      { ROUTES: [ROUTE, { ...ROUTE, id: "other", format: "pypi" }] },
    ],
    [
      'ROUTES[2].path: "/npm" is the path of ROUTES[1] too',
      { ROUTES: [ROUTE, { ...ROUTE, id: "a", path: "/npm" }, { ...ROUTE, id: "b", path: "/npm/" }] },
    ],
    [
      'ROUTES[1].path: "/a/*/npm/*" is the path of ROUTES[0] too',
      { ROUTES: ["a", "b"].map((id) => ({ ...ROUTE, id, path: "/a/*/npm/*" })) },
    ],
    [
      'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too',
      { ROUTES: ["npm.example", "NPM.example"].map((host, id) => ({ ...ROUTE, host, id: `r${id}` })) },
    ],
    ["ROUTES[0].format: wants one of", { ROUTES: [{ ...ROUTE, format: "rpmm" }, { path: 1 }] }],
  ])("%s", (problem, variables) => {
    expect(problemOf(variables)).toContain(problem);
    expect(problemOf(variables)).not.toMatch(/[\r\n]/);
  });

  it("reports each mistake once, with the route's path if it has one", () => {
    const configuration = readConfiguration({
      ROUTES: [
        ROUTE,
        { ...ROUTE, path: "/a/../*x", id: "a b", formt: "npm", hots: "npm.example" },
        { ...ROUTE, path: "/b/*", retries: 9, status_rules: [{ when: {}, status: 200, thn: 1 }] },
        "npm",
        { ...ROUTE, path: "/c/*", origin: "service:REG", id: "npm" },
        { format: "npm" },
      ],
    });
    expect(configuration.ok ? [] : [configuration.problem, ...(configuration.others ?? [])]).toEqual([
      expect.stringMatching(/^ROUTES\[1\]\.path: wants a path pattern .*, got "\/a\/\.\.\/\*x"$/),
      expect.stringMatching(/^ROUTES\[1\]\.id: wants .*, got "a b" \(path "\/a\/\.\.\/\*x"\)$/),
      'ROUTES[1].formt: is not a field that Outspoken knows (path "/a/../*x")',
      'ROUTES[1].hots: is not a field that Outspoken knows (path "/a/../*x")',
      'ROUTES[2].retries: wants a whole number from 0 to 5, got 9 (path "/b/*")',
      'ROUTES[2].status_rules[0].when: wants at least one of status, code, reason_contains (path "/b/*")',
      'ROUTES[2].status_rules[0].status: wants a status from 400 to 599, got 200 (path "/b/*")',
      'ROUTES[2].status_rules[0].thn: is not a field that Outspoken knows (path "/b/*")',
      'ROUTES[3]: wants a table with path, format and origin, got "npm"',
      'ROUTES[4].id: "npm" is the id of ROUTES[0] too; give one of them another (path "/c/*")',
      'ROUTES[4].origin: there is no service binding named REG (path "/c/*")',
      expect.stringMatching(/^ROUTES\[5\]\.path: is missing; it wants a path pattern [^"]*$/),
    ]);
  });

  it("accepts that a route trusts a later one, one of a preset, or itself", () => {
    const routes = [
      { ...ROUTE, trusts: ["pypi", "gitlab-npm", "npm"] },
      { ...ROUTE, path: "/pypi/*", id: "pypi" },
    ];
    const found = routesOf({ ROUTES: routes, PRESET: "gitlab", ORIGIN: "https://gitlab.example" });
    expect(found.find(({ id }) => id === "npm")?.trusts).toEqual(["pypi", "gitlab-npm", "npm"]);
  });

  it("accepts paths that differ in their host or their end", () => {
    const routes = [{}, { host: "a.example" }, { host: "a.example:8443" }, { path: "/npm" }];
    expect(
      routesOf({ ROUTES: routes.map((more, id) => ({ ...ROUTE, id: `r${id}`, ...more })) }),
    ).toHaveLength(4);
  });

  it("never repeats what might be a credential", () => {
    const problem = problemOf({ ROUTES: [{ ...ROUTE, origin: "https://user:hunter2@registry.example" }] });
    expect(problem).not.toContain("hunter2");
  });
});

describe("a missing secret stops only the routes that need it", () => {
  const SIGNED = { ...ROUTE, last_resort: true };
  const SENT = { ...ROUTE, origin_auth: "TOK" };

  it.each<[string, Record<string, unknown>, Variables, string | null, boolean]>([
    ["none needed", ROUTE, {}, null, false],
    ["a secret that is set", SENT, { TOK: "Bearer abc" }, null, false],
    ["one that is not set", SENT, {}, "ROUTES[1].origin_auth: there is no secret named TOK; set it", true],
    [
      "one named like a property of every object",
      { ...ROUTE, origin_auth: "constructor" },
      {},
      "ROUTES[1].origin_auth: there is no secret named constructor",
      true,
    ],
    ["one that is empty", SENT, { TOK: "" }, "ROUTES[1].origin_auth: there is no secret named TOK", true],
    ["one of another type", SENT, { TOK: 7 }, "ROUTES[1].origin_auth: there is no secret named TOK", true],
    [
      "one that no header can carry",
      SENT,
      { TOK: "a\nb" },
      "ROUTES[1].origin_auth: the secret TOK wants",
      true,
    ],
    ["signed paths, with their secret", SIGNED, { WHY_SECRET: "abc" }, null, false],
    ["signed paths, without it", SIGNED, {}, "ROUTES[1].last_resort: wants the secret WHY_SECRET", false],
    ["a last resort that signs no paths", { ...SIGNED, format: "pypi" }, {}, null, false],
    ["both", { ...SENT, last_resort: true }, {}, "ROUTES[1].origin_auth: there is no secret", true],
  ])("%s", (_name, fields, variables, problem, evenOff) => {
    const routes = routesOf({
      ...variables,
      ROUTES: [
        { ...ROUTE, path: "/a/*" },
        { ...fields, id: "b" },
      ],
    });
    const { stopped } = routes.find(({ id }) => id === "b") ?? {};
    if (problem === null) expect(stopped).toBeNull();
    else {
      expect(stopped).toEqual({ problem: expect.stringContaining(problem), evenOff });
      expect(stopped?.problem).toMatch(/^[^\r\n]* \(path "\/npm\/\*"\)$/);
    }
    expect(routes.find(({ id }) => id === "a")?.stopped).toBeNull();
  });
});
