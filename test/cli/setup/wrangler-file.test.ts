/** From answers to the wrangler file, at the top level and in environments. */
import { describe, expect, test } from "vitest";
import type { Answers } from "../../../src/cli/setup/answers.ts";
import { type Known, stepLines, stepsOf } from "../../../src/cli/setup/plan.ts";
import { changedLines } from "../../../src/cli/setup/preview.ts";
import { valueAt } from "../../../src/cli/setup/toml-text.ts";
import {
  ACCESS,
  ALERTED,
  configurationIn,
  earlierAnswers,
  fileWith,
  GITLAB,
  ID,
  NPM,
  OLDER,
  PRIVATE,
  SAMPLE,
  WEBHOOK,
} from "./acme.ts";

describe("the wrangler file", () => {
  test.each<[string, Answers, string[]]>([
    [
      "of a product",
      GITLAB,
      [
        '- # routes = [{ pattern = "packages.example.com", custom_domain = true }]',
        '+ routes = [{ pattern = "packages.acme.io", custom_domain = true }]',
        "- # [analytics]",
        '- # binding = "ANALYTICS"',
        "+ [analytics]",
        '+ binding = "ANALYTICS"',
        `+ id = "${ID}"`,
        '- ORIGIN = "https://gitlab.example.com"',
        '+ ORIGIN = "https://gitlab.acme.io"',
        '- # PUBLIC_URL = "https://packages.example.com"',
        '+ PUBLIC_URL = "https://packages.acme.io"',
      ],
    ],
    [
      "of one format",
      NPM,
      [
        '- # routes = [{ pattern = "packages.example.com", custom_domain = true }]',
        '+ routes = [{ pattern = "packages.acme.io", custom_domain = true }]',
        "- # [analytics]",
        '- # binding = "ANALYTICS"',
        "+ [analytics]",
        '+ binding = "ANALYTICS"',
        `+ id = "${ID}"`,
        '- PRESET = "gitlab"',
        '- ORIGIN = "https://gitlab.example.com"',
        '- # PUBLIC_URL = "https://packages.example.com"',
        '+ PUBLIC_URL = "https://packages.acme.io"',
        "- # [[vars.ROUTES]]",
        '- # path = "/npm/*"',
        '- # format = "npm"',
        '- # origin = "https://registry.example.com/npm"',
        "+ [[vars.ROUTES]]",
        '+ path = "/npm/*"',
        '+ format = "npm"',
        '+ origin = "https://nexus.acme.io/repository/npm"',
        '+ enabled = "5%"',
      ],
    ],
  ])("%s keeps everything that no answer is about", (_, answers, changed) => {
    expect(changedLines(SAMPLE, fileWith(SAMPLE, answers, ID))).toEqual(changed);
  });

  test("of an older version is edited too, with its samples in other places", () => {
    const text = fileWith(OLDER, GITLAB, ID);
    expect(configurationIn(text)).toMatchObject({ ok: true });
    expect(earlierAnswers(text)).toMatchObject({ product: "gitlab", namespaceId: ID });
    expect(text).not.toContain("registry.example.com");
  });

  test.each([
    ["one format", NPM, { enabled: { kind: "share" }, originHeaders: [], origin: { via: null } }],
    [
      "one behind Access",
      ACCESS,
      { originHeaders: [{ secret: "ACCESS_CLIENT_ID" }, { secret: "ACCESS_CLIENT_SECRET" }] },
    ],
    ["one in a private network", PRIVATE, { origin: { via: "PRIVATE_REGISTRY" } }],
  ])("of %s is read by the Worker as intended", (_, answers, route) => {
    const text = fileWith(SAMPLE, answers, ID);
    expect(configurationIn(text)).toMatchObject({
      ok: true,
      routes: [{ id: "npm", format: "npm", ...route }],
    });
    expect(fileWith(text, answers, ID)).toBe(text);
  });

  test.each([
    [
      "another origin",
      GITLAB,
      { ...GITLAB, registry: { ...GITLAB.registry, origin: "https://git.acme.io" } },
    ],
    ["one format instead of a product", GITLAB, NPM],
    ["a product instead of one format", NPM, GITLAB],
    ["the internet instead of a private network", PRIVATE, NPM],
  ] satisfies [string, Answers, Answers][])("can be changed: %s", (_, first, second) => {
    const text = fileWith(fileWith(SAMPLE, first, ID), second, ID);
    const configuration = configurationIn(text);
    expect(configuration).toMatchObject({ ok: true });
    expect(earlierAnswers(text)).toMatchObject({ host: second.host, namespaceId: ID, worker: "outspoken" });
    expect(text).toContain("# Environments:");
  });

  test("keeps fields of a route, and hosts, that an operator has added", () => {
    const added = fileWith(SAMPLE, NPM, ID).replace(
      'path = "/npm/*"',
      'path = "/npm/*"\nretries = 3 # flaky',
    );
    const text = fileWith(added, { ...NPM, host: "pkg.acme.io", start: "keep" }, ID);
    expect(text).toContain("retries = 3 # flaky");
    expect(text).toContain('enabled = "5%"');
    expect(text).toContain(
      'routes = [{ pattern = "packages.acme.io", custom_domain = true }, { pattern = "pkg.acme.io", custom_domain = true }]',
    );
  });

  test.each([
    ["the sample, which has one", SAMPLE, ALERTED, ["* * * * *"]],
    ["an older version", OLDER, ALERTED, ["* * * * *"]],
    ["an older version, without alerts", OLDER, GITLAB, undefined],
    ["one with another time", `${OLDER}\n[triggers]\ncrons = ["*/5 * * * *"]\n`, ALERTED, ["*/5 * * * *"]],
  ] satisfies [string, string, Answers, unknown][])(
    "has a cron trigger for alerts, and never the webhook: %s",
    (_, before, answers, crons) => {
      const text = fileWith(before, answers, ID);
      expect(valueAt(text, ["triggers", "crons"])).toEqual(crons);
      expect(text).not.toContain(WEBHOOK);
    },
  );

  test("tells a later run that the alerts' webhook is in a Secrets Store", () => {
    const secret =
      '[[secrets_store_secrets]]\nbinding = "ALERT_WEBHOOK"\nstore_id = "0"\nsecret_name = "alerts"\n';
    expect(earlierAnswers(`${OLDER}\n${secret}`).isWebhookStored).toBe(true);
    expect(
      earlierAnswers(`${OLDER}\n${secret}`.replace("ALERT_WEBHOOK", "GITLAB_TOKEN")).isWebhookStored,
    ).toBe(false);
  });

  test("gives a later run the earlier answers", () => {
    expect(earlierAnswers(fileWith(SAMPLE, GITLAB, ID))).toEqual({
      worker: "outspoken",
      host: "packages.acme.io",
      product: "gitlab",
      origin: "https://gitlab.acme.io",
      format: null,
      namespaceId: ID,
      isWebhookStored: false,
    });
    expect(earlierAnswers(SAMPLE)).toMatchObject({
      host: null,
      product: null,
      origin: null,
      namespaceId: null,
    });
  });
});

describe("an environment", () => {
  const STAGING: Answers = { ...NPM, host: "packages-staging.acme.io" };

  test("of the sample is set up in its own tables, and the top level stays", () => {
    const text = fileWith(SAMPLE, STAGING, ID, "staging");
    expect(changedLines(SAMPLE, text)).toEqual([
      '- routes = [] # [{ pattern = "packages-staging.example.com", custom_domain = true }]',
      '+ routes = [{ pattern = "packages-staging.acme.io", custom_domain = true }] # [{ pattern = "packages-staging.example.com", custom_domain = true }]',
      `+ id = "${ID}"`,
      '+ PUBLIC_URL = "https://packages-staging.acme.io"',
      "- [[env.staging.vars.ROUTES]]",
      '- path = "/npm/*"',
      '- format = "npm"',
      '- origin = "https://registry-staging.example.com/npm"',
      "+ [[env.staging.vars.ROUTES]]",
      '+ path = "/npm/*"',
      '+ format = "npm"',
      '+ origin = "https://nexus.acme.io/repository/npm"',
      '+ enabled = "5%"',
      "+ ",
    ]);
    expect(fileWith(text, STAGING, ID, "staging")).toBe(text);
    expect(earlierAnswers(text)).toEqual(earlierAnswers(SAMPLE));
  });

  test.each([
    ["the sample", "staging", "outspoken-staging", GITLAB],
    ["the sample", "production", "outspoken-production", NPM],
    ["a new one", "qa", "outspoken-qa", GITLAB],
    ["a new one", "qa-2", "outspoken-qa-2", NPM],
  ] satisfies [string, string, string, Answers][])(
    "of %s, %s, gives a later run the earlier answers",
    (_, name, worker, answers) => {
      const text = fileWith(SAMPLE, answers, ID, name);
      expect(configurationIn(text, name)).toMatchObject({ ok: true });
      expect(earlierAnswers(text, name)).toMatchObject({
        worker,
        host: "packages.acme.io",
        origin: answers.registry.origin,
        namespaceId: ID,
      });
      expect(valueAt(text, ["env", name, "analytics", "binding"])).toBe("ANALYTICS");
      expect(valueAt(text, ["env", name, "analytics_engine_datasets", 0, "binding"])).toBe("FAILURES");
    },
  );

  test("that is new has its own dataset, which the operator's page reads", () => {
    const text = fileWith(SAMPLE, ALERTED, ID, "qa");
    // Inherited.
    expect(valueAt(text, ["env", "qa", "triggers"])).toBeUndefined();
    expect(valueAt(text, ["env", "qa", "analytics_engine_datasets", 0, "dataset"])).toBe(
      "outspoken_failures_qa",
    );
    expect(valueAt(text, ["env", "qa", "vars", "ANALYTICS_DATASET"])).toBe("outspoken_failures_qa");
  });

  test("is named in each command", () => {
    const text = fileWith(SAMPLE, GITLAB, ID, "staging");
    const configuration = configurationIn(text, "staging");
    if (!configuration.ok) throw new Error(configuration.problem);
    const known: Known = {
      file: "wrangler.toml",
      worker: "outspoken-staging",
      environment: "staging",
      namespaceId: null,
      routes: configuration.routes,
    };
    const byHand = stepsOf(ALERTED, known).map((step) => [step.kind, stepLines(step, known)[1]]);
    expect(Object.fromEntries(byHand)).toEqual({
      namespace: "npx wrangler kv namespace create outspoken-staging-switches",
      file: "npm run check -- --env staging",
      switches: expect.stringMatching(/^npm run switch -- \S+ observe --env staging/),
      deploy: "npm run deploy -- --env staging",
      admin_token: expect.stringContaining("secret put ADMIN_TOKEN --env=staging"),
      alert_webhook: "npx wrangler secret put ALERT_WEBHOOK --env=staging",
      doctor: expect.stringContaining("npm run doctor"),
    });
  });
});
