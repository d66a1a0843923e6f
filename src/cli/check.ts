/**
 * `npm run check`: checks the configuration before a deploy, with the messages of the Worker.
 * Options: `--config wrangler.toml`, `--env staging`, `--local`, `--since 0.1.0`.
 */
import { EARLIER_VERSIONS } from "../config/changes.ts";
import { checkReport } from "./check-report.ts";
import { runCommand } from "./command-line.ts";

const USAGE = `Usage: npm run check -- [--env name] [--config wrangler.toml] [--local] [--since 0.1.0]
Reports what is wrong with the configuration that would be deployed, or lists its routes. With --local it checks what
\`npm run dev\` would run, with the variables and secrets of .dev.vars or .env. With --since it also lists what has changed
its meaning since the file was written for that version; a file that still has that version's [build] needs no --since.`;

await runCommand({
  usage: USAGE,
  reads: {
    options: {
      config: { type: "string", default: "wrangler.toml" },
      env: { type: "string" },
      local: { type: "boolean", default: false },
      since: { type: "string" },
    },
  },
  run: async ({ values: { config: file, env: environment, local, since: version } }) => {
    const since = EARLIER_VERSIONS.find((one) => one === version) ?? null;
    if (version !== undefined && since === null) {
      process.stdout.write(
        `--since wants one of ${EARLIER_VERSIONS.join(", ")}; got ${JSON.stringify(version)}\n`,
      );
      process.exitCode = 1;
      return;
    }
    // wrangler's code takes a second to load, which --help does not wait for.
    const { readDeployment } = await import("./deployment.ts");
    const deployment = readDeployment(file, environment, local ? "local" : "deployed");
    const secrets = { kind: local ? "local" : "unseen" } as const;
    const { ok, lines } = checkReport({ file, environment, deployment, secrets, since });
    process.stdout.write(`${lines.join("\n")}\n`);
    process.exitCode = ok ? 0 : 1;
  },
});
