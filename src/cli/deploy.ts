/**
 * `npm run deploy -- --env staging`: checks the configuration of that environment, then deploys.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runCommand } from "./command-line.ts";
import { deployCommand } from "./deploy-command.ts";

const USAGE = `Usage: npm run deploy -- [--env name] [--config wrangler.toml] [options of wrangler deploy]
Checks the configuration of that environment and deploys it where all is well.`;

const WRANGLER = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin/wrangler.js",
);
const CHECK = join(import.meta.dirname, "check.ts");

await runCommand({
  usage: USAGE,
  // wrangler has its own options.
  reads: { strict: false, allowPositionals: true },
  run: () => {
    const { check, wrangler } = deployCommand(process.argv.slice(2));
    for (const step of [
      [CHECK, ...check],
      [WRANGLER, ...wrangler],
    ]) {
      const { status } = spawnSync(process.execPath, step, { stdio: "inherit" });
      if (status === 0) continue;
      process.exitCode = status ?? 1;
      break;
    }
  },
});
