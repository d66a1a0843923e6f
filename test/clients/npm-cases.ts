/** The clients of the npm format, and what they request. */
import type { ClientRequest } from "../../src/clients/shared/client.ts";
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
