/**
 * `npm run switch` from its arguments to the arguments of wrangler, or the line that says why not. Pure.
 */
import type { Configuration } from "../config/configuration.ts";
import { NOT_CONFIGURED } from "../config/not-configured.ts";
import { parseSwitch } from "../config/switches.ts";

export const NAMESPACE = "SWITCHES";

export interface SwitchArguments {
  readonly route: string | undefined;
  readonly value: string | undefined;
  /** The KV of `wrangler dev` on this machine instead of Cloudflare's. */
  readonly local: boolean;
  readonly env: string | undefined;
  readonly config: string;
}

export type SwitchCommand =
  | { readonly kind: "refused"; readonly says: string }
  /** Reads the switch; `configured` is the value without one. */
  | { readonly kind: "show"; readonly args: readonly string[]; readonly configured: string }
  /** Writes or deletes it; `says` is printed when that is done. */
  | { readonly kind: "change"; readonly args: readonly string[]; readonly says: string };

export const USAGE =
  "Usage: npm run switch -- <route> [on | off | 25% | configured] [--local] [--env name] [--config wrangler.toml]";

/** In: the arguments, the configuration and the KV namespaces that it is deployed with. */
export function switchCommand(
  given: SwitchArguments,
  configuration: Configuration,
  namespaces: readonly string[],
): SwitchCommand {
  if (!configuration.ok) return refused(`${NOT_CONFIGURED}${configuration.problem}`);
  const ids = [...new Set(configuration.routes.map(({ id }) => id))];
  if (given.route === undefined) return refused(`${USAGE}\nRoutes: ${ids.join(", ")}`);
  const route = configuration.routes.find(({ id }) => id === given.route);
  if (route === undefined) {
    return refused(`There is no route ${JSON.stringify(given.route)}. Routes: ${ids.join(", ")}`);
  }
  if (!namespaces.includes(NAMESPACE)) {
    const environment = given.env ? ` for the environment ${given.env}` : "";
    return refused(
      `${given.config} binds no KV namespace ${NAMESPACE}${environment}; make one with \`npx wrangler kv namespace create ${NAMESPACE}\` and put its id there`,
    );
  }
  const configured = nameOf(route.enabledPercent);
  const { value } = given;
  if (value === undefined)
    return { kind: "show", args: wranglerArgs("get", [route.id, "--text"], given), configured };
  if (value === "configured") {
    const says = `${route.id}: as configured (${configured})${WHERE[place(given)]}`;
    return { kind: "change", args: wranglerArgs("delete", [route.id], given), says };
  }
  const percent = parseSwitch(value);
  if (percent === null) {
    return refused(
      `A switch wants on, off, a share such as 25%, or configured; got ${JSON.stringify(value)}`,
    );
  }
  const says = `${route.id}: ${nameOf(percent)}${WHERE[place(given)]}`;
  return { kind: "change", args: wranglerArgs("put", [route.id, nameOf(percent)], given), says };
}

/**
 * True if wrangler says that there is no such key; it words that differently for the local KV and Cloudflare's (wrangler
 * 4.156: `kv key get`).
 */
export function saysNoSwitch(output: string): boolean {
  return /^Value not found$/m.test(output) || /\/values\/\S+ - 404: /.test(output);
}

function refused(says: string): SwitchCommand {
  return { kind: "refused", says };
}

function nameOf(percent: number): string {
  if (percent === 100) return "on";
  return percent === 0 ? "off" : `${percent}%`;
}

type Place = "local" | "remote";

const WHERE: Readonly<Record<Place, string>> = {
  local: ", in the KV of `wrangler dev` on this machine.",
  remote: ". It holds everywhere within about 90 seconds.",
};

function place({ local }: SwitchArguments): Place {
  return local ? "local" : "remote";
}

/** wrangler 4 means the local KV unless `--remote` is given. */
function wranglerArgs(
  verb: "get" | "put" | "delete",
  rest: readonly string[],
  given: SwitchArguments,
): string[] {
  return [
    ...["kv", "key", verb, ...rest, "--binding", NAMESPACE, `--${place(given)}`, "--config", given.config],
    ...(given.env === undefined ? [] : ["--env", given.env]),
    // With a `preview_id` beside the id, wrangler asks which one is meant.
    "--preview",
    "false",
  ];
}
