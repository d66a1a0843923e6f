/**
 * `npm run deploy -- --env staging`: the check of that environment's configuration, and only then the deploy.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { config: { type: "string", default: "wrangler.toml" }, env: { type: "string", default: "" } },
});
const wrangler = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin/wrangler.js",
);
const check = join(import.meta.dirname, "check.ts");

/** The environment has to be said even where it is the one without a name, or wrangler asks. */
const steps = [
  [check, "--config", values.config, ...(values.env === "" ? [] : ["--env", values.env])],
  [wrangler, "deploy", "--config", values.config, `--env=${values.env}`],
];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { stdio: "inherit" });
  if (status !== 0) {
    process.exitCode = status ?? 1;
    break;
  }
}
