/**
 * What a wrangler file would deploy, as the Worker would see it. On Node only.
 */
import { unstable_getVarsForDev, unstable_readConfig } from "wrangler";
import type { Configuration } from "../config/configuration.ts";
import { readConfiguration } from "../config/read-configuration.ts";
import { isStored } from "../config/stored-secret.ts";
import { ALERT_WEBHOOK } from "../env.ts";
import { routesBySecret } from "./required-secrets.ts";
import { suggest } from "./suggest.ts";
import type { WranglerSettings } from "./wrangler-settings.ts";

/** On Cloudflare, or under `wrangler dev`, which reads `.dev.vars` and `.env` too. */
export type Place = "deployed" | "local";

export interface Deployment {
  readonly configuration: Configuration;
  readonly settings: WranglerSettings;
  /** Secrets that routes need and no variable or Secrets Store provides, each with the ids of its routes. */
  readonly secrets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the alerts' webhook comes from a variable or a Secrets Store. */
  readonly hasWebhook: boolean;
  /** The names of the KV namespaces that are bound. */
  readonly namespaces: readonly string[];
  /** The names of the variables. */
  readonly variables: ReadonlySet<string>;
  /** The size of `ROUTES` as JSON. */
  readonly routesBytes: number;
}

type WranglerConfig = ReturnType<typeof unstable_readConfig>;

/** In: the path of the wrangler file, the name of one of its environments or undefined, where it is to run. */
export function readDeployment(file: string, environment: string | undefined, place: Place): Deployment {
  const config = unstable_readConfig({ config: file, ...(environment ? { env: environment } : {}) });
  const variables = place === "local" ? localVariables(config, environment) : { ...config.vars };
  const names = new Set(Object.keys(variables));
  Object.assign(variables, bindingsOf(config));
  const configuration = readConfiguration(variables, suggest);
  const needed = routesBySecret(configuration.ok ? configuration.routes : []);
  return {
    configuration,
    settings: config,
    secrets: new Map([...needed].filter(([name]) => !isGiven(variables[name]))),
    hasWebhook: isGiven(variables[ALERT_WEBHOOK]),
    namespaces: config.kv_namespaces.map(({ binding }: { readonly binding: string }) => binding),
    variables: names,
    routesBytes: Buffer.byteLength(textOf(variables.ROUTES)),
  };
}

/** Stand-ins for the bindings, with what the check of the configuration looks at. */
function bindingsOf(config: WranglerConfig): Record<string, object> {
  const { services = [], vpc_services, vpc_networks, mtls_certificates, secrets_store_secrets } = config;
  const fetching: readonly Binding[] = [...services, ...vpc_services, ...vpc_networks, ...mtls_certificates];
  const stored: readonly Binding[] = secrets_store_secrets;
  return Object.fromEntries([
    ...fetching.map(({ binding }) => [binding, { fetch: true }]),
    ...stored.map(({ binding }) => [binding, { get: () => null }]),
  ]);
}

interface Binding {
  readonly binding: string;
}

function localVariables(config: WranglerConfig, environment: string | undefined): Record<string, unknown> {
  const { userConfigPath, vars, secrets } = config;
  const bindings = unstable_getVarsForDev(userConfigPath, undefined, vars, environment, true, secrets);
  return Object.fromEntries(
    Object.entries(bindings).map(([name, binding]) => [name, "value" in binding ? binding.value : undefined]),
  );
}

function isGiven(value: unknown): boolean {
  return isStored(value) || (typeof value === "string" && value !== "");
}

function textOf(routes: unknown): string {
  return typeof routes === "string" ? routes : JSON.stringify(routes ?? []);
}
