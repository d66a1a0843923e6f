/** The report that `npm run check` prints, line by line. */
import { describe, expect, it } from "vitest";
import { checkReport } from "../../src/cli/check-report.ts";
import type { SecretsKnown } from "../../src/cli/checked.ts";
import type { WranglerSettings } from "../../src/cli/wrangler-settings.ts";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { DOMAIN, ROUTE } from "./settings.ts";

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
