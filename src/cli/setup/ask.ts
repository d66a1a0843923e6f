/** The questions of setup, in their order; what an earlier run answered is suggested. */
import { log } from "@clack/prompts";
import { FORMAT_NAMES } from "../../clients/index.ts";
import { PRESET_NAMES } from "../../config/presets/index.ts";
import {
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
  type Start,
} from "./answers.ts";
import { type Look, lookAt } from "./look.ts";
import type { Prompts } from "./prompts.ts";
import type { Earlier } from "./wrangler-file.ts";

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
  return { host, registry, start: await askStart(prompts, earlier) };
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
    if (look.kind === "answers") {
      log.info(`${origin} answers${look.product === null ? "" : `, and it is ${look.product}`}.`);
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
  const found = look.kind === "answers" ? look.product : null;
  const product = await prompts.choice(
    {
      message: "Which product is it?",
      option: "product",
      suggested: found ?? earlier.product ?? (prompts.isGiven("format") ? ONE_FORMAT : null),
      read: readProduct,
    },
    [
      ...PRESET_NAMES.map((value) => ({ value, hint: value === found ? "found" : "" })),
      { value: ONE_FORMAT, label: "another one, or one in a private network: one package format of it" },
    ],
  );
  if (product !== ONE_FORMAT) return { kind: "product", preset: product, origin };
  const format = await prompts.choice(
    {
      message: "Which package format?",
      option: "format",
      suggested: earlier.format ?? (prompts.isTerminal ? "npm" : null),
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
  return { kind: "route", format, path, origin, reach: await askReach(prompts) };
}

async function askReach(prompts: Prompts): Promise<Reach> {
  const kind = await prompts.choice(
    {
      message: "How does Cloudflare reach it?",
      option: "reach",
      suggested: prompts.isGiven("service") ? "vpc_service" : "internet",
      read: readReach,
    },
    [
      { value: "internet", label: "over the internet" },
      { value: "access", label: "over the internet, with Cloudflare Access in front of it" },
      { value: "vpc_service", label: "in a private network, by a VPC service" },
    ],
  );
  if (kind !== "vpc_service") return { kind };
  const serviceId = await prompts.text({
    message: "The id of the VPC service (`npx wrangler vpc service list`)",
    option: "service",
    suggested: null,
    read: readServiceId,
  });
  return { kind, serviceId };
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
