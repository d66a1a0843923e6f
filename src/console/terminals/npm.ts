/** What npm, yarn, pnpm, bun and deno print: npm-registry-fetch check-response.js and errors.js, yarn request-manager.js, berry httpUtils.ts, pnpm core/error, bun npm.rs, deno http_util.rs. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Arrived, json, lines, member, memberText, own, type Program, program } from "./program.ts";

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
const YARN_4 = "got (https://github.com/sindresorhus/got)";

export const NPM_PROGRAMS: readonly Program[] = [
  program("npm", "npm 11 install", "/left-pad", NPM, npmPrints, { "npm-command": "install" }),
  program("npm", "npm 11 publish", "PUT /left-pad", NPM, npmPrints, { "npm-command": "publish" }),
  program("npm", "pnpm 11", "/left-pad", "pnpm/11.22.0 npm/? node/v24.1.0 linux x64", pnpm11Prints),
  program("npm", "yarn 1", "/left-pad", "yarn/1.22.22 npm/? node/v20.1.0 linux x64", yarn1Prints),
  program("npm", "yarn 4", "/left-pad", YARN_4, berryPrints),
  program("npm", "bun", "/left-pad", "Bun/1.4.5", bunPrints),
  program("npm", "deno", "/left-pad", "Deno/2.4.0", denoPrints),
];

/** npm replaces UUIDs (npmcli redact). */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function errorOf(a: Arrived): unknown {
  return member(json(a), "error");
}

/** npm 10 and 11; `textOf` is what npm takes of the body. */
export function npmPrints(a: Arrived, textOf: (a: Arrived) => unknown = errorOf): string {
  const notice = a.headers.get("npm-notice");
  const noticed = notice !== null && !a.headers.has("x-local-cache") && `npm notice ${notice}`;
  const command = a.request.headers.get("npm-command");
  const isAudit = a.request.path.includes("/security/");
  const isSwallowed = isAudit ? command !== "audit" : command === "outdated" && [403, 404].includes(a.status);
  if (isSwallowed) return lines(noticed);
  const error = npmError(a, textOf).replace(UUID, "***").split("\n");
  return lines(
    noticed,
    `npm error code E${a.status}`,
    ...error.map((line) => `npm error ${line}`),
    isAudit && a.body,
    isAudit && "npm error audit endpoint returned an error",
  );
}

function npmError(a: Arrived, textOf: (a: Arrived) => unknown): string {
  const challenge = a.headers.get("www-authenticate");
  if (a.status === 401 && challenge) return npmChallenged(challenge);
  if (a.status === 401 && a.body.includes("one-time pass")) return own("asks for a one-time password");
  const text = textOf(a);
  const line = `${a.status} ${a.phrase} - ${a.request.method} ${a.url}${text ? ` - ${text}` : ""}`;
  return a.status === 403 ? `403 ${line}` : line;
}

/** Names of schemes are compared case-sensitively. */
function npmChallenged(challenge: string): string {
  const parts = challenge.toLowerCase().split(/,\s*/);
  if (parts.includes("ipaddress")) return own("login is not allowed from this address");
  if (parts.includes("otp")) return own("asks for a one-time password");
  if (/^Bearer\b/.test(challenge)) return own("the token seems to be invalid");
  if (/^Basic\b/.test(challenge)) return own("incorrect or missing password");
  return `Unable to authenticate, need: ${challenge}`;
}

/** npm 12 falls back to `message`, then to the entire body (npm-registry-fetch 20.0.1). */
export function npm12Prints(a: Arrived): string {
  return npmPrints(a, () => errorOf(a) ?? member(json(a), "message") ?? a.body);
}

export function yarn1Prints(a: Arrived): string {
  const failed = `error Error: Request failed "${a.status} ${statusPhrase(a.status)}"`;
  if (a.request.path.endsWith(".tgz") || a.status === 408 || a.status >= 500) return failed;
  const message = memberText(json(a), "message");
  // In yarn only for one value of `server`; here for any.
  if (a.status === 401 && a.headers.has("server")) return `error ${message || "undefined"}`;
  const error = errorOf(a);
  if (typeof error === "string") return `error ${a.url}: ${error}`;
  if ([400, 401, 404].includes(a.status))
    return a.request.method === "PUT" ? "success Published." : `error ${own("couldn't find the package")}`;
  return `error ${a.url}: ${message || `returned a ${a.status}`}`;
}

/** Yarn 4. For a GET the body is a buffer, in which no `error` is found. */
export function berryPrints(a: Arrived): string {
  if (a.status === 401) return own("invalid authentication");
  const error = a.request.method === "GET" ? undefined : errorOf(a);
  return `${error ?? own(berryText(a.status))}
  Response Code: ${a.status} (${a.phrase})
  Request Method: ${a.request.method}
  Request URL: ${a.url}`;
}

function berryText(status: number): string {
  if (status === 404) return "package not found";
  return status >= 500 ? "the registry appears to be down" : "the server failed to provide the resource";
}

export function pnpm11Prints(a: Arrived): string {
  const { method, path } = a.request;
  if (method === "GET") return `[ERR_PNPM_FETCH_${a.status}] GET ${a.url}: ${a.phrase} - ${a.status}`;
  const isPublish = method === "PUT" && !path.includes("/-/") && !path.includes("/-rev/");
  return isPublish ? npmError(a, errorOf) : `${a.status} ${a.phrase}. ${a.body}`;
}

/** pnpm 12 builds the phrase itself. */
export function pnpm12Prints(a: Arrived): string {
  const phrase = statusPhrase(a.status);
  if (a.request.method === "GET") return `GET ${a.url}: ${phrase} - ${a.status}`;
  return `Failed to publish package (status ${a.status} ${phrase}): ${a.body}`;
}

export function bunPrints(a: Arrived): string {
  const { method, path } = a.request;
  if (method === "GET" && !path.endsWith("/-/whoami")) return `error: GET ${a.url} - ${a.status}`;
  const challenge = a.headers.get("www-authenticate");
  if (a.status === 401 && challenge !== null) return `unable to authenticate, need: ${challenge}`;
  const line = `${a.status} ${a.phrase}: ${a.url}`;
  if (a.status === 404 && method === "PUT")
    return `${line}\n - ${own("the version does not exist in this registry")}`;
  const error = memberText(json(a), "error");
  return error === "" ? line : `${line}\n - ${error}`;
}

export function denoPrints(a: Arrived): string {
  if (a.status === 404) return own("the package does not exist");
  return `error: Bad response: ${a.status}\n\n${a.body.trim()}`;
}
