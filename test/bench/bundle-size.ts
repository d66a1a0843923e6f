/** The size of a bundle, by when its parts are needed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { evaluatedAtStart, modulesIn } from "../sockets/bundle-modules.ts";

/** The bar: all code that an isolate evaluates before its first answer. */
export const CODE_MAX_KIB = 72;

export interface BundleSize {
  /** What an isolate evaluates before its first answer. */
  readonly codeKiB: number;
  /** Loaded on demand: the operator's page and API, and the reading of markup. */
  readonly laterKiB: number;
  /** What the operator's page loads into a browser. */
  readonly assetsKiB: number;
}

/** Sums modules, each compressed as by `gzip -9`. In: the folder that `wrangler deploy --dry-run --outdir` made. */
export function bundleSize(folder: string): BundleSize {
  const modules = modulesIn(folder);
  const sizeOf = (chosen: typeof modules): number =>
    chosen.reduce(
      (sum, { name }) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length,
      0,
    ) / 1_024;
  const atStart = evaluatedAtStart(folder);
  const code = modules.filter(({ type }) => type === "ESModule");
  return {
    codeKiB: sizeOf(code.filter(({ name }) => atStart.has(name))),
    laterKiB: sizeOf(code.filter(({ name }) => !atStart.has(name))),
    assetsKiB: sizeOf(modules.filter(({ type }) => type === "Text")),
  };
}
