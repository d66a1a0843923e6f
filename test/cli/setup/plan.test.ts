/** From answers to the steps, and to what developers should do. */
import { describe, expect, test } from "vitest";
import type { Answers } from "../../../src/cli/setup/answers.ts";
import { clientLines } from "../../../src/cli/setup/client-lines.ts";
import { stepLines, stepsOf, tellLines } from "../../../src/cli/setup/plan.ts";
import { FORMAT_NAMES } from "../../../src/clients/index.ts";
import { ACCESS, ALERTED, fileWith, GITLAB, ID, knownOf, NPM, SAMPLE, WEBHOOK } from "./acme.ts";

describe("the steps", () => {
  const kinds = (answers: Answers, namespaceId: string | null = null) =>
    stepsOf(answers, knownOf(fileWith(SAMPLE, answers, ID), namespaceId)).map(({ kind }) => kind);

  test.each([
    ["a product", GITLAB, null, ["namespace", "file", "switches", "deploy", "admin_token", "doctor"]],
    ["a product, again", { ...GITLAB, start: "keep" }, ID, ["file", "deploy", "admin_token", "doctor"]],
    [
      "a product with alerts",
      ALERTED,
      ID,
      ["file", "switches", "deploy", "admin_token", "alert_webhook", "doctor"],
    ],
    ["one format", NPM, null, ["namespace", "file", "deploy", "admin_token", "doctor"]],
    ["one behind Access", ACCESS, ID, ["file", "deploy", "admin_token", "secret", "secret", "doctor"]],
  ] satisfies [string, Answers, string | null, string[]][])("of %s", (_, answers, id, expected) =>
    expect(kinds(answers, id)).toEqual(expected),
  );

  test("switch every route of a preset once, and can each be done by hand", () => {
    const known = knownOf(fileWith(SAMPLE, ALERTED, ID), null);
    const steps = stepsOf(ALERTED, known);
    const switches = steps.find((step) => step.kind === "switches");
    expect(Object.keys(switches?.values ?? {})).toEqual([...new Set(known.routes.map(({ id }) => id))]);
    expect(new Set(Object.values(switches?.values ?? {}))).toEqual(new Set(["observe"]));
    for (const step of steps) {
      const [does, byHand] = stepLines(step, { ...known, file: "other.toml" });
      expect(does).toMatch(/^[A-Z]/);
      expect(byHand).toMatch(/wrangler|npm run/);
      expect([does, byHand].join("\n")).not.toContain(WEBHOOK);
    }
  });
});

describe("what to tell the developers", () => {
  test("to change the host if the paths are the product's own", () => {
    const [first, ...rest] = tellLines(GITLAB, knownOf(fileWith(SAMPLE, GITLAB, ID), null).routes);
    expect(first).toContain("put packages.acme.io in place of gitlab.acme.io");
    expect(rest).toContain(
      "npm, pnpm: npm config set registry https://packages.acme.io/api/v4/packages/npm/",
    );
  });

  test.each([
    [
      "cloudsmith",
      "https://cloudsmith.io",
      "https://npm.cloudsmith.io/... is https://packages.acme.io/npm/...",
    ],
    ["cloudsmith", "https://dl.acme.io", "https://npm.acme.io/... is https://packages.acme.io/npm/..."],
    [
      "github",
      "https://github.acme.io",
      "https://npm.github.acme.io/... is https://packages.acme.io/npm/...",
    ],
    ["github", "https://192.0.2.1", "put packages.acme.io in place of 192.0.2.1"],
    ["artifactory", "https://acme.io/artifactory", "put packages.acme.io in place of acme.io"],
  ] as const)("to change the URL of a %s at %s", (preset, origin, says) => {
    const answers: Answers = { ...GITLAB, registry: { kind: "product", preset, origin } };
    const [first] = tellLines(answers, knownOf(fileWith(SAMPLE, answers, ID), null).routes);
    expect(first).toContain(says);
  });

  test("of no registry that is for publishing only", () => {
    const pulp: Answers = {
      ...GITLAB,
      registry: { kind: "product", preset: "pulp", origin: "https://pulp.acme.io" },
    };
    const lines = tellLines(pulp, knownOf(fileWith(SAMPLE, pulp, ID), null).routes);
    expect(lines).toContain(
      "pip: pip config set global.index-url https://packages.acme.io/pypi/<name>/simple/",
    );
    expect(lines.filter((line) => line.includes("npm"))).toEqual([]);
  });

  test("what to set for one format", () => {
    expect(tellLines(NPM, knownOf(fileWith(SAMPLE, NPM, ID), null).routes)).toEqual([
      "npm, pnpm: npm config set registry https://packages.acme.io/npm/",
      "  and with a token: npm config set //packages.acme.io/npm/:_authToken <token>",
      "yarn 4: yarn config set --home npmRegistryServer https://packages.acme.io/npm",
    ]);
  });

  test.each(FORMAT_NAMES)("%s", (format) => {
    const routes = knownOf(
      fileWith(SAMPLE, { ...NPM, registry: { ...NPM.registry, format, path: "/x/*" } }, ID),
      null,
    ).routes;
    expect(clientLines("packages.acme.io", routes, null).join("\n")).toContain("packages.acme.io");
  });
});
