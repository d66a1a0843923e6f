/** The modules of a bundle as `[build]` and the rules of wrangler.toml make them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

export interface BundleModule {
  readonly name: string;
  readonly type: "ESModule" | "Text";
}

/** `page.client.js` and `uPlot.iife.min.js` are for browsers: texts here. */
const CODE = /^\w+\.js$/;

const MAIN = "worker.js";

/** In: the folder that `wrangler deploy --dry-run --outdir` made. Out: its modules, the main one first. */
export function modulesIn(folder: string): BundleModule[] {
  return readdirSync(folder)
    .filter((name) => !/\.map$|^README\.md$/.test(name))
    .toSorted((a, b) => Number(b === MAIN) - Number(a === MAIN))
    .map((name) => ({ name, type: CODE.test(name) ? "ESModule" : "Text" }));
}

/** The same for Miniflare, which would parse the bundle for each Worker if they were not named one by one. */
export function miniflareModules(folder: string) {
  const modules = modulesIn(folder).map(({ name, type }) => ({ type, path: join(folder, name) }));
  return { modulesRoot: folder, modules };
}
