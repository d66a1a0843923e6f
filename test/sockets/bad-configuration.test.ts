import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import type { Json, Setup } from "./gateway.ts";
import { serveGateways, serveOrigin } from "./serve.ts";

interface Mistake {
  readonly name: string;
  /** A verbatim part of the line. */
  readonly says: string;
  readonly variables: Readonly<Record<string, Json>>;
}

const GOOD = { path: "/npm/*", format: "npm", origin: "https://registry.example" };

function route(name: string, says: string, fields: { [field: string]: Json }): Mistake {
  return { name, says, variables: { ROUTES: [GOOD, { ...GOOD, id: "second", path: "/x/*", ...fields }] } };
}

const MISTAKES: readonly Mistake[] = [
  { name: "no ROUTES at all", says: "ROUTES: is missing", variables: {} },
  { name: "ROUTES as bad JSON text", says: "ROUTES: ", variables: { ROUTES: '[{"path": "/npm/*",}]' } },
  { name: "ROUTES as JSON text of another type", says: "ROUTES: ", variables: { ROUTES: '"npm"' } },
  { name: "ROUTES as a number", says: "ROUTES: ", variables: { ROUTES: 5 } },
  { name: "ROUTES as a table", says: "ROUTES: ", variables: { ROUTES: { path: "/npm/*" } } },
  { name: "no route", says: "ROUTES: ", variables: { ROUTES: [] } },
  { name: "a route that is not a table", says: "ROUTES[0]: ", variables: { ROUTES: ["npm"] } },
  { name: "no path", says: "ROUTES[0].path: is missing", variables: { ROUTES: [{ format: "npm" }] } },
  { name: "no format", says: "ROUTES[0].format: is missing", variables: { ROUTES: [{ path: "/npm/*" }] } },
  route("an unknown field", "ROUTES[1].formt: ", { formt: "npm" }),
  route("an unknown format", "ROUTES[1].format: ", { format: "floppy" }),
  route("an invalid path", "ROUTES[1].path: ", { path: "npm/*" }),
  route("a path with a star in the middle", "ROUTES[1].path: wants /* at its end", { path: "/a/*/b" }),
  route("a path with dot segments", "ROUTES[1].path: ", { path: "/a/../b/*" }),
  route("a path under the operator's page", "ROUTES[1].path: ", { path: "/-/outspoken/x/*" }),
  route("a path under that of last resorts", "ROUTES[1].path: can't be under /-/why/", {
    path: "/-/why/x/*",
  }),
  route("the paths of last resorts", "ROUTES[1].path: can't be under /-/why/", { path: "/-/why/*" }),
  route("the path of the operator's page", "ROUTES[1].path: ", { path: "/-/outspoken" }),
  route("a path of Cloudflare's own", "ROUTES[1].path: ", { path: "/cdn-cgi/x" }),
  route("an origin that is not a URL", "ROUTES[1].origin: ", { origin: "registry.example" }),
  route("an origin of another scheme", "ROUTES[1].origin: ", { origin: "ftp://registry.example" }),
  route("an origin with credentials", "ROUTES[1].origin: ", {
    origin: "https://user:hunter2@registry.example",
  }),
  route("an origin with a query", "ROUTES[1].origin: ", {
    origin: "https://registry.example/?token=hunter2",
  }),
  route("a binding that is missing", "ROUTES[1].origin: ", { origin: "service:NO_SUCH_BINDING/x" }),
  route("a secret in place of its name", "ROUTES[1].origin_auth: ", { origin_auth: "Bearer hunter2" }),
  route("a path that is taken", 'ROUTES[1].path: "/npm/*" is the path of ROUTES[0] too', { path: "/npm/*" }),
  {
    name: "two mistakes: the first is named",
    says: "ROUTES[0].format: wants one of",
    variables: {
      ROUTES: [
        { ...GOOD, format: "floppy" },
        { ...GOOD, id: "a b" },
      ],
    },
  },
  {
    name: "an IP address for a preset of subdomains",
    says: "ORIGIN: wants a host name; PRESET cloudsmith",
    variables: { PRESET: "cloudsmith", ORIGIN: "http://10.0.0.5" },
  },
  route("an id that is taken", "ROUTES[1].id: ", { id: "npm" }),
  route("an invalid id", "ROUTES[1].id: ", { id: "a b" }),
  route("a host with a scheme", "ROUTES[1].host: ", { host: "https://packages.example" }),
  route("enabled as a word", "ROUTES[1].enabled: ", { enabled: "yes" }),
  route("more than 100%", "ROUTES[1].enabled: ", { enabled: "101%" }),
  route("a timeout as a string", "ROUTES[1].timeout_ms: ", { timeout_ms: "2000" }),
  route("a timeout of 0", "ROUTES[1].timeout_ms: ", { timeout_ms: 0 }),
  route("too many retries", "ROUTES[1].retries: ", { retries: 6 }),
  route("half a retry", "ROUTES[1].retries: ", { retries: 0.5 }),
  route("an unknown value of upstream_errors", "ROUTES[1].upstream_errors: ", { upstream_errors: "hide" }),
  route("rewrite_urls as a string", "ROUTES[1].rewrite_urls: ", { rewrite_urls: "true" }),
  route("last_resort as a number", "ROUTES[1].last_resort: ", { last_resort: 1 }),
  route("a notice of two lines", "ROUTES[1].notice: ", { notice: "a\nb" }),
  route("rules that are not a list", "ROUTES[1].status_rules: ", { status_rules: { status: 404 } }),
  route("a rule without a condition", "ROUTES[1].status_rules[0].when: ", {
    status_rules: [{ when: {}, status: 404 }],
  }),
  route("a rule that makes a success", "ROUTES[1].status_rules[0].status: ", {
    status_rules: [{ when: { status: 500 }, status: 200 }],
  }),
];

const origin = serveOrigin();
const gateway = serveGateways(() => {
  const good = [{ path: "/npm/*", format: "npm", origin: origin.url }];
  const setups: Record<string, Setup> = {
    table: { variables: { ROUTES: good } },
    text: { variables: { ROUTES: JSON.stringify(good) } },
  };
  for (const [index, { variables }] of MISTAKES.entries()) setups[`bad${index}`] = { variables };
  return setups;
});

test.each(["table", "text"])("a good configuration works as a %s", async (name) => {
  expect(await ask(gateway.port(name), "/npm/left-pad")).toMatchObject({ status: 200, text: "ok\n" });
});

describe("a bad configuration never works in part", () => {
  test.each(MISTAKES.map(({ name, says }, index) => [name, says, `bad${index}`] as const))(
    "%s: one plain line with %j",
    async (_, says, worker) => {
      const answer = await ask(gateway.port(worker), "/npm/left-pad");
      expect(answer.line).toMatch(/^HTTP\/1\.1 500 Outspoken is not configured: /);
      expect(await gateway.log.line({ event: "not_configured" })).toBeDefined();
      expect(answer.header("content-type")).toBe("text/plain; charset=utf-8");
      expect(answer.header("cache-control")).toBe("no-store, no-transform");
      expect(answer.header("content-length")).toBe(String(answer.body.length));
      expect(answer.text).toMatch(/^Outspoken is not configured: [\x20-\x7e]+\n$/);
      expect(answer.text).toContain(says);
      expect(answer.text).not.toContain("hunter2");
    },
  );

  test.each([
    "/",
    "/npm/left-pad",
    "/x/y",
    "/nothing",
    "/-/outspoken/",
    "/-/outspoken/api/x",
    "/favicon.ico",
  ])("is reported on every path and for every method: %s", async (target) => {
    for (const method of ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"]) {
      const answer = await ask(gateway.port("bad0"), target, { method });
      expect([method, answer.status, answer.complete]).toEqual([method, 500, true]);
      if (method !== "HEAD")
        expect([method, answer.text]).toEqual([method, expect.stringContaining("ROUTES: is missing")]);
    }
  });
});
