/** What is seldom needed costs the gateway nothing: it is in modules that are loaded on demand. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { bundleSize, CODE_MAX_KIB } from "../bench/bundle-size.ts";
import { evaluatedAtStart, modulesIn } from "../sockets/bundle-modules.ts";

const folder = dirname(inject("workerBundle"));

const CODE = modulesIn(folder).filter(({ type }) => type === "ESModule");
const AT_START = evaluatedAtStart(folder);

test.each(["console.js", "markup.js", "streams.js", "policy.js", "further.js", "alerts.js"])(
  "%s is evaluated only on demand",
  (name) => {
    expect(CODE.map((module) => module.name)).toContain(name);
    expect([...AT_START]).not.toContain(name);
    const loaders = [...AT_START].filter((module) =>
      readFileSync(join(folder, module), "utf8").includes(`import("./${name}")`),
    );
    expect(loaders).toHaveLength(1);
  },
);

test("no module is unreachable", () => {
  const folders = CODE.map(({ name }) => readFileSync(join(folder, name), "utf8"));
  const orphans = CODE.filter(
    ({ name }) => name !== "worker.js" && !folders.some((code) => code.includes(`"./${name}"`)),
  );
  expect(orphans).toEqual([]);
});

test(`what an isolate evaluates is at most ${CODE_MAX_KIB} KiB, gzipped`, () => {
  const { codeKiB, laterKiB, assetsKiB } = bundleSize(folder);
  expect(codeKiB).toBeGreaterThan(1);
  expect(codeKiB).toBeLessThanOrEqual(CODE_MAX_KIB);
  expect(Math.min(laterKiB, assetsKiB)).toBeGreaterThan(1);
});
