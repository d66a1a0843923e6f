/** What of the wrangler file does not fit the routes, and what has to be changed in the sample. */
import { describe, expect, it } from "vitest";
import {
  sampleOriginProblems,
  settingsHints,
  settingsProblems,
  type WranglerSettings,
} from "../../src/cli/wrangler-settings.ts";
import { routesOf } from "../config/read.ts";
import { DOMAIN, ROUTE } from "./settings.ts";

function problems(settings: WranglerSettings, fields: object = {}): readonly string[] {
  return settingsProblems(settings, routesOf({ ROUTES: [{ ...ROUTE, ...fields }] }));
}

describe("a custom domain must be a host name", () => {
  it.each([
    ["packages.acme.io/*", true, 1],
    ["packages.acme.io/npm", true, 1],
    ["*.acme.io", true, 1],
    ["https://packages.acme.io", true, 1],
    ["packages.acme.io", true, 0],
    ["packages.acme.io/*", false, 0],
  ])("%s, custom_domain = %s", (pattern, custom_domain, count) => {
    const found = problems({ ...DOMAIN, routes: [{ pattern, custom_domain }] });
    expect(found).toHaveLength(count);
    if (count > 0) expect(found[0]).toMatch(/^routes\[0\]\.pattern: a custom domain is a host name, without/);
  });
});

it.each([
  ["http://npm.acme.io", "CERTIFICATE", 1],
  ["https://npm.acme.io", "CERTIFICATE", 0],
  ["http://npm.acme.io", "REGISTRY", 0],
])("a certificate for %s, via %s, is shown over TLS only", (origin, via, count) => {
  const routes = routesOf({
    CERTIFICATE: { fetch: true },
    REGISTRY: { fetch: true },
    ROUTES: [{ ...ROUTE, origin, via }],
  });
  const found = settingsProblems({ ...DOMAIN, mtls_certificates: [{ binding: "CERTIFICATE" }] }, routes);
  expect(found.filter((line) => line.includes("is reached without TLS, where no certificate"))).toHaveLength(
    count,
  );
});

it.each<[WranglerSettings["cache"], number]>([
  [{ enabled: true }, 1],
  [{ enabled: false }, 0],
  [undefined, 0],
])("Cloudflare's cache in front of the Worker: %j", (cache, count) => {
  const found = problems({ ...DOMAIN, cache });
  expect(found.filter((line) => line.startsWith("cache.enabled: must be off"))).toHaveLength(count);
});

describe("what has to be changed in the sample", () => {
  it.each(["https://registry.example.com/npm", "https://example.org", "http://a.b.example.net"])(
    "an origin with an example's host name: %s",
    (origin) => {
      const routes = routesOf({
        ROUTES: [
          { ...ROUTE, origin },
          { ...ROUTE, origin, path: "/b/*" },
        ],
      });
      expect(sampleOriginProblems(routes)).toEqual([expect.stringContaining("is an example's host name")]);
    },
  );

  it.each(["https://notexample.com", "https://example.com.acme.io", "https://example.io"])(
    "not an origin with another host name: %s",
    (origin) => expect(sampleOriginProblems(routesOf({ ROUTES: [{ ...ROUTE, origin }] }))).toEqual([]),
  );

  it("a route with an example's host name", () => {
    const routes = [{ pattern: "packages.example.com", custom_domain: true }, "packages.example.com/*"];
    expect(problems({ ...DOMAIN, routes })).toEqual([
      expect.stringMatching(/^routes\[0\]\.pattern: packages\.example\.com is an example's/),
      expect.stringMatching(/^routes\[1\]\.pattern: packages\.example\.com is an example's/),
    ]);
  });

  it.each<[string, WranglerSettings, number]>([
    ["unreachable", { workers_dev: false }, 1],
    ["a domain", DOMAIN, 0],
    ["a name on workers.dev", { workers_dev: true }, 0],
    ["wrangler's default", {}, 0],
  ])("how the Worker is served: %s", (_name, settings, count) => {
    const found = settingsHints(settings, []).filter((line) =>
      line.startsWith("Hint: no request reaches this Worker"),
    );
    expect(found).toHaveLength(count);
  });

  it("no host name: until it has one, the gateway is served on workers.dev", () => {
    expect(settingsHints({ name: "gateway" }, [])).toEqual([
      expect.stringContaining("the gateway is served at gateway.<your subdomain>.workers.dev, to try it out"),
    ]);
  });

  it.each<[string, WranglerSettings, object, string | null]>([
    ["with the operators' credentials", { workers_dev: true }, { origin_auth: "TOKEN" }, "TOKEN"],
    ["open by default", {}, { origin_headers: { "PRIVATE-TOKEN": "GITLAB" } }, "GITLAB"],
    ["with the client's own credentials", { workers_dev: true }, {}, null],
    ["closed", { ...DOMAIN, workers_dev: undefined }, { origin_auth: "TOKEN" }, null],
  ])("a route that is open on workers.dev: %s", (_name, settings, fields, secret) => {
    const found = settingsHints(settings, routesOf({ ROUTES: [{ ...ROUTE, ...fields }] })).filter((line) =>
      line.includes("anyone can read"),
    );
    expect(found).toEqual(
      secret === null ? [] : [expect.stringContaining(`anyone can read the route npm with ${secret}`)],
    );
  });
});

it("a zone route of a bare host matches only its root", () => {
  expect(settingsHints({ routes: ["packages.acme.io"] }, [])).toEqual([
    "Hint: routes[0].pattern: packages.acme.io matches only the root of that host; for all of it, write packages.acme.io/*.",
  ]);
});

it.each([
  ["ANALYTICS", []],
  ["STATS", ['Hint: analytics.binding: failures are looked up through ANALYTICS, got "STATS".']],
])("Analytics SQL bound as %s", (binding, hints) => {
  expect(settingsHints({ ...DOMAIN, analytics: { binding } }, [])).toEqual(hints);
});
