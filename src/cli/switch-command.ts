/**
 * `npm run switch` from its arguments to the arguments of wrangler, or the line that says why not. Pure.
 */
import * as v from "valibot";
import type { Configuration } from "../config/configuration.ts";
import { isOver } from "../config/mode.ts";
import { NOT_CONFIGURED } from "../config/not-configured.ts";
import { MAINTENANCE_VALUE, parseSetting, type Setting } from "../config/setting.ts";
import { settingText, settingWords } from "../config/setting-text.ts";
import { parseSpan, SPAN } from "../config/span.ts";

import { CHANGE_KEPT_SECONDS, changeKey, changeMetadata } from "../console/switch-change.ts";

export const NAMESPACE = "SWITCHES";

export interface SwitchArguments {
  readonly route: string | undefined;
  readonly value: string | undefined;
  /** The text of a maintenance. */
  readonly text: string | undefined;
  /** How long a maintenance lasts, `30m`; or its end, `2026-12-01T14:00:00Z`. */
  readonly for: string | undefined;
  readonly until: string | undefined;
  /** The KV of `wrangler dev` on this machine instead of Cloudflare's. */
  readonly local: boolean;
  readonly env: string | undefined;
  readonly config: string;
}

export type SwitchCommand =
  | { readonly kind: "refused"; readonly says: string }
  /** Reads the switch; `configured` is the value without one. */
  | { readonly kind: "show"; readonly args: readonly string[]; readonly configured: string }
  /** Writes or deletes it; afterwards `says` is printed, and `to`, what is in force then, is recorded. */
  | {
      readonly kind: "change";
      readonly args: readonly string[];
      readonly says: string;
      readonly route: string;
      readonly to: string;
    };

export const USAGE = `Usage: npm run switch -- <route> [on | off | 25% | observe | configured] [--local] [--env name] [--config wrangler.toml]
       npm run switch -- <route> maintenance "Back at 14:00 UTC" [--for 30m | --until 2026-12-01T14:00:00Z]`;

/** In: the arguments, the configuration, the KV namespaces that it is deployed with, and the time. */
export function switchCommand(
  given: SwitchArguments,
  configuration: Configuration,
  namespaces: readonly string[],
  nowMs: number,
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
    const table = `[[${given.env ? `env.${given.env}.` : ""}kv_namespaces]]`;
    return refused(
      `${given.config} binds no KV namespace ${NAMESPACE}${environment}; write ${table} with binding = "${NAMESPACE}" there, and deploy: that makes it`,
    );
  }
  const configured = settingText(route.enabled);
  const { value } = given;
  const stray = strayPart(given);
  if (stray !== null) return refused(stray);
  if (value === undefined)
    return { kind: "show", args: wranglerArgs("get", [route.id, "--text"], given), configured };
  if (value === "configured") {
    const to = `as configured (${configured})`;
    const says = `${route.id}: ${to}${WHERE[place(given)]}`;
    return { kind: "change", args: wranglerArgs("delete", [route.id], given), says, route: route.id, to };
  }
  const setting = value === "maintenance" ? maintenanceOf(given, nowMs) : parseSetting(value);
  if (typeof setting === "string") return refused(setting);
  if (setting === null) {
    return refused(
      `A switch wants on, off, observe, a share such as 25%, maintenance, or configured; got ${JSON.stringify(value)}`,
    );
  }
  const to = settingWords(setting);
  const says = `${route.id}: ${to.replace(/\.$/, "")}${WHERE[place(given)]}`;
  const args = wranglerArgs("put", [route.id, settingText(setting)], given);
  return { kind: "change", args, says, route: route.id, to };
}

/**
 * Records a change that was made, as the operator's page does. `who` is a user of this machine. The previous value is not
 * looked up: that would be one more call of wrangler, and the record of the previous change has it.
 */
export function recordArgs(
  { route, to }: Extract<SwitchCommand, { kind: "change" }>,
  given: SwitchArguments,
  { who, atMs, salt }: { readonly who: string; readonly atMs: number; readonly salt: string },
): readonly string[] {
  const change = changeMetadata({ at: atMs, route, from: null, to, who, by: "command" });
  const metadata = ["--metadata", JSON.stringify(change), "--ttl", String(CHANGE_KEPT_SECONDS)];
  // wrangler requires a value; what counts is the metadata.
  return [...wranglerArgs("put", [changeKey(change, salt), "change"], given), ...metadata];
}

/** What `show` prints for a value in KV: a maintenance in words, and whether it is over. */
export function shownValue(stored: string, configured: string, nowMs: number): string {
  const setting = parseSetting(stored);
  if (setting?.kind !== "maintenance") return stored.trim();
  return settingWords(setting) + (isOver(setting, nowMs) ? ` (over: as configured, ${configured})` : "");
}

/** To the second, as people write it. */
function endText(ms: number): string {
  return new Date(Math.ceil(ms / 1_000) * 1_000).toISOString().replace(".000Z", "Z");
}

/** An argument or option that does not go with the switch value; null if there is none. */
function strayPart(given: SwitchArguments): string | null {
  if (given.value === "maintenance") return null;
  if (given.text !== undefined) return `${JSON.stringify(given.text)} is one argument too many.\n${USAGE}`;
  const isTimed = given.for !== undefined || given.until !== undefined;
  return isTimed ? "--for and --until go with maintenance." : null;
}

/** The requested maintenance, or what is wrong with it. */
function maintenanceOf(given: SwitchArguments, nowMs: number): Setting | string {
  if (given.text === undefined)
    return 'A maintenance wants a text for its users: npm run switch -- npm maintenance "Back at 14:00 UTC"';
  if (given.for !== undefined && given.until !== undefined)
    return "--for and --until say the same; give one of them.";
  const ms = given.for === undefined ? null : parseSpan(given.for);
  if (given.for !== undefined && ms === null) return `--for ${SPAN}; got ${JSON.stringify(given.for)}`;
  const until = ms === null ? given.until : endText(nowMs + ms);
  const value = { maintenance: { text: given.text, ...(until === undefined ? {} : { until }) } };
  const checked = v.safeParse(MAINTENANCE_VALUE, value);
  if (!checked.success) {
    const [{ message, path }] = checked.issues;
    return `${path?.at(-1)?.key === "until" ? "--until" : "The text"} ${message}`;
  }
  if (until !== undefined && Date.parse(until) <= nowMs) return `--until ${until} has passed.`;
  return parseSetting(JSON.stringify(value)) ?? "A maintenance wants a text.";
}

/**
 * True if wrangler reports that there is no such key, which it words differently for the local KV and Cloudflare's (wrangler
 * 4.156: `kv key get`).
 */
export function saysNoSwitch(output: string): boolean {
  return /^Value not found$/m.test(output) || /\/values\/\S+ - 404: /.test(output);
}

function refused(says: string): SwitchCommand {
  return { kind: "refused", says };
}

type Place = "local" | "remote";

const WHERE: Readonly<Record<Place, string>> = {
  local: ", in the KV of `wrangler dev` on this machine.",
  remote: ". In force everywhere within about 90 seconds.",
};

function place({ local }: SwitchArguments): Place {
  return local ? "local" : "remote";
}

/** wrangler 4 takes the local KV unless `--remote` is given. */
function wranglerArgs(
  verb: "get" | "put" | "delete",
  rest: readonly string[],
  given: SwitchArguments,
): string[] {
  return [
    ...["kv", "key", verb, ...rest, "--binding", NAMESPACE, `--${place(given)}`, "--config", given.config],
    ...(given.env === undefined ? [] : ["--env", given.env]),
    // With a `preview_id` next to the id, wrangler asks which one is meant.
    "--preview",
    "false",
  ];
}
