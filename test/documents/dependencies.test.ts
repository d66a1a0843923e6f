/** What is installed is what was read: SECURITY.md says so. */

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

/** What the Worker is made of. */
const AT_RUN_TIME = ["eventsource-parser", "hono", "uplot", "valibot"];

test("the Worker is made of four dependencies, each of one version", () => {
  expect(Object.keys(PACKAGE.dependencies).toSorted()).toEqual(AT_RUN_TIME);
  for (const version of Object.values(PACKAGE.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("the lock file has the bytes of each by their digest", () => {
  for (const name of AT_RUN_TIME) {
    const locked = LOCK.packages[`node_modules/${name}`];
    expect(locked?.version).toBe(PACKAGE.dependencies[name]);
    expect(locked?.integrity).toMatch(/^sha512-/);
  }
});
