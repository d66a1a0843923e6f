/** The questions of setup, in order; answers of an earlier run are suggested. */
import { log } from "@clack/prompts";
import { FORMAT_NAMES } from "../../clients/index.ts";
import { PRESET_NAMES } from "../../config/presets/index.ts";
import {
  type AccessToken,
  type Answers,
  ONE_FORMAT,
  type Reach,
  type Registry,
  readFormat,
  readHost,
  readOrigin,
  readPath,
  readProduct,
  readReach,
  readServiceId,
  readStart,
  readWebhook,
  type Start,
} from "./answers.ts";
import { type Look, lookAt } from "./look.ts";
import type { Prompts } from "./prompts.ts";
import { accessHeaders, type Earlier } from "./wrangler-file.ts";

export async function askAnswers(prompts: Prompts, earlier: Earlier): Promise<Answers> {
  const { origin, look } = await askOrigin(prompts, earlier);
  const registry = await askRegistry(prompts, earlier, origin, look);
  const host = await prompts.text({
    message: "The gateway's host name, in a zone of your Cloudflare account",
    option: "host",
    suggested: earlier.host,
    example: "packages.acme.io",
    read: (typed) => readHost(typed, origin),
  });
  const start = await askStart(prompts, earlier);
  return { host, registry, start, webhook: await askWebhook(prompts, earlier) };
}

async function askOrigin(prompts: Prompts, earlier: Earlier): Promise<{ origin: string; look: Look }> {
  let suggested = earlier.origin;
  for (;;) {
    const origin = await prompts.text({
      message: "Your registry's URL",
      option: "origin",
      suggested,
      example: "https://gitlab.acme.io",
      read: readOrigin,
    });
    const look = await lookAt(origin);
    if (look.kind !== "unreachable") {
      log.info(lookLine(origin, look));
      return { origin, look };
    }
    log.warn(`${origin}: ${look.says}.`);
    if (prompts.isGiven("origin")) return { origin, look };
    if (await prompts.consent("It may be in a private network, or not up yet. Use it all the same?"))
      return { origin, look };
    suggested = origin;
  }
}

async function askRegistry(
  prompts: Prompts,
  earlier: Earlier,
  origin: string,
  look: Look,
): Promise<Registry> {
  const found = look.kind === "answers" ? look.found : null;
  const preset = found?.kind === "product" ? found.preset : null;
  const isOneFormat = found?.kind === "format" || look.kind === "access" || prompts.isGiven("format");
  const product = await prompts.choice(
    {
      message: "Which product is it?",
      option: "product",
      suggested: preset ?? earlier.product ?? (isOneFormat ? ONE_FORMAT : null),
      read: readProduct,
    },
    [
      ...PRESET_NAMES.map((value) => ({ value, hint: value === preset ? "found" : "" })),
      {
        value: ONE_FORMAT,
        label: "another one, or one behind Access or in a private network: one package format of it",
      },
    ],
  );
  if (product !== ONE_FORMAT) return { kind: "product", preset: product, origin };
  const format = await prompts.choice(
    {
      message: "Which package format?",
      option: "format",
      suggested:
        (found?.kind === "format" ? found.format : null) ??
        earlier.format ??
        (prompts.isTerminal ? "npm" : null),
      read: readFormat,
    },
    FORMAT_NAMES.map((value) => ({ value })),
  );
  const path = await prompts.text({
    message: "Under which path do clients ask for it?",
    option: "path",
    suggested: `/${format}/*`,
    read: readPath,
  });
  return { kind: "route", format, path, origin, reach: await askReach(prompts, origin, look) };
}

async function askReach(prompts: Prompts, origin: string, look: Look): Promise<Reach> {
  const seen = look.kind === "access" ? "access" : "internet";
  const kind = await prompts.choice(
    {
      message: "How does Cloudflare reach it?",
      option: "reach",
      suggested: prompts.isGiven("service") ? "vpc_service" : seen,
      read: readReach,
    },
    [
      { value: "internet", label: "over the internet" },
      { value: "access", label: "over the internet, with Cloudflare Access in front of it" },
      { value: "vpc_service", label: "in a private network, by a VPC service" },
    ],
  );
  if (kind === "internet") return { kind };
  if (kind === "access") return { kind, token: await askAccessToken(prompts, origin) };
  const serviceId = await prompts.text({
    message: "The id of the VPC service (`npx wrangler vpc service list`)",
    option: "service",
    suggested: null,
    read: readServiceId,
  });
  return { kind, serviceId };
}

/** Tried at the registry as the gateway will send it; null: the token that is set stays, or is asked for in its step. */
async function askAccessToken(prompts: Prompts, origin: string): Promise<AccessToken | null> {
  for (;;) {
    const id = await prompts.secret(
      "The service token's CF-Access-Client-Id (empty: the one that is set)",
      "optional",
    );
    if (id === null) return null;
    const secret = (await prompts.secret("Its CF-Access-Client-Secret", "required")) ?? "";
    const token = { id, secret };
    const look = await lookAt(origin, accessHeaders(token));
    if (look.kind !== "access") {
      log.info(look.kind === "unreachable" ? `${origin}: ${look.says}.` : "Access lets the token through.");
      return token;
    }
    log.warn(
      "Access does not let this token through. Does its application have a policy with the action Service Auth?",
    );
    if (await prompts.consent("Use it all the same?")) return token;
  }
}

/** What was found out about the registry, in words. */
function lookLine(origin: string, look: Exclude<Look, { kind: "unreachable" }>): string {
  if (look.kind === "access")
    return `Cloudflare Access is in front of ${origin}: the gateway needs a service token to see what is behind it.`;
  const { found } = look;
  if (found === null) return `${origin} answers.`;
  return `${origin} answers, and it is ${found.kind === "product" ? found.preset : found.name}.`;
}

async function askStart(prompts: Prompts, { origin }: Earlier): Promise<Start> {
  const isFirst = origin === null;
  return prompts.choice(
    {
      message: "What is on from the beginning?",
      option: "start",
      suggested: isFirst ? "observe" : "keep",
      read: readStart,
    },
    [
      ...(isFirst ? [] : [{ value: "keep", label: "what is on now" }]),
      { value: "observe", label: "nothing yet: failures are counted, and every answer passes untouched" },
      { value: "5%", label: "5 % of the clients" },
      { value: "25%", label: "25 % of the clients" },
      { value: "on", label: "everything" },
    ],
  );
}

/** Optional. A binding of the same name would clash with the secret. */
async function askWebhook(prompts: Prompts, { isWebhookStored }: Earlier): Promise<string | null> {
  if (isWebhookStored && !prompts.isGiven("webhook")) return null;
  return prompts.secretAnswer({
    message: "The webhook that alerts are posted to (empty: none, or the one that is set)",
    option: "webhook",
    suggested: "",
    read: readWebhook,
  });
}
