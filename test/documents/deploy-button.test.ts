/** What Cloudflare's Deploy button shows for each binding: the descriptions in package.json. */
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import { rowsUnder, textOf } from "./markdown.ts";

const PACKAGE = v.object({
  cloudflare: v.object({ bindings: v.record(v.string(), v.strictObject({ description: v.string() })) }),
});
const { bindings } = v.parse(PACKAGE, JSON.parse(textOf("package.json"))).cloudflare;
const described = Object.entries(bindings).map(([name, { description }]) => [name, description] as const);

const BINDING = v.object({ binding: v.string() });
const SAMPLE = v.parse(
  v.object({
    vars: v.record(v.string(), v.unknown()),
    analytics_engine_datasets: v.array(BINDING),
    kv_namespaces: v.array(v.strictObject({ binding: v.string() })),
    workers_dev: v.optional(v.boolean()),
  }),
  getStaticTOMLValue(parseTOML(textOf("wrangler.toml"))),
);

test("every binding of the sample has a description", () => {
  const bound = [...SAMPLE.analytics_engine_datasets, ...SAMPLE.kv_namespaces].map(({ binding }) => binding);
  expect(described.map(([name]) => name)).toEqual(
    expect.arrayContaining([...Object.keys(SAMPLE.vars), ...bound]),
  );
});

test("every name that the configuration's README lists has a description, except what is for tests", () => {
  const listed = rowsUnder(textOf("src/config/README.md"), "Variables and secrets")
    .flatMap(([names = ""]) => [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name))
    .filter((name) => name !== "LOCAL_STORE");
  expect(described.map(([name]) => name)).toEqual(expect.arrayContaining(listed));
});

describe.each(described)("%s", (_, description) => {
  test("is described in full sentences, with no Markdown that the dashboard does not render", () => {
    expect(description).toMatch(/^[A-Z].*\.$/);
    // Only code, bold and links (developers.cloudflare.com/workers/platform/deploy-buttons).
    expect(description.replace(/`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https:[^)]+\)/g, "")).not.toMatch(
      /[`*_[\]<>]/,
    );
  });
});

test("PRESET names every preset", () => {
  const names = [...(bindings.PRESET?.description ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(names.toSorted()).toEqual([...PRESET_NAMES].toSorted());
});

test("the unchanged sample can be reached, and leads to no real origin", () => {
  expect(SAMPLE.workers_dev).toBeUndefined();
  // Reserved for examples (RFC 2606 3); `npm run deploy` refuses it.
  expect(SAMPLE.vars.ORIGIN).toMatch(/^https:\/\/\w+\.example\.com$/);
});
