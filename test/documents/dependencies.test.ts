/** The Worker's dependencies are the pinned ones that SECURITY.md names. */

import * as v from "valibot";
import { expect, test } from "vitest";
import { textOf } from "./markdown.ts";

const names = v.record(v.string(), v.string());
const PACKAGE = v.parse(
  v.object({ dependencies: names, devDependencies: names }),
  JSON.parse(textOf("package.json")),
);
const LOCK = v.parse(
  v.object({
    packages: v.record(
      v.string(),
      v.object({
        version: v.optional(v.string()),
        resolved: v.optional(v.string()),
        integrity: v.optional(v.string()),
      }),
    ),
  }),
  JSON.parse(textOf("package-lock.json")),
);

/** What the Worker and its page use. */
const AT_RUN_TIME = ["eventsource-parser", "hono", "uplot", "valibot"];

test("the Worker has four dependencies, each pinned to one version", () => {
  expect(Object.keys(PACKAGE.dependencies).toSorted()).toEqual(AT_RUN_TIME);
  for (const version of Object.values(PACKAGE.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("the lock file pins each by digest", () => {
  for (const name of AT_RUN_TIME) {
    const locked = LOCK.packages[`node_modules/${name}`];
    expect(locked?.version).toBe(PACKAGE.dependencies[name]);
    expect(locked?.integrity).toMatch(/^sha512-/);
  }
});
