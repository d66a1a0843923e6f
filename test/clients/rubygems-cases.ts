import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import {
  bundlerErrorOf,
  fetchError as gem,
  fetchError41 as gem41,
  gemcutterPrints,
} from "../../src/console/terminals/rubygems.ts";
import { arriveSpoken } from "./arrival.ts";
import { request } from "./failing.ts";

const AGENTS = {
  gem3: "Ruby, RubyGems/3.3.15 x86_64-linux Ruby/3.1.2 (2022-04-12 patchlevel 20)",
  gem41: "Ruby, RubyGems/4.1.0.dev x86_64-linux Ruby/3.4.1 (2024-12-25 patchlevel 0)",
  bundler: "bundler/2.3.15 rubygems/3.3.15 ruby/3.1.2 (x86_64-pc-linux-gnu) command/install 0123456789abcdef",
} as const;
type Agent = keyof typeof AGENTS;
export const INDEX = "/specs.4.8.gz";
export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "no-yanks" {x} refused 50% of C:\\tmp <b>`,
  parenthesised: "Origin down (request 1) until noon (UTC)",
  digits: "Upstream said 403, then 401, see ticket x4031y",
  certificate: "upstream: certificate verify failed",
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

export function ask(agent: Agent, path = INDEX, method = "GET"): ClientRequest {
  return request(path, { "user-agent": AGENTS[agent] }, method);
}

export function bodyText(spoken: Spoken): string {
  return typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
}

/** `own` is the origin's header, which stays unless the module changes it. */
export function fetchError(spoken: Spoken, agent: Agent, own: string | null = null): string {
  const a = arriveSpoken(spoken, ask(agent), own === null ? {} : { "x-error-message": own });
  return agent === "gem41" ? gem41(a) : gem(a);
}

export function bundlerError(message: string): string {
  return `${bundlerErrorOf(message)} ${message}`;
}

export function gemcutter(spoken: Spoken): string {
  return gemcutterPrints(arriveSpoken(spoken));
}

/** What a person reads instead of the changed characters. */
export function read(text: string): string {
  return text
    .replaceAll("4O", "40")
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replace("verification failed", "verify failed");
}
