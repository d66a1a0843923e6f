/** `npm run fuzz`: runs each property far more often than `npm test` does. Exits with 1 if one fails. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "../src/cli/command-line.ts";

const VITEST = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

const PURE_RUNS = 100_000;
/** What needs workerd takes ten times as long. */
const WORKERD_SHARE = 0.1;

await runCommand({
  usage: `Usage: npm run fuzz -- [--runs ${PURE_RUNS}] [--seed <integer>]
Runs each property that many times; those that need workerd, a tenth as often. A failing one prints the seed and path that reproduce it.
The inputs are new each time, unless there is a seed.`,
  reads: { options: { runs: { type: "string", default: String(PURE_RUNS) }, seed: { type: "string" } } },
  integers: ["runs", "seed"],
  run: ({ values: { runs, seed } }) => {
    const pure = Number(runs);
    const seeded = seed === undefined ? {} : { FUZZ_SEED: seed };
    // A failing property ends the run, so that its seed and path are the last thing printed.
    const isSound =
      vitest(pure, ["pure"], seeded) === 0 &&
      vitest(Math.ceil(pure * WORKERD_SHARE), ["workerd", "sockets"], seeded) === 0;
    process.exitCode = isSound ? 0 : 1;
  },
});

function vitest(runs: number, projects: readonly string[], seeded: NodeJS.ProcessEnv): number | null {
  const args = ["run", ...projects.flatMap((project) => ["--project", project]), "property"];
  return spawnSync(process.execPath, [VITEST, ...args], {
    stdio: "inherit",
    env: { ...process.env, FUZZ_RUNS: String(runs), ...seeded },
  }).status;
}
