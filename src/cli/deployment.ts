/**
 * What a wrangler file would deploy, as the Worker would see it. On Node only.
 */
import { unstable_getVarsForDev, unstable_readConfig } from "wrangler";
import type { Configuration } from "../config/configuration.ts";
import { readConfiguration } from "../config/read-configuration.ts";
import { requiredSecrets } from "./required-secrets.ts";

/** Placeholder for a secret that is set on Cloudflare, where it can't be read. */
const SECRET_SET_ELSEWHERE = "set-elsewhere";

export interface Deployment {
  readonly configuration: Configuration;
  /** Secrets that the routes name and that are not in the local files. */
  readonly unseenSecrets: readonly string[];
  /** The names of the KV namespaces that are bound. */
  readonly namespaces: readonly string[];
  /** The size of `ROUTES` as JSON. */
  readonly routesBytes: number;
}

/** In: the path of the wrangler file, the name of one of its environments or undefined. */
export function readDeployment(file: string, environment: string | undefined): Deployment {
  const config = unstable_readConfig({ config: file, ...(environment ? { env: environment } : {}) });
  const dev = unstable_getVarsForDev(config.userConfigPath, undefined, config.vars, environment, true);
  const variables: Record<string, unknown> = Object.fromEntries(
    Object.entries(dev).map(([name, binding]) => [name, "value" in binding ? binding.value : undefined]),
  );
  for (const service of config.services ?? []) variables[service.binding] = { fetch: true };
  const unseenSecrets = requiredSecrets(variables.ROUTES).filter((name) => variables[name] === undefined);
  for (const name of unseenSecrets) variables[name] = SECRET_SET_ELSEWHERE;
  return {
    configuration: readConfiguration(variables),
    unseenSecrets,
    namespaces: config.kv_namespaces.map(({ binding }: { readonly binding: string }) => binding),
    routesBytes: Buffer.byteLength(textOf(variables.ROUTES)),
  };
}

function textOf(routes: unknown): string {
  return typeof routes === "string" ? routes : JSON.stringify(routes ?? []);
}
