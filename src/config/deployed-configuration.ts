/**
 * The configuration of the running Worker, read once per isolate.
 */
import type { Env } from "../env.ts";
import type { Configuration } from "./configuration.ts";
import { readConfiguration } from "./read-configuration.ts";

function logMisconfigured(problem: string, route?: string): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "not_configured", route, problem }));
}

let parsed: { readonly env: Env; readonly configuration: Configuration } | null = null;

/** The configuration, parsed once per isolate: the environment of an isolate never changes. */
export function configurationOf(env: Env): Configuration {
  if (parsed?.env === env) return parsed.configuration;
  const configuration = readConfiguration(env);
  parsed = { env, configuration };
  // Once, not for each request that fails because of it. Nothing else would tell the operators why they all fail.
  if (!configuration.ok) logMisconfigured(configuration.problem);
  else for (const { id, stopped } of configuration.routes) if (stopped) logMisconfigured(stopped.problem, id);
  return configuration;
}
