/**
 * `npm run check`: what the Worker would say of its configuration, said before a deploy.
 * Options: `--config wrangler.toml`, `--env staging`.
 */
import { parseArgs } from "node:util";
import { NOT_CONFIGURED } from "./config/not-configured.ts";
import { patternText } from "./config/path-pattern.ts";
import { readDeployment } from "./deployment.ts";

const { values } = parseArgs({
  options: { config: { type: "string", default: "wrangler.toml" }, env: { type: "string" } },
});
/** Cloudflare, workers/platform/limits: the size of one variable. Whether it counts for tables is unverified. */
const VARIABLE_MAX_BYTES = 5_000;

const { configuration, unseenSecrets, routesBytes } = readDeployment(values.config, values.env);
if (configuration.ok) {
  process.stdout.write(`${values.config}: ${configuration.routes.length} routes, all well.\n`);
  for (const route of configuration.routes) {
    process.stdout.write(`  ${route.host ?? ""}${patternText(route)}  ${route.format}  ${route.id}\n`);
  }
  for (const name of unseenSecrets) {
    process.stdout.write(
      `The secret ${name} can't be seen from here; set it with \`wrangler secret put ${name}\`.\n`,
    );
  }
  if (routesBytes > VARIABLE_MAX_BYTES) {
    process.stdout.write(
      `ROUTES takes ${routesBytes} bytes, and Cloudflare allows ${VARIABLE_MAX_BYTES} for a variable. A preset takes none; else split the routes over two Workers.\n`,
    );
  }
} else {
  process.stdout.write(`${NOT_CONFIGURED}${configuration.problem}\n`);
  process.exitCode = 1;
}
