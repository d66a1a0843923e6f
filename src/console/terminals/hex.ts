/** What Hex (lib/hex/http.ex, registry/server.ex, api/client.ex) and rebar3 (rebar_packages.erl) print of an answer. */
import { decodeTerm } from "../../clients/hex/term.ts";
import { type Arrived, lines, own, type Program, program, typeOf } from "./program.ts";

const HEX = "hex_core/0.11.0 hex/2.5.1 (elixir/1.18.0)";

export const HEX_PROGRAMS: readonly Program[] = [
  program("hex", "mix deps.get", "/packages/app", HEX, hexPrints),
  program("hex", "rebar3", "/packages/app", "hex_core/0.7.1 (rebar3/3.19.0) (httpc) (OTP/25)", rebar3),
];

/** Prints nothing of the answer, not even its status. */
function rebar3(): string {
  return lines(own("failed to update the package"), "Package not found in any repo: app 1.0.0");
}

/** All that is printed if Hex raises. */
export const HEX_CRASH = "** (ArgumentError) errors were found at the given arguments";

/** To 2.0 and from 2.5.0. */
export function hexPrints(a: Arrived): string {
  const header = a.headers.get("x-hex-message");
  const message = header === null ? null : messageIn(header);
  return message === HEX_CRASH ? HEX_CRASH : lines(message, failed(a));
}

/** 2.1.0 to 2.4.2 crash on any message. */
export function hex21Prints(a: Arrived): string {
  return a.headers.has("x-hex-message") ? HEX_CRASH : failed(a);
}

function messageIn(header: string): string | null {
  const [, text, rest = ""] = /^[ \t]*"([^"]*)"[ \t]*(.*)$/.exec(header) ?? [];
  if (text === undefined) return HEX_CRASH;
  if (!rest.startsWith(";")) return null;
  switch (/^;[ \t]*level[ \t]*=[ \t]*(.*?)[ \t]*$/.exec(rest)?.[1]) {
    case undefined:
      return HEX_CRASH;
    case "fatal":
      return `API error: ${text}`;
    case "warn":
      return `API warning: ${text}`;
    default:
      return null;
  }
}

function failed(a: Arrived): string {
  const { path } = a.request;
  if (path.startsWith("/tarballs/")) return `Request failed (${a.status})`;
  if (path.startsWith("/api/")) return apiFailed(a);
  if ([401, 403, 404].includes(a.status)) return "This could be because the package does not exist";
  return a.body || `HTTP status code: ${a.status}`;
}

function apiFailed(a: Arrived): string {
  const status = `HTTP status code: ${a.status}`;
  if (!typeOf(a).includes("application/vnd.hex+erlang")) return status;
  const term = decodeTerm(a.bytes);
  return term instanceof Map ? String(term.get("message") ?? status) : "{:error, :invalid_term}";
}
