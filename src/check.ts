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
const { configuration, unseenSecrets } = readDeployment(values.config, values.env);
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
} else {
  process.stdout.write(`${NOT_CONFIGURED}${configuration.problem}\n`);
  process.exitCode = 1;
}
