import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { paketPrints, pushPrints, restorePrints } from "../../src/console/terminals/nuget.ts";
import { toAscii } from "../../src/text/text.ts";
import { arriveSpoken } from "./arrival.ts";
import { request } from "./failing.ts";

export const NUPKG = "/v3/flat/acme.core/1.0.0/acme.core.1.0.0.nupkg";
export const INDEX = "/v3/index.json";
export const AGENTS = {
  restore: "NuGet .NET Core MSBuild Task/6.13.0 (Linux)",
  msbuild: "NuGet Desktop MSBuild Task/6.8.0 (Windows)",
  xplat: "NuGet xplat/6.13.0 (Linux)",
  exe: "NuGet Command Line/6.8.0 (Windows)",
  vs: "NuGet VS VSIX/6.13.0 (Windows, VS Enterprise/17.0)",
  library: "NuGet Client V3/6.10.0 (Windows)",
  choco: "Chocolatey Command Line/2.7.3 [choco/2.7.3] via NuGet Client/3.5.0 (Windows)",
  psresource: "PSResourceGet/1.3.0 PowerShell/7.5.0 DistributionChannel/MSI PowerShellGetCompat/false",
  paket: "Paket (10.3.1)",
} as const;
export type Agent = keyof typeof AGENTS;

export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "no-preview" {strict} (50%) refused C:\\tmp <b>`,
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401, 400, 406 and 409",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

export function ask(agent: Agent, method: string, headers: Record<string, string> = {}): ClientRequest {
  const path = method === "GET" ? NUPKG : "/api/v2/package";
  return request(path, { "user-agent": AGENTS[agent], ...headers }, method);
}

export function bodyText(spoken: Spoken): string {
  return typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
}

export function push(spoken: Spoken, apiKey: boolean): string {
  return pushPrints(arriveSpoken(spoken, ask("xplat", "PUT", apiKey ? { "x-nuget-apikey": "k" } : {})));
}

/** A 404 is an error for the service index only. */
export function restore(spoken: Spoken): string {
  const path = spoken.status === 404 ? INDEX : NUPKG;
  return restorePrints(arriveSpoken(spoken, request(path, { "user-agent": AGENTS.restore })));
}

export function paket(spoken: Spoken): string {
  return paketPrints(arriveSpoken(spoken, request("URL")));
}

/** How often a person reads the reason: complete, cut or folded to ASCII, a letter O for a zero. */
export function timesSaid(terminal: string, reason: string): number {
  const starts = [reason, toAscii(reason)].map((line) => line.slice(0, 60).trim());
  return Math.max(...starts.map((line) => terminal.replaceAll("4O", "40").split(line).length - 1));
}
