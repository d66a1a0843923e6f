/**
 * Which program sent a request to a registry of the npm format, and what for. Pure.
 * User-Agents were read in npm/cli, pnpm/pnpm, yarnpkg/yarn, yarnpkg/berry (httpUtils.ts), oven-sh/bun
 * (publish_command.zig), denoland/deno (cli/version.rs), verdaccio/verdaccio (packages/proxy).
 */
import type { Client, ClientRequest, Expected, Operation } from "../shared/client.ts";
import { clientByUserAgent, isAtLeast, RENOVATE, type Token, userAgentOf } from "../shared/user-agent.ts";

/** Longer names first: `pnpm/` contains `npm/`, and pnpm and yarn 1 send `npm/?` as well. */
const CLIENTS: readonly Token[] = [
  ["pnpm", "pnpm"],
  ["yarn", "yarn"],
  ["bun", "bun"],
  ["deno", "deno"],
  ["verdaccio", "verdaccio"],
  RENOVATE,
  ["npm", "npm"],
];

const VERSION = "([0-9][0-9A-Za-z.+-]{0,39})";
const NPM_TOKEN = new RegExp(`(?:^|\\s)npm/${VERSION}`);
/** The default User-Agent of the library under npm, which lerna, pnpm's publish and others use as well. */
const LIBRARY_TOKEN = new RegExp(`^npm-registry-fetch@${VERSION}`);

/** The program that sent the request; `yarn-berry` is yarn 2 and later, which sends the User-Agent of its HTTP library, got. */
export function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  if (userAgent.startsWith("got (")) return { name: "yarn-berry", version: "" };
  // npm called from a script that pnpm or bun runs sends their User-Agent; npm-command gives it away, but bun and pnpm
  // from 12 on (measured with 12.21) send that too.
  if (request.headers.has("npm-command") && !/^(?:Bun\/|pnpm\/(?:1[2-9]|[2-9]\d))/.test(userAgent)) {
    return { name: "npm", version: NPM_TOKEN.exec(userAgent)?.[1] ?? "" };
  }
  const library = LIBRARY_TOKEN.exec(userAgent);
  if (library !== null) return { name: "npm-registry-fetch", version: library[1] ?? "" };
  const client = clientByUserAgent(request, CLIENTS);
  // yarnpkg/berry PRs 7149 and 7155 give yarn 4 a User-Agent of its own.
  return client.name === "yarn" && isAtLeast(client.version, [2])
    ? { ...client, name: "yarn-berry" }
    : client;
}

/** What the request is for, from method, path and npm's own headers. */
export function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (path.includes("/-/v1/login") || path.includes("/-/user/")) return "login";
  if (path.includes("/-/v1/search") || path.endsWith("/-/all")) return "search";
  if (path === "/" || path.endsWith("/-/ping")) return "probe";
  if (isTarball(request)) return method === "DELETE" ? "delete" : "download";
  if (isRegistryApi(path)) return method === "GET" && path.endsWith("/dist-tags") ? "metadata" : "api";
  if (method === "PUT") return "publish";
  if (method === "DELETE") return "delete";
  return method === "GET" || method === "HEAD" ? "metadata" : "api";
}

/** What the client can use as a success; Verdaccio's `/-/web/` is where people sign in. */
export function expected(request: ClientRequest): Expected {
  const { method, path } = request;
  if (method !== "GET" && method !== "HEAD") return "file";
  if (path.includes("/-/web/")) return "anything";
  if (path === "/") return "content";
  return isTarball(request) || isRegistryApi(path) ? "file" : "document";
}

/** True for a path of the registry itself (`/-/whoami`, `/-/package/...`), as opposed to a package or its tarball. */
export function isRegistryApi(path: string): boolean {
  return path.includes("/-/") && !path.endsWith(".tgz");
}

/** True for the report of known vulnerabilities, which npm also requests after every install. */
export function isAuditReport(path: string): boolean {
  return path.includes("/-/npm/v1/security/");
}

/**
 * True for what a command requests without needing it: the package before its first publish and during its removal
 * (libnpmpublish: publish.js, unpublish.js), the report after an install, the sign-in in a browser before the one by
 * password, a token of the CI system.
 */
export function isProbe(request: ClientRequest): boolean {
  const { method, path, headers } = request;
  const command = headers.get("npm-command");
  if (method === "POST") {
    if (isAuditReport(path)) return command !== null && command !== "audit";
    return path.endsWith("/-/v1/login") || path.includes("/-/npm/v1/oidc/");
  }
  return method === "GET" && (command === "publish" || command === "unpublish") && !isTarball(request);
}

/** True if a complete packument is written: `/name`, `/@scope/name`, `/@scope%2fname`. */
export function isPackageWrite(request: ClientRequest): boolean {
  return request.method === "PUT" && !request.path.includes("/-/") && !request.path.includes("/-rev/");
}

function isTarball(request: ClientRequest): boolean {
  return request.path.includes(".tgz") || request.headers.get("pacote-req-type") === "tarball";
}
