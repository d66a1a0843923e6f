/** Origins that are the gateway itself, by its domains, its zone routes, its name on workers.dev and its bindings. */
import { describe, expect, it } from "vitest";
import { settingsProblems, type WranglerSettings } from "../../src/cli/wrangler-settings.ts";
import { routesOf } from "../config/read.ts";
import { DOMAIN, ROUTE } from "./settings.ts";

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
