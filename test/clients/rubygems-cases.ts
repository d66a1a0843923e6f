import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
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

/** RemoteFetcher#fetch_http: the header from 4.1, the phrase before. */
export function fetchError(spoken: Spoken, agent: Agent, own: string | null = null): string {
  const header = agent === "gem41" ? (spoken.headers["x-error-message"] ?? own) : null;
  return `bad response ${header ?? spoken.phrase} ${spoken.status} (https://gems.example/x)`;
}

/** command_manager.rb on Ruby 3.2 and later: the class name that detailed_message adds is the first group. */
export function commandManager(message: string): string {
  return message.replace(/ \(.*?\)/, "");
}

/** fetcher/index.rb: which error Bundler makes of the text, whatever the status. */
export function bundlerError(message: string): string {
  if (message.includes("certificate verify failed")) return "CertificateFailureError";
  if (/401/.test(message)) return "AuthenticationRequiredError";
  if (/403/.test(message)) return "AuthenticationForbiddenError";
  return `HTTPError Could not fetch specs due to underlying error <${message}>`;
}

/** GemcutterUtilities#with_response: a dialogue, or the body through clean_text. */
export function gemcutter(spoken: Spoken): string {
  const body = bodyText(spoken);
  if (spoken.status === 401 && body.startsWith("You have enabled multifactor authentication"))
    return "OTP dialogue";
  if (spoken.status === 403 && body.startsWith("The API key doesn't have access")) return "scope dialogue";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: clean_text replaces them
  return body.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ".");
}

/** What a person reads in the place of the changed signs. */
export function read(text: string): string {
  return text
    .replaceAll("4O", "40")
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replace("verification failed", "verify failed");
}
