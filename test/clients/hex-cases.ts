/** What Hex prints of an error answer. */

import { decodeTerm } from "../../src/clients/hex/term.ts";
import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { toAscii } from "../../src/text/text.ts";
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

/** lib/hex/http.ex: handle_hex_message. Throws where Elixir raises: always, from 2.1.0 to 2.4.2. */
function hexMessage(header: string | null, version: Version): string[] {
  if (header === null) return [];
  if (CRASHING.includes(version)) throw new TypeError("errors were found at the given arguments");
  const quoted = /^[ \t]*"([^"]*)"[ \t]*(.*)$/.exec(header);
  if (quoted === null) throw new TypeError("no function clause matching");
  const [, text, rest = ""] = quoted;
  if (!rest.startsWith(";")) return [];
  const level = /^;[ \t]*level[ \t]*=[ \t]*(.*?)[ \t]*$/.exec(rest)?.[1];
  if (level === undefined) throw new TypeError("no match of right hand side");
  return level === "fatal" ? [`API error: ${text}`] : level === "warn" ? [`API warning: ${text}`] : [];
}

/** What Hex prints of a failed request; `own` is the origin's header, which the pipeline passes on unless told not to. */
export function terminal(spoken: Spoken, version: Version, place: Place, own: string | null = null): string {
  const { status } = spoken;
  const header = "x-hex-message" in spoken.headers ? (spoken.headers["x-hex-message"] ?? null) : own;
  return [...hexMessage(header, version), result(spoken, status, place)].join("\n");
}

function result(spoken: Spoken, status: number, place: Place): string {
  if (place === "tarball") return `Request failed (${status})`;
  if (place === "registry") {
    if ([401, 403, 404].includes(status)) return "This could be because the package does not exist";
    return new TextDecoder().decode(bytesOf(spoken)) || `HTTP status code: ${status}`;
  }
  if (!spoken.contentType?.includes(ERLANG)) return `HTTP status code: ${status}`;
  const term = decodeTerm(bytesOf(spoken));
  return term instanceof Map
    ? String(term.get("message") ?? `HTTP status code: ${status}`)
    : "{:error, :invalid_term}";
}

export function timesSaid(shown: string, reason: string): number {
  const starts = [reason, toAscii(reason), toAscii(reason).replaceAll('"', "'")];
  return Math.max(...starts.map((line) => shown.split(line.slice(0, 60).trim()).length - 1));
}
