/** The modules of a bundle, as made by `[build]` and the rules of wrangler.toml. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface BundleModule {
  readonly name: string;
  readonly type: "ESModule" | "Text";
}

/** `page.client.js` and `uPlot.iife.min.js` are for browsers, and text modules here. */
const CODE = /^[\w-]+\.js$/;

const MAIN = "worker.js";

/** The modules in the folder that `wrangler deploy --dry-run --outdir` made, the main one first. */
export function modulesIn(folder: string): BundleModule[] {
  return readdirSync(folder)
    .filter((name) => !/\.map$|^README\.md$/.test(name))
    .toSorted((a, b) => Number(b === MAIN) - Number(a === MAIN))
    .map((name) => ({ name, type: CODE.test(name) ? "ESModule" : "Text" }));
}

/** The static imports of a module, without those by `import()`. */
function importsOf(folder: string, name: string): string[] {
  const code = readFileSync(join(folder, name), "utf8");
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+)"/g)].map(([, from = ""]) => from);
}

/** The modules that an isolate evaluates at start. */
export function evaluatedAtStart(folder: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of importsOf(folder, name)) visit(next);
  };
  visit(MAIN);
  return found;
}
