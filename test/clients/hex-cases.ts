/** The versions of Hex, and what they request. */

import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { HEX_CRASH, hex21Prints, hexPrints } from "../../src/console/terminals/hex.ts";
import { toAscii } from "../../src/text/text.ts";
import { arriveSpoken } from "./arrival.ts";
import { request } from "./failing.ts";

export const ERLANG = "application/vnd.hex+erlang";
export const AGENTS = {
  "2.0.6": "Hex/2.0.6 (Elixir/1.14.0) (OTP/25)",
  "2.1.0": "Hex/2.1.0 (Elixir/1.16.0) (OTP/26) (CI)",
  "2.4.2": "hex_core/0.16.0 hex/2.4.2 (elixir/1.18.0) (OTP/27) (erts/15.0)",
  "2.5.0": "hex_core/0.19.0 hex/2.5.0 (elixir/1.18.0) (CI) (OTP/27) (erts/15.0)",
} as const;
type Version = keyof typeof AGENTS;
export const CRASHING: readonly Version[] = ["2.1.0", "2.4.2"];
export const SAFE: readonly Version[] = ["2.0.6", "2.5.0"];
export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "stable-only"; level=none (50%) refused {x} C:\\tmp\\ <b>`,
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};
export const PLACES = {
  api: { path: "/api/packages/acme/releases", method: "POST", headers: { accept: ERLANG } },
  registry: { path: "/packages/acme", method: "GET", headers: {} },
  tarball: { path: "/tarballs/acme-1.0.0.tar", method: "GET", headers: {} },
} as const;
type Place = keyof typeof PLACES;

export function ask(version: Version, place: Place): ClientRequest {
  const { path, method, headers } = PLACES[place];
  return request(path, { "user-agent": AGENTS[version], ...headers }, method);
}

export function bytesOf(spoken: Spoken): Uint8Array {
  return typeof spoken.body === "string" ? new TextEncoder().encode(spoken.body) : spoken.body;
}

/** What Hex prints for a failed request; `own` is the origin's header, which stays unless the module changes it. */
export function terminal(spoken: Spoken, version: Version, place: Place, own: string | null = null): string {
  const prints = CRASHING.includes(version) ? hex21Prints : hexPrints;
  const headers = own === null ? {} : { "x-hex-message": own };
  const printed = prints(arriveSpoken(spoken, ask(version, place), headers));
  if (printed === HEX_CRASH) throw new TypeError(HEX_CRASH);
  return printed;
}

export function timesSaid(shown: string, reason: string): number {
  const starts = [reason, toAscii(reason), toAscii(reason).replaceAll('"', "'")];
  return Math.max(...starts.map((line) => shown.split(line.slice(0, 60).trim()).length - 1));
}
