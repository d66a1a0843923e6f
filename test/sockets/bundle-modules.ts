/** The modules of a bundle as `[build]` and the rules of wrangler.toml make them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface BundleModule {
  readonly name: string;
  readonly type: "ESModule" | "Text";
}

/** `page.client.js` and `uPlot.iife.min.js` are for browsers: texts here. */
const CODE = /^[\w-]+\.js$/;

const MAIN = "worker.js";

/** In: the folder that `wrangler deploy --dry-run --outdir` made. Out: its modules, the main one first. */
export function modulesIn(folder: string): BundleModule[] {
  return readdirSync(folder)
    .filter((name) => !/\.map$|^README\.md$/.test(name))
    .toSorted((a, b) => Number(b === MAIN) - Number(a === MAIN))
    .map((name) => ({ name, type: CODE.test(name) ? "ESModule" : "Text" }));
}

/** What a module imports before it is evaluated itself; not what it leads to by `import()`. */
function importsOf(folder: string, name: string): string[] {
  const code = readFileSync(join(folder, name), "utf8");
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+)"/g)].map(([, from = ""]) => from);
}

/** The modules that an isolate evaluates before its first answer. */
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
