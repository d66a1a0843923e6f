/** The versions of Composer, and what they request. */
import { expect } from "vitest";
import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import {
  COMPOSER_2_0,
  COMPOSER_2_1,
  COMPOSER_2_5,
  COMPOSER_2_10,
  COMPOSER_REPEATED,
  COMPOSER_STREAMS,
  type ComposerRules,
  composerNotices,
  composerPrints,
} from "../../src/console/terminals/composer.ts";
import { toAscii } from "../../src/text/text.ts";
import { arriveSpoken } from "./arrival.ts";
import { request } from "./failing.ts";

const AGENTS = {
  "2.10.2": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5.0; CI; cmd:install)",
  "2.5.5": "Composer/2.5.5 (Linux; 6.1.0; PHP 8.2.28; cURL 7.88.1)",
  "2.1.0": "Composer/2.1.0 (Linux; 6.1.0; PHP 7.4.3; cURL 7.88.1)",
  "2.10.2 streams": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; streams)",
  "2.0.8": "Composer/2.0.8 (Linux; 5.4; PHP 7.4.3; cURL 7.88.1)",
  "1.10.22": "Composer/1.10.22 (Linux; 5.4; PHP 7.4.3)",
} as const;
export type Agent = keyof typeof AGENTS;
export const WITH_B: readonly Agent[] = ["2.10.2", "2.5.5", "2.1.0"];
export const WITHOUT_B: readonly Agent[] = ["2.10.2 streams", "2.0.8", "1.10.22"];
export const PACKAGES = "/packages.json";
export const DIST = "/dists/acme/core/1.0.0/abc.zip";
export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const RETRIED = COMPOSER_REPEATED;
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "stable-only" (50%) refused {x} C:\\tmp\\`,
  tagged: "Use <info>2.x</info> or <b>, not < 1.0",
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

export function ask(agent: Agent, path = PACKAGES): ClientRequest {
  return request(path, { "user-agent": AGENTS[agent], accept: "*/*" });
}

export function bytesOf(spoken: Spoken): Uint8Array {
  return typeof spoken.body === "string" ? new TextEncoder().encode(spoken.body) : spoken.body;
}

const RULES: Record<Agent, ComposerRules> = {
  "2.10.2": COMPOSER_2_10,
  "2.5.5": COMPOSER_2_5,
  "2.1.0": COMPOSER_2_1,
  "2.10.2 streams": COMPOSER_STREAMS,
  "2.0.8": COMPOSER_2_0,
  "1.10.22": COMPOSER_STREAMS,
};

/** HttpDownloader::outputWarnings. */
export function channelA(spoken: Spoken): readonly string[] {
  if (spoken.contentType === "application/json") JSON.parse(new TextDecoder().decode(bytesOf(spoken)));
  return composerNotices(arriveSpoken(spoken, ask("2.10.2")));
}

/** All that one failing request prints, including retries. */
export function terminal(spoken: Spoken, agent: Agent): string {
  const printed = composerPrints(arriveSpoken(spoken, ask(agent)), RULES[agent]);
  // A cut inside a character aborts Composer with "Malformed UTF-8".
  expect(printed).not.toContain("\ufffd");
  return printed;
}

export function timesSaid(shown: string, reason: string): number {
  const starts = [reason, toAscii(reason), JSON.stringify(reason).slice(1, -1)];
  return Math.max(...starts.map((line) => shown.split(line.slice(0, 60).trim()).length - 1));
}
