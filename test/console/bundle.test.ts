/** The operator's console is no load on the gateway: its code is in a module that only requests for it load. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject, test } from "vitest";
import { bundleSize, CODE_MAX_KIB } from "../bench/bundle-size.ts";
import { modulesIn } from "../sockets/bundle-modules.ts";

const folder = dirname(inject("workerBundle"));

const CODE = modulesIn(folder).filter(({ type }) => type === "ESModule");

/** What a module imports before it is evaluated itself. */
function imported(name: string): string[] {
  const code = readFileSync(join(folder, name), "utf8");
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+)"/g)].map(([, from = ""]) => from);
}

/** What is evaluated before the first answer. */
function needed(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const next of imported(name)) needed(next, found);
  return found;
}

test("all code but the console's is evaluated before the first answer, and none of the console's", () => {
  expect([...needed("worker.js"), "console.js"].toSorted()).toEqual(CODE.map(({ name }) => name).toSorted());
});

test("the Worker loads the console by import()", () => {
  expect(readFileSync(join(folder, "worker.js"), "utf8")).toContain('import("./console.js")');
});

test(`what an isolate evaluates is at most ${CODE_MAX_KIB} KiB, gzipped`, () => {
  const { codeKiB, consoleKiB, assetsKiB } = bundleSize(folder);
  expect(codeKiB).toBeGreaterThan(1);
  expect(codeKiB).toBeLessThanOrEqual(CODE_MAX_KIB);
  expect(Math.min(consoleKiB, assetsKiB)).toBeGreaterThan(1);
});
