import { describe, expect, it } from "vitest";
import { checkReport } from "../../src/cli/check-report.ts";
import type { SecretsKnown } from "../../src/cli/checked.ts";
import { suggest } from "../../src/cli/suggest.ts";
import {
  sampleOriginProblems,
  settingsHints,
  settingsProblems,
  type WranglerSettings,
} from "../../src/cli/wrangler-settings.ts";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";

const DOMAIN: WranglerSettings = {
  name: "gateway",
  workers_dev: false,
  routes: [{ pattern: "packages.acme.io", custom_domain: true }],
};
const ROUTE = { path: "/npm/*", format: "npm", origin: "https://npm.acme.io" };

function routesOf(variables: Variables): readonly Route[] {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

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

describe("an origin that is the gateway itself", () => {
  const ZONE: WranglerSettings = {
    ...DOMAIN,
    routes: [{ pattern: "*.acme.io/packages/*" }, "https://npm.acme.io/*"],
  };
  const STRICT = { ...ZONE, compatibility_flags: ["global_fetch_strictly_public"] };
  const WORKERS_DEV: WranglerSettings = { name: "gateway" };
  const ITSELF = "is the gateway itself";
  const NONE = "has no origin";

  it.each<[string, WranglerSettings, object, string | null]>([
    ["another host", DOMAIN, {}, null],
    ["its custom domain", DOMAIN, { origin: "https://packages.acme.io/npm" }, ITSELF],
    ["its custom domain in upper case", DOMAIN, { origin: "https://Packages.ACME.io/npm" }, ITSELF],
    ["its custom domain on another port", DOMAIN, { origin: "https://packages.acme.io:8443" }, null],
    [
      "a second domain",
      { ...DOMAIN, routes: [...(DOMAIN.routes ?? []), { pattern: "b.acme.io", custom_domain: true }] },
      { origin: "https://b.acme.io" },
      ITSELF,
    ],
    ["a zone route, which the Worker's own requests bypass", ZONE, {}, null],
    ["a zone route, with the flag that makes them use it", STRICT, {}, ITSELF],
    ["a zone route whose pattern covers the path", STRICT, { origin: "https://a.acme.io/packages" }, ITSELF],
    [
      "a zone route whose pattern does not cover the path",
      STRICT,
      { origin: "https://a.acme.io/other" },
      null,
    ],
    ["its name on workers.dev", WORKERS_DEV, { origin: "https://gateway.acme.workers.dev" }, ITSELF],
    [
      "a name on workers.dev that is closed",
      { ...WORKERS_DEV, workers_dev: false },
      { origin: "https://gateway.acme.workers.dev" },
      null,
    ],
    ["another name on workers.dev", WORKERS_DEV, { origin: "https://registry.acme.workers.dev" }, null],
    ["a bound Worker", DOMAIN, { origin: "service:REGISTRY" }, null],
    [
      "the gateway's host name, through another Worker",
      { ...DOMAIN, services: [{ binding: "REGISTRY", service: "registry" }] },
      { origin: "https://packages.acme.io/npm", via: "REGISTRY" },
      null,
    ],
    [
      "the gateway's host name, in a private network",
      { ...DOMAIN, vpc_networks: [{ binding: "REGISTRY" }] },
      { origin: "https://packages.acme.io/npm", via: "REGISTRY" },
      null,
    ],
    [
      "the gateway's host name, with a client certificate",
      { ...DOMAIN, mtls_certificates: [{ binding: "REGISTRY" }] },
      { origin: "https://packages.acme.io/npm", via: "REGISTRY" },
      ITSELF,
    ],
    [
      "a binding of the gateway to itself",
      { ...DOMAIN, services: [{ binding: "REGISTRY", service: "gateway" }] },
      { origin: "https://npm.acme.io", via: "REGISTRY" },
      ITSELF,
    ],
    [
      "a binding of the gateway to itself, in the short form",
      { ...DOMAIN, services: [{ binding: "REGISTRY", service: "gateway" }] },
      { origin: "service:REGISTRY" },
      ITSELF,
    ],
    ["no origin behind a custom domain", DOMAIN, { origin: undefined }, NONE],
    ["no origin behind a zone route", ZONE, { origin: undefined }, null],
    [
      "no origin behind a custom domain and a zone route",
      { ...DOMAIN, routes: [...(DOMAIN.routes ?? []), "b.acme.io/*"] },
      { origin: undefined },
      null,
    ],
    [
      "no origin, for the host of the domain",
      { ...DOMAIN, routes: [...(DOMAIN.routes ?? []), "b.acme.io/*"] },
      { origin: undefined, host: "packages.acme.io" },
      NONE,
    ],
    [
      "no origin, for the host of the zone route",
      { ...DOMAIN, routes: [...(DOMAIN.routes ?? []), "b.acme.io/*"] },
      { origin: undefined, host: "b.acme.io" },
      null,
    ],
  ])("%s", (_name, settings, fields, problem) => {
    const REGISTRY = { fetch: true };
    const found = settingsProblems(settings, routesOf({ REGISTRY, ROUTES: [{ ...ROUTE, ...fields }] }));
    expect(found).toEqual(problem === null ? [] : [expect.stringContaining(problem)]);
  });

  it("is reported once for the many routes of a preset", () => {
    const routes = routesOf({ PRESET: "gitlab", ORIGIN: "https://packages.acme.io" });
    const found = settingsProblems(DOMAIN, routes);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(2);
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

describe("did you mean", () => {
  it.each<[string, Variables]>([
    [
      'ROUTES[0].formt: is not a field that Outspoken knows; did you mean "format"?',
      { ROUTES: [{ ...ROUTE, formt: 1 }] },
    ],
    [
      'ROUTES[0].timeoutMs: is not a field that Outspoken knows; did you mean "timeout_ms"?',
      { ROUTES: [{ ...ROUTE, timeoutMs: 1 }] },
    ],
    [
      'ROUTES[0].last-resort: is not a field that Outspoken knows; did you mean "last_resort"?',
      { ROUTES: [{ ...ROUTE, "last-resort": 1 }] },
    ],
    ["ROUTES[0].colour: is not a field that Outspoken knows (path", { ROUTES: [{ ...ROUTE, colour: 1 }] }],
    [
      'ROUTES[0].status_rules[0].thn: is not a field that Outspoken knows; did you mean "when"?',
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 }, status: 404, thn: 1 }] }] },
    ],
    [
      "ROUTES[0].status_rules[0].when.reason: is not a field that Outspoken knows (path",
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500, reason: "x" }, status: 404 }] }] },
    ],
    [
      'ROUTES[0].status_rules[0].when.stauts: is not a field that Outspoken knows; did you mean "status"?',
      { ROUTES: [{ ...ROUTE, status_rules: [{ when: { stauts: 500 }, status: 404 }] }] },
    ],
    ['.trusts[0]: there is no route "nmp"; did you mean "npm"?', { ROUTES: [{ ...ROUTE, trusts: ["nmp"] }] }],
    ['got "nmp"; did you mean "npm"?', { ROUTES: [{ ...ROUTE, format: "nmp" }] }],
    ['got "Docker"; did you mean "oci"?', { ROUTES: [{ ...ROUTE, format: "Docker" }] }],
    ['got "pip"; did you mean "pypi"?', { ROUTES: [{ ...ROUTE, format: "pip" }] }],
    ['got "floppy" (path', { ROUTES: [{ ...ROUTE, format: "floppy" }] }],
    ['got "x" (path', { ROUTES: [{ ...ROUTE, format: "x" }] }],
    ['got "__proto__" (path', { ROUTES: [{ ...ROUTE, format: "__proto__" }] }],
    [
      'got "bad-gateway"; did you mean "bad_gateway"?',
      { ROUTES: [{ ...ROUTE, upstream_errors: "bad-gateway" }] },
    ],
    ['got "gitlb"; did you mean "gitlab"?', { PRESET: "gitlb", ORIGIN: "https://git.acme.io" }],
    ["vercel", { PRESET: "vercel", ORIGIN: "https://git.acme.io" }],
    [
      'ROUTES[0].timeout_ms.reed: is not a field that Outspoken knows; did you mean "read"?',
      { ROUTES: [{ ...ROUTE, timeout_ms: { reed: 5_000 } }] },
    ],
  ])("%s", (says, variables) => {
    const configuration = readConfiguration(variables, suggest);
    if (configuration.ok) throw new Error("nothing is wrong with it");
    const lines = [configuration.problem, ...(configuration.others ?? [])].join("\n");
    expect(lines).toContain(says);
    if (!says.includes("did you mean")) expect(lines).not.toContain("did you mean");
  });

  it("is left out in the Worker, whose line ends with what the field wants", () => {
    const configuration = readConfiguration({ ROUTES: [{ ...ROUTE, format: "nmp" }] });
    expect(configuration.ok ? "" : configuration.problem).toMatch(/, got "nmp" \(path "\/npm\/\*"\)$/);
  });
});

describe("the report", () => {
  function report(variables: Variables, settings = DOMAIN, secrets: SecretsKnown = { kind: "unseen" }) {
    return checkReport({
      file: "wrangler.toml",
      environment: undefined,
      secrets,
      since: null,
      deployment: {
        configuration: readConfiguration(variables),
        settings,
        secrets: new Map([["TOKEN", new Set(["npm", "pypi"])]]),
        hasWebhook: false,
        namespaces: [],
        variables: new Set(Object.keys(variables)),
        routesBytes: 10,
      },
    });
  }
  const NOTHING_MISSING: SecretsKnown = { kind: "set_on_cloudflare", names: new Set(["TOKEN"]) };

  it("says that all is well if there is nothing to report", () => {
    expect(report({ ROUTES: [ROUTE] }, DOMAIN, NOTHING_MISSING)).toEqual({
      ok: true,
      lines: ["wrangler.toml: 1 route, all well.", "  /npm/*  npm  npm"],
    });
  });

  it("shows the help that people would get, for an example of a request", () => {
    const HELP = {
      timeout: "Reference: {ref}",
      blocked: "Ask: https://help.acme.io/?p={package}&v={version}&s={status}",
    };
    const pypi = { path: "/pypi/*", format: "pypi", origin: "https://pypi.acme.io", help: { timeout: "" } };
    expect(report({ ROUTES: [ROUTE, pypi], HELP }, DOMAIN, NOTHING_MISSING).lines).toEqual([
      "wrangler.toml: 2 routes, all well.",
      "  /pypi/*  pypi  pypi",
      expect.stringMatching(/^ {6}blocked: Ask: https:\/\/help\.acme\.io\/\?p=\w[\w.-]*&v=\d[\d.]*&s=403$/),
      "  /npm/*  npm  npm",
      "      blocked: Ask: https://help.acme.io/?p=left-pad&v=&s=403",
      "      timeout: Reference: bcdfghjkmn",
    ]);
  });

  it("shows help once for all paths of a preset's route", () => {
    const HELP = { blocked: "Ask for {route}" };
    const { lines } = report({ PRESET: "gitlab", ORIGIN: "https://git.acme.io", HELP }, DOMAIN);
    expect(lines.filter((line) => line === "      blocked: Ask for gitlab-npm")).toHaveLength(1);
    expect(lines.filter((line) => line.endsWith("gitlab-npm")).length).toBeGreaterThan(2);
  });

  describe("of alerts", () => {
    const ALERTS = { down: { category: ["timeout", "unreachable"], at_least: 20 } };
    const alerted = { ROUTES: [ROUTE], ALERTS };
    const WORDS = "  alert down: timeout or unreachable: at least 20 in 10 minutes";

    it("shows each in words, and what keeps it from being sent", () => {
      expect(report(alerted, DOMAIN, NOTHING_MISSING).lines).toEqual([
        "wrangler.toml: 1 route.",
        "  /npm/*  npm  npm",
        WORDS,
        "The secret ALERT_WEBHOOK is not set, so no alert is sent; set it with `npx wrangler secret put ALERT_WEBHOOK`.",
        expect.stringContaining("without the KV namespace SWITCHES"),
        expect.stringContaining("without a cron trigger"),
        expect.stringContaining("set PUBLIC_URL to the gateway's address"),
      ]);
    });

    it.each<[string, SecretsKnown, WranglerSettings, number]>([
      ["if it is set", { kind: "set_on_cloudflare", names: new Set(["TOKEN", "ALERT_WEBHOOK"]) }, DOMAIN, 0],
      ["if it can't be seen", { kind: "unseen" }, DOMAIN, 1],
      ["on this machine", { kind: "local" }, DOMAIN, 1],
    ])("mentions the webhook's secret unless it is set: %s", (_name, secrets, settings, count) => {
      const { lines } = report(alerted, settings, secrets);
      expect(lines.filter((line) => line.includes("ALERT_WEBHOOK"))).toHaveLength(count);
    });

    it("gives no hint about what is configured", () => {
      const settings = { ...DOMAIN, triggers: { crons: ["* * * * *"] } };
      const { lines } = report({ ...alerted, PUBLIC_URL: "https://packages.acme.io" }, settings);
      expect(lines.join("\n")).not.toMatch(/cron|PUBLIC_URL/);
    });
  });

  it("hints at a character right behind a URL", () => {
    const HELP = { blocked: "See https://help.acme.io/a.", timeout: "https://help.acme.io/a or wait." };
    const { lines } = report({ ROUTES: [ROUTE], HELP });
    expect(lines.filter((line) => line.startsWith("Hint: in the help of "))).toEqual([
      expect.stringContaining("blocked"),
    ]);
  });

  it("does not say that all is well if no request can arrive, and lists every mistake", () => {
    const unserved = report({ ROUTES: [ROUTE] }, { workers_dev: false }, NOTHING_MISSING);
    expect(unserved.ok).toBe(true);
    expect(unserved.lines.join("\n")).not.toContain("all well");
    const sample = report(
      { ROUTES: [{ ...ROUTE, origin: "https://registry.example.com" }] },
      { workers_dev: false, cache: { enabled: true } },
    );
    expect(sample).toEqual({
      ok: false,
      lines: [
        expect.stringContaining("registry.example.com"),
        expect.stringContaining("cache.enabled"),
        expect.stringContaining("no request reaches this Worker"),
      ],
    });
  });

  it("leaves out domains and cache for `wrangler dev`", () => {
    const settings = { workers_dev: false, cache: { enabled: true } };
    const { ok, lines } = report({ ROUTES: [ROUTE] }, settings, { kind: "local" });
    expect(ok).toBe(true);
    expect(lines.at(-1)).toBe(
      "The secret TOKEN is not set. The routes npm, pypi will answer 500 without it; put it into .dev.vars.",
    );
  });
});
