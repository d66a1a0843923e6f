/**
 * `npm run check`: checks the configuration before a deploy, with the messages of the Worker.
 * Options: `--config wrangler.toml`, `--env staging`.
 */

import { hintsOf } from "../config/hints.ts";
import { NOT_CONFIGURED } from "../config/not-configured.ts";
import { patternText } from "../config/path-pattern.ts";
import { runCommand } from "./command-line.ts";
import { readDeployment } from "./deployment.ts";
import { secretCommand } from "./required-secrets.ts";

const USAGE = `Usage: npm run check -- [--env name] [--config wrangler.toml]
Says what is wrong with the configuration, or lists its routes.`;

/** Cloudflare, workers/platform/limits: the size of one variable. Whether it counts for tables is unverified. */
const VARIABLE_MAX_BYTES = 5_000;

await runCommand({
  usage: USAGE,
  reads: { options: { config: { type: "string", default: "wrangler.toml" }, env: { type: "string" } } },
  run: ({ values: { config, env } }) => check(config, env),
});

function check(file: string, environment: string | undefined): void {
  const { configuration, unseenSecrets, routesBytes } = readDeployment(file, environment);
  if (!configuration.ok) {
    const { problem, others = [] } = configuration;
    process.stdout.write(`${[NOT_CONFIGURED + problem, ...others].join("\n")}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${file}: ${counted(configuration.routes.length)}, all well.\n`);
  for (const route of configuration.routes) {
    process.stdout.write(`  ${route.host ?? ""}${patternText(route)}  ${route.format}  ${route.id}\n`);
  }
  for (const hint of hintsOf(configuration.routes)) process.stdout.write(`${hint}\n`);
  for (const name of unseenSecrets) {
    process.stdout.write(
      `The secret ${name} can't be seen from here; set it with \`${secretCommand(name, environment)}\`.\n`,
    );
  }
  if (routesBytes > VARIABLE_MAX_BYTES) {
    process.stdout.write(
      `ROUTES takes ${routesBytes} bytes, and Cloudflare allows ${VARIABLE_MAX_BYTES} for a variable. A preset takes none; else split the routes over two Workers.\n`,
    );
  }
}

function counted(routes: number): string {
  return routes === 1 ? "1 route" : `${routes} routes`;
}
