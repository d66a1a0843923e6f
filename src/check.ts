/**
 * `npm run check`: what the Worker would say of its configuration, said before a deploy.
 * Options: `--config wrangler.toml`, `--env staging`.
 */
import { parseArgs } from "node:util";
import { unstable_getVarsForDev, unstable_readConfig } from "wrangler";
import { readConfiguration, type Variables } from "./config/configuration.ts";
import { NOT_CONFIGURED } from "./config/not-configured.ts";

/** Stands for a secret that is set on Cloudflare only, where nobody can read it. */
const SECRET_SET_ELSEWHERE = "set-elsewhere";

const { values } = parseArgs({
  options: { config: { type: "string", default: "wrangler.toml" }, env: { type: "string" } },
});
const config = unstable_readConfig({ config: values.config, ...(values.env ? { env: values.env } : {}) });
const dev = unstable_getVarsForDev(config.userConfigPath, undefined, config.vars, values.env, true);
const variables: Record<string, unknown> = Object.fromEntries(
  Object.entries(dev).map(([name, binding]) => [name, "value" in binding ? binding.value : undefined]),
);
for (const service of config.services ?? []) variables[service.binding] = { fetch: true };

const wanted = secretsWanted(variables).filter((name) => variables[name] === undefined);
const result = readConfiguration({
  ...variables,
  ...Object.fromEntries(wanted.map((name) => [name, SECRET_SET_ELSEWHERE])),
});
if (result.ok) {
  process.stdout.write(`${values.config}: ${result.routes.length} routes, all well.\n`);
  for (const route of result.routes) {
    process.stdout.write(
      `  ${route.host ?? ""}${route.prefix}${route.subtree ? "/*" : ""}  ${route.format}  ${route.id}\n`,
    );
  }
  for (const name of wanted) {
    process.stdout.write(
      `The secret ${name} can't be seen from here; set it with \`wrangler secret put ${name}\`.\n`,
    );
  }
} else {
  process.stdout.write(`${NOT_CONFIGURED}${result.problem}\n`);
  process.exitCode = 1;
}

/** The names under `origin_auth`, read without judging the rest. */
function secretsWanted(from: Variables): string[] {
  const routes = from.ROUTES;
  const text = typeof routes === "string" ? routes : JSON.stringify(routes ?? []);
  return [...text.matchAll(/"origin_auth"\s*:\s*"(\w+)"/g)].flatMap(([, name]) => name ?? []);
}
