/** What each client of the npm format prints of an answer, written out from the client's own rules. */
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { type Arrived, member } from "./arrival.ts";
import { request } from "./failing.ts";

export const NPM11 = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
export const NPM10 = "npm/10.9.0 node/v22.1.0 linux x64 workspaces/false ci/gitlab";
export const NPM12 = "npm/12.0.1 node/v24.15.0 linux x64 workspaces/false";
export const YARN1 = "yarn/1.22.22 npm/? node/v20.1.0 linux x64";
export const BERRY = "got (https://packages.example/got)";
export const PNPM11 = "pnpm/11.22.0 npm/? node/v24.1.0 linux x64";
export const PNPM12 = "pnpm/12.0.0-rc.8 npm/? node/? linux x64";
export const BUN = "Bun/1.4.5";
export const DENO = "Deno/2.4.0";
export const VERDACCIO = "npm (verdaccio/6.1.2)";

export const TARBALL = "/left-pad/-/left-pad-1.3.0.tgz";
export const AUDIT = "/-/npm/v1/security/advisories/bulk";

export function asks(agent: string, path: string, method = "GET", command?: string): ClientRequest {
  const npmCommand = command === undefined ? {} : { "npm-command": command };
  return request(path, { "user-agent": agent, ...npmCommand }, method);
}

function commandOf(a: Arrived): string | null {
  return a.request.headers.get("npm-command");
}

/** npm 10 and 11: check-response.js, errors.js, and the commands that swallow or add. */
export function npmPrints(a: Arrived, generalMessage = (body: string) => member(body, "error")): string {
  const lines: string[] = [];
  const notice = a.headers.get("npm-notice");
  if (notice !== null && !a.headers.has("x-local-cache")) lines.push(`npm notice ${notice}`);
  const error = npmError(a, generalMessage);
  const isAudit = a.request.path.includes("/security/");
  if (isAudit && commandOf(a) !== "audit") return lines.join("\n");
  if (commandOf(a) === "outdated" && [403, 404].includes(a.status)) return lines.join("\n");
  lines.push(`npm error ${error}`);
  if (isAudit) lines.push(a.body, "audit endpoint returned an error");
  return lines.join("\n");
}

function npmError(a: Arrived, generalMessage: (body: string) => unknown): string {
  const challenge = a.headers.get("www-authenticate");
  if (a.status === 401 && challenge) {
    const parts = challenge.split(/,\s*/).map((part) => part.toLowerCase());
    if (parts.includes("ipaddress")) return "Login is not allowed from your IP address";
    if (parts.includes("otp")) return "EOTP";
    return `Unable to authenticate, need: ${challenge}`;
  }
  if (a.status === 401 && a.body.includes("one-time pass")) return "EOTP";
  const said = generalMessage(a.body);
  return `${a.status} ${a.phrase} - ${a.request.method} ${a.request.path}${said ? ` - ${said}` : ""}`;
}

/** npm 12: `error`, else `message`, else the body. Should both be printed, they must not differ. */
export function npm12Prints(a: Arrived): string {
  return npmPrints(a, (body) => member(body, "error") ?? member(body, "message") ?? body);
}

export function yarn1Prints(a: Arrived): string {
  if (a.request.path.endsWith(".tgz")) return `Request failed "${a.status} ${statusPhrase(a.status)}"`;
  if (a.status === 408 || a.status >= 500) return `Request failed "${a.status} ${statusPhrase(a.status)}"`;
  const error = member(a.body, "error");
  // Only for one name of a server; any name stands for it here.
  if (a.status === 401 && a.headers.has("server")) return `${member(a.body, "message")}`;
  if (typeof error === "string") return `${a.request.path}: ${error}`;
  if ([400, 401, 404].includes(a.status))
    return a.request.method === "PUT" ? "success Published." : "no result";
  return `${a.request.path}: ${member(a.body, "message") ?? `returned a ${a.status}`}`;
}

export function berryPrints(a: Arrived): string {
  if (a.status === 401) return "Invalid authentication (as an anonymous user)";
  const error = a.request.method === "GET" ? undefined : member(a.body, "error");
  return `${error ?? "The remote server failed to provide the requested resource"}\nResponse Code: ${a.status} (${a.phrase})`;
}

export function pnpm11Prints(a: Arrived): string {
  if (a.request.method === "GET")
    return `[ERR_PNPM_FETCH_${a.status}] GET ${a.request.path}: ${a.phrase} - ${a.status}`;
  const publishes =
    a.request.method === "PUT" && !a.request.path.includes("/-/") && !a.request.path.includes("/-rev/");
  if (publishes) return npmError(a, (body) => member(body, "error"));
  return `${a.status} ${a.phrase}. ${a.body}`;
}

export function pnpm12Prints(a: Arrived): string {
  const built = statusPhrase(a.status);
  if (a.request.method === "GET") return `GET ${a.request.path}: ${built} - ${a.status}`;
  return `Failed to publish package (status ${a.status} ${built}): ${a.body}`;
}

export function bunPrints(a: Arrived): string {
  if (a.request.method === "GET" && !a.request.path.endsWith("/-/whoami"))
    return `GET ${a.request.path} - ${a.status}`;
  if (a.status === 401 && a.headers.has("www-authenticate"))
    return `unable to authenticate, need: ${a.headers.get("www-authenticate")}`;
  const line = `${a.status} ${a.phrase}: ${a.request.path}`;
  if (a.status === 404 && a.request.method === "PUT")
    return `${line}\n - 'x@1' does not exist in this registry`;
  const error = member(a.body, "error");
  return typeof error === "string" ? `${line}\n - ${error}` : line;
}

export function denoPrints(a: Arrived): string {
  return a.status === 404 ? "package does not exist" : `Bad response: ${a.status}\n\n${a.body.trim()}`;
}
