/** The modules of a bundle as `[build]` and the rules of wrangler.toml make them. */
import { readdirSync } from "node:fs";

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
