/**
 * Which program sent a request, by its User-Agent. Pure.
 */
import type { Client, ClientRequest } from "./client.ts";

/** The product of a User-Agent, before the slash and the version, in lower case, and what its users call it. */
export type Token = readonly [token: string, name: string];

export const BROWSER: Token = ["mozilla", "browser"];
/** Looks up versions in registries of every format. */
export const RENOVATE: Token = ["renovate", "renovate"];
/** What is used with registries of every format. */
export const TOOLS: readonly Token[] = [["curl", "curl"], RENOVATE, BROWSER];
/** The same, for packages that scripts download as plain files. */
export const TOOLS_WITH_WGET: readonly Token[] = [["curl", "curl"], ["wget", "wget"], RENOVATE, BROWSER];

/** The User-Agent as sent, or empty. */
export function userAgentOf(request: ClientRequest): string {
  return request.headers.get("user-agent") ?? "";
}

/** The client of the first token that occurs anywhere in the User-Agent, as `token/version` in any case. */
export function clientByUserAgent(request: ClientRequest, tokens: readonly Token[]): Client {
  const userAgent = userAgentOf(request);
  const known = knownFor(tokens);
  const client = known.get(userAgent) ?? findClient(userAgent, tokens);
  if (known.size < KNOWN_MAX) known.set(userAgent, client);
  return client;
}

/** User-Agents read before: one request is identified several times, and the same few programs send most requests. */
const KNOWN_MAX = 64;
const known = new WeakMap<readonly Token[], Map<string, Client>>();

function knownFor(tokens: readonly Token[]): Map<string, Client> {
  let clients = known.get(tokens);
  if (clients === undefined) {
    clients = new Map();
    known.set(tokens, clients);
  }
  return clients;
}

function findClient(userAgent: string, tokens: readonly Token[]): Client {
  const lower = userAgent.toLowerCase();
  for (const [token, name] of tokens) {
    const at = lower.indexOf(`${token}/`);
    if (at === -1) continue;
    const version = /^[0-9A-Za-z._+-]{1,40}/.exec(userAgent.slice(at + token.length + 1));
    return { name, version: version?.[0] ?? "" };
  }
  return { name: "unknown", version: "" };
}

/** The client whose name and version are the groups of `pattern`, as the User-Agent has them. */
export function clientByPattern(request: ClientRequest, pattern: RegExp): Client {
  const found = pattern.exec(userAgentOf(request));
  return { name: found?.[1]?.toLowerCase() ?? "unknown", version: found?.[2] ?? "" };
}

/** True if `version` (dotted numbers, a suffix ignored) is at least `minimum`; false if it can't be read. */
export function isAtLeast(version: string, minimum: readonly number[]): boolean {
  const parts = /^\d+(?:\.\d+)*/.exec(version)?.[0].split(".").map(Number);
  if (parts === undefined) return false;
  for (const [index, number] of minimum.entries()) {
    const part = parts[index] ?? 0;
    if (part !== number) return part > number;
  }
  return true;
}
