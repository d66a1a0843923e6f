import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { toAscii } from "../../src/text/text.ts";
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

/** .NET's EnsureSuccessStatusCode. */
export function netMessage({ status, phrase }: Spoken): string {
  return `Response status code does not indicate success: ${status} (${phrase}).`;
}

/** `dotnet nuget push`: HttpRetryHandler's tries and the credential loop, each with the header, then the message. */
export function push(spoken: Spoken, apiKey: boolean): string {
  const { status } = spoken;
  const retried = status >= 500 || status === 408 || status === 429;
  const prompted = status === 401 || (status === 403 && !apiKey);
  const requests = retried ? 3 : prompted ? 4 : 1;
  const warning = spoken.headers["x-nuget-warning"] ?? null;
  const lines = warning === null ? [] : Array.from({ length: requests }, () => `warn : ${warning}`);
  return [...lines, `error: ${netMessage(spoken)}`].join("\n");
}

/** Restore: the header of a package URL as often as it is asked for, NU1301 with the message once. */
export function restore(spoken: Spoken): string {
  const warning = spoken.headers["x-nuget-warning"] ?? null;
  const warnings = warning === null ? [] : Array.from({ length: 6 }, () => `warning : ${warning}`);
  return [...warnings, `error NU1301: Failed to retrieve information.\n  ${netMessage(spoken)}`].join("\n");
}

/** string.Format: a brace that is no placeholder adds a line about the format. */
export function chocoLine(text: string): string {
  return /[{}]/.test(text) ? `${text}\nerror formatting string` : `WARN [NuGet] ${text}`;
}

export function paket(spoken: Spoken): string {
  return `Request to 'URL' failed with: ${spoken.status} Forbidden - ${bodyText(spoken)}`;
}

/** How often a person reads the reason: whole, cut or folded to ASCII, a letter O as good as a zero. */
export function timesSaid(terminal: string, reason: string): number {
  const starts = [reason, toAscii(reason)].map((line) => line.slice(0, 60).trim());
  return Math.max(...starts.map((line) => terminal.replaceAll("4O", "40").split(line).length - 1));
}
