/** What NuGet, Chocolatey and Paket print of an answer (HttpSource.cs, SourceRepositoryDependencyProvider.cs, NetUtils.fs). */
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Arrived, lines, own, type Program, program } from "./program.ts";

const RESTORE = "NuGet .NET Core MSBuild Task/6.13.0 (Linux)";
const KEY = { "x-nuget-apikey": "key" };

export const NUGET_PROGRAMS: readonly Program[] = [
  program("nuget", "dotnet restore", "/v3-flatcontainer/app/index.json", RESTORE, restorePrints),
  program("nuget", "dotnet nuget push", "PUT /api/v2/package", "NuGet xplat/6.13.0 (Linux)", pushPrints, KEY),
];

/** .NET's EnsureSuccessStatusCode. */
export function netMessage(a: Pick<Arrived, "status" | "phrase">): string {
  return `Response status code does not indicate success: ${a.status} (${a.phrase}).`;
}

/** The header is logged for every request. */
function warned(a: Arrived, requests: number): readonly string[] {
  const text = a.headers.get("x-nuget-warning");
  return text === null ? [] : Array.from({ length: requests }, () => `warn : ${text}`);
}

/** How often restore requests a URL of a package. */
const RESTORE_TRIES = 6;

/** A 404 for a package means that another source may have it; the service index has no logger for the header. */
export function restorePrints(a: Arrived): string {
  const isServiceIndex = a.request.path === "/v3/index.json";
  if (a.status === 404 && !isServiceIndex)
    return lines(...warned(a, 1), `error NU1101: ${own("unable to find package app")}`);
  return lines(
    ...(isServiceIndex ? [] : warned(a, RESTORE_TRIES)),
    `error NU1301: Failed to retrieve information about 'app' from remote source '${a.url}'.`,
    `  ${netMessage(a)}`,
  );
}

/** As many warnings as HttpRetryHandler's tries, or as rounds of the credential loop. */
export function pushPrints(a: Arrived): string {
  const isRepeated = a.status >= 500 || a.status === 408 || a.status === 429;
  const isPrompted = a.status === 401 || (a.status === 403 && !a.request.headers.has("x-nuget-apikey"));
  return lines(...warned(a, isRepeated ? 3 : isPrompted ? 4 : 1), `error: ${netMessage(a)}`);
}

/** Chocolatey formats the header with string.Format: a brace that is not a placeholder adds a line. */
export function chocoPrints(text: string): string {
  return /[{}]/.test(text) ? `${text}\nerror formatting string` : `WARN [NuGet] ${text}`;
}

/** Paket names the status as .NET's enumeration does. */
export function paketPrints(a: Arrived): string {
  return `Request to '${a.url}' failed with: ${a.status} ${statusPhrase(a.status)} - ${a.body}`;
}
