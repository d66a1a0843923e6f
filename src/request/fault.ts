/**
 * What a rejected fetch reveals of its cause. Over the network workerd has a few messages (workerd src/workerd/jsg/util.c++).
 * A VPC binding gives an error type of RFC 9209 2.3, as a `code` or in the text `ProxyError: connection_refused`
 * (developers.cloudflare.com/workers-vpc/reference/troubleshooting). Pure.
 */
import type { Fault, Unreachable } from "../failure/outage.ts";

/** In: whatever was thrown. Of its text only a code is kept. */
export function causeOf(error: unknown): Unreachable {
  const code = codeOf(error);
  const fault = faultOf(error);
  return code === null ? { kind: "unreachable", fault } : { kind: "unreachable", fault, code };
}

export function faultOf(error: unknown): Fault {
  const code = codeOf(error);
  if (code !== null) return faultOfCode(code);
  if (!(error instanceof Error)) return "unknown";
  if (error.message.startsWith("Network connection lost")) return "connection_lost";
  if (error.message.startsWith("internal error")) return "name_or_tls";
  return error instanceof TypeError || error.message.startsWith("invalid ") ? "bad_answer" : "unknown";
}

/** Whether the connection itself failed or ended, regardless of what was sent over it. */
export function isOfConnection(fault: Fault): boolean {
  switch (fault) {
    case "connection_lost":
    case "name_or_tls":
    case "refused":
    case "terminated":
    case "dns":
    case "tls":
      return true;
    case "timed_out":
    case "bad_answer":
    case "undecodable":
    case "unknown":
      return false;
  }
}

/** Whether a body that broke off with this fault lost its connection, rather than being invalid. */
export function isCut(fault: Fault): boolean {
  return fault === "connection_lost" || fault === "terminated" || fault === "timed_out";
}

const CODE = /^[a-z]{1,20}(?:_[a-z]{1,20}){1,4}$/;
const MESSAGE = /^(?:Error: )?ProxyError: (\w{1,100})\s*$/;

/** The type of a failure in a text such as `ProxyError: dns_error`, or null. */
export function codeIn(text: string): string | null {
  const code = MESSAGE.exec(text)?.[1] ?? text;
  return CODE.test(code) ? code : null;
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? codeIn(error.code) : null;
  return code ?? codeIn(error.message);
}

/** By words, so that types which RFC 9209 or Cloudflare add later are classified too (`dns_timeout` is a DNS fault). */
function faultOfCode(code: string): Fault {
  const words = code.split("_");
  const [, fault = "unknown"] = BY_WORD.find(([word]) => words.includes(word)) ?? [];
  return fault;
}

const BY_WORD: readonly (readonly [word: string, fault: Fault])[] = [
  ["dns", "dns"],
  ["tls", "tls"],
  ["timeout", "timed_out"],
  ["refused", "refused"],
  ["terminated", "terminated"],
];
