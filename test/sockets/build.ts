/** Bundles the Worker as `wrangler deploy` would, once per test run. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

const ROOT = join(fileURLToPath(import.meta.url), "../../..");

/** Bundles `entry` into `folder` and returns the path of the bundle. */
export function bundle(folder: string, config = "wrangler.toml"): string {
  execFileSync(
    process.execPath,
    [
      join(ROOT, "node_modules/wrangler/bin/wrangler.js"),
      "deploy",
      "--dry-run",
      "--outdir",
      folder,
      "-c",
      config,
    ],
    { cwd: ROOT, stdio: "pipe", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  return join(folder, "worker.js");
}

let folder: string | null = null;

/** Vitest calls this before the tests. */
export function setup(project: TestProject): void {
  folder = mkdtempSync(join(tmpdir(), "outspoken-"));
  project.provide("workerBundle", bundle(folder));
}

/** Vitest calls this after the tests. */
export function teardown(): void {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}

declare module "vitest" {
  interface ProvidedContext {
    workerBundle: string;
    /** Whether this run has observed routes. */
    observed: boolean;
  }
}
