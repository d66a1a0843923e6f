/** `npm run fuzz`: the properties, far more often than `npm test` runs them. Exits with 1 if one fails. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "../src/cli/command-line.ts";

const VITEST = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

const PURE_RUNS = 100_000;
/** What needs workerd takes ten times as long. */
const WORKERD_SHARE = 0.1;

await runCommand({
  usage: `Usage: npm run fuzz -- [--runs ${PURE_RUNS}]
Runs each property that many times; those that need workerd, a tenth as often. A failing one prints the seed and path that reproduce it.`,
  reads: { options: { runs: { type: "string", default: String(PURE_RUNS) } } },
  run: ({ values: { runs } }) => {
    const pure = Number(runs);
    const areRun = [
      vitest(pure, ["pure"]),
      vitest(Math.ceil(pure * WORKERD_SHARE), ["workerd", "sockets"]),
    ].every((status) => status === 0);
    process.exitCode = areRun ? 0 : 1;
  },
});

function vitest(runs: number, projects: readonly string[]): number | null {
  const args = ["run", ...projects.flatMap((project) => ["--project", project]), "property"];
  return spawnSync(process.execPath, [VITEST, ...args], {
    stdio: "inherit",
    env: { ...process.env, FUZZ_RUNS: String(runs) },
  }).status;
}
