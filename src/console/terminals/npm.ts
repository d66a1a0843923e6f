/** What npm, yarn, pnpm, bun and deno print: npm-registry-fetch check-response.js and errors.js, yarn request-manager.js, berry httpUtils.ts, pnpm core/error, bun npm.rs, deno http_util.rs. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Arrived, json, lines, member, memberText, own, type Program, program } from "./program.ts";

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
const YARN_4 = "got (https://github.com/sindresorhus/got)";

export const JAVASCRIPT: readonly Program[] = [
  program("npm", "npm 11 install", "/left-pad", NPM, npm, { "npm-command": "install" }),
  program("npm", "npm 11 publish", "PUT /left-pad", NPM, npm, { "npm-command": "publish" }),
  program("npm", "pnpm 11", "/left-pad", "pnpm/11.22.0 npm/? node/v24.1.0 linux x64", pnpm),
  program("npm", "yarn 1", "/left-pad", "yarn/1.22.22 npm/? node/v20.1.0 linux x64", yarn),
  program("npm", "yarn 4", "/left-pad", YARN_4, berry),
  program("npm", "bun", "/left-pad", "Bun/1.4.5", bun),
  program("npm", "deno", "/left-pad", "Deno/2.4.0", deno),
];

/** npm blanks out UUIDs (npmcli redact). */
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

function npm(a: Arrived): string {
  const notice = a.headers.get("npm-notice");
  return lines(
    notice !== null && !a.headers.has("x-local-cache") && `npm notice ${notice}`,
    `npm error code E${a.status}`,
    ...npmError(a)
      .replace(UUID, "***")
      .split("\n")
      .map((line) => `npm error ${line}`),
  );
}

function npmError(a: Arrived): string {
  const challenge = a.headers.get("www-authenticate");
  if (a.status === 401 && challenge !== null) {
    const parts = challenge.toLowerCase().split(/,\s*/);
    if (parts.includes("ipaddress")) return own("login is not allowed from this address");
    if (parts.includes("otp")) return own("asks for a one-time password");
    if (/^Bearer\b/.test(challenge)) return own("the token seems to be invalid");
    if (/^Basic\b/.test(challenge)) return own("incorrect or missing password");
    return `Unable to authenticate, need: ${challenge}`;
  }
  const error = member(json(a), "error");
  const line = `${a.status} ${a.phrase} - ${a.request.method} ${a.url}${error ? ` - ${error}` : ""}`;
  return a.status === 403 ? `403 ${line}` : line;
}

function pnpm(a: Arrived): string {
  return `ERR_PNPM_FETCH_${a.status}  GET ${a.url}: ${a.phrase} - ${a.status}`;
}

function yarn(a: Arrived): string {
  const failed = `error Error: Request failed "${a.status} ${statusPhrase(a.status)}"`;
  if (a.status === 408 || a.status >= 500) return failed;
  const body = json(a);
  const error = memberText(body, "error");
  if (error !== "") return `error ${a.url}: ${error}`;
  if ([400, 401, 404].includes(a.status)) return `error ${own("couldn't find the package")}`;
  return `error ${a.url}: ${memberText(body, "message") || `returned a ${a.status}`}`;
}

function berry(a: Arrived): string {
  const text =
    a.status === 401
      ? "invalid authentication"
      : a.status === 404
        ? "package not found"
        : a.status >= 500
          ? "the registry appears to be down"
          : "the server failed to provide the resource";
  if (a.status === 401) return own(text);
  return `${own(text)}\n  Response Code: ${a.status} (${a.phrase})\n  Request Method: ${a.request.method}\n  Request URL: ${a.url}`;
}

function bun(a: Arrived): string {
  return `error: GET ${a.url} - ${a.status}`;
}

function deno(a: Arrived): string {
  if (a.status === 404) return own("the package does not exist");
  return `error: Bad response: ${a.status}\n\n${a.body.trim()}`;
}
