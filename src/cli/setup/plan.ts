/**
 * From the answers to everything that setup will do, as data: the steps in order, each with the command that does the same by
 * hand. Pure.
 */
import { PRESETS } from "../../config/presets/index.ts";
import type { Preset } from "../../config/presets/preset.ts";
import { originHost, type Route } from "../../config/route.ts";
import { ALERT_WEBHOOK } from "../../env.ts";
import { NAMESPACE } from "../switch-command.ts";
import type { Answers } from "./answers.ts";
import { clientLines } from "./client-lines.ts";
import { ACCESS_SECRETS, type Environment } from "./wrangler-file.ts";

export type Step =
  /** First looked up by title: an earlier run may have created it and stopped. */
  | { readonly kind: "namespace"; readonly title: string }
  | { readonly kind: "file" }
  /** A preset has no field `enabled`, so its routes are switched. */
  | { readonly kind: "switches"; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: "deploy" }
  /** Generated if none is set. */
  | { readonly kind: "admin_token" }
  /** Asked for if it is not set. */
  | { readonly kind: "secret"; readonly name: string }
  /** Only if a webhook was given. */
  | { readonly kind: "alert_webhook"; readonly url: string }
  | { readonly kind: "doctor"; readonly url: string };

/** What is known before anything is done. */
export interface Known {
  readonly file: string;
  readonly worker: string;
  readonly environment: Environment;
  /** Null if the file binds none. */
  readonly namespaceId: string | null;
  /** Those of the configuration that results from the answers. */
  readonly routes: readonly Route[];
}

export function stepsOf({ host, registry, start, webhook }: Answers, known: Known): Step[] {
  const isPreset = registry.kind === "product";
  const isAccess = registry.kind === "route" && registry.reach.kind === "access";
  return [
    ...(known.namespaceId === null
      ? [{ kind: "namespace", title: namespaceTitle(known.worker) } as const]
      : []),
    { kind: "file" },
    ...(isPreset && start !== "keep"
      ? [{ kind: "switches", values: switchesOf(known.routes, start) } as const]
      : []),
    { kind: "deploy" },
    { kind: "admin_token" },
    ...(isAccess ? ACCESS_SECRETS.map((name) => ({ kind: "secret", name }) as const) : []),
    ...(webhook === null ? [] : [{ kind: "alert_webhook", url: `https://${host}` } as const]),
    { kind: "doctor", url: `https://${host}` },
  ];
}

/** Each Worker of an account gets its own namespace. */
export function namespaceTitle(worker: string): string {
  return `${worker}-${NAMESPACE.toLowerCase()}`;
}

function switchesOf(routes: readonly Route[], value: string): Record<string, string> {
  return Object.fromEntries(routes.map(({ id }) => [id, value]));
}

/** What a step does, and the command that does it by hand. */
export function stepLines(step: Step, { file, worker, environment }: Known): string[] {
  const config = file === "wrangler.toml" ? "" : ` --config ${file}`;
  const place = `${config} --env=${environment ?? '""'}`;
  const ours = environment === null ? config : `${config} --env ${environment}`;
  switch (step.kind) {
    case "namespace":
      return [`Make the KV namespace ${step.title}`, `npx wrangler kv namespace create ${step.title}`];
    case "file":
      return [`Write ${file} and check it`, `npm run check${ours && ` --${ours}`}`];
    case "switches": {
      const [[id, value] = ["", ""]] = Object.entries(step.values);
      const { length } = Object.keys(step.values);
      return [
        `Switch the preset's ${length === 1 ? "route" : `${length} routes`} to ${value}`,
        `npm run switch -- ${id} ${value}${ours}${length === 1 ? "" : "   # and so on for each route"}`,
      ];
    }
    case "deploy":
      return [`Deploy ${worker}`, `npm run deploy${ours && ` --${ours}`}`];
    case "admin_token":
      return [
        "Generate a token for the operator's page, show it once and set it, unless one is set",
        `openssl rand -hex 32, then npx wrangler secret put ADMIN_TOKEN${place}`,
      ];
    case "secret":
      return [
        `Set ${step.name}, and ask for it if it is neither known nor set`,
        `npx wrangler secret put ${step.name}${place}`,
      ];
    case "alert_webhook":
      return [
        `Set ${ALERT_WEBHOOK}, where alerts are posted`,
        `npx wrangler secret put ${ALERT_WEBHOOK}${place}`,
      ];
    case "doctor":
      return [
        "Ask the doctor what arrives through Cloudflare's edge",
        `OUTSPOKEN_ADMIN_TOKEN=... npm run doctor -- ${step.url}`,
      ];
  }
}

/** The routes that clients read packages at. */
export function readRoutes(
  { registry }: Pick<Answers, "registry">,
  routes: readonly Route[],
): readonly Route[] {
  if (registry.kind === "route") return routes;
  const { publishedOnly = [] }: Preset = PRESETS[registry.preset];
  return routes.filter(({ format }) => !publishedOnly.includes(format));
}

/** What to tell the developers when all is done. */
export function tellLines({ host, registry }: Answers, routes: readonly Route[]): string[] {
  const preset = registry.kind === "product" ? registry.preset : null;
  const lines = clientLines(host, readRoutes({ registry }, routes), preset);
  if (registry.kind === "route") return lines;
  return [
    `Every client: ${moveLine(host, new URL(registry.origin).host, routes)} Or, from scratch:`,
    ...lines,
  ];
}

/** How a URL of the product becomes one of the gateway. */
function moveLine(host: string, old: string, routes: readonly Route[]): string {
  // Of the hosts of a product that are paths on the gateway, the one that most developers know.
  const moved = routes.find(({ format, prefix }) => format === "npm" && prefix !== "");
  if (moved === undefined) {
    return `put ${host} in place of ${old} in the registry's URL, and log in again; paths stay as they are.`;
  }
  const from = originHost(moved.origin, host);
  return `the first part of the registry's host becomes the first part of its path (https://${from}/... is https://${host}${moved.prefix}/...); log in again.`;
}
