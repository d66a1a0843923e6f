/** What Composer prints of an error answer. */
import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { toAscii } from "../../src/text/text.ts";
import { request } from "./failing.ts";

const AGENTS = {
  "2.10.2": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5.0; CI; cmd:install)",
  "2.5.5": "Composer/2.5.5 (Linux; 6.1.0; PHP 8.2.28; cURL 7.88.1)",
  "2.1.0": "Composer/2.1.0 (Linux; 6.1.0; PHP 7.4.3; cURL 7.88.1)",
  "2.10.2 streams": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; streams)",
  "2.0.8": "Composer/2.0.8 (Linux; 5.4; PHP 7.4.3; cURL 7.88.1)",
  "1.10.22": "Composer/1.10.22 (Linux; 5.4; PHP 7.4.3)",
} as const;
export type Agent = keyof typeof AGENTS;
export const WITH_B: readonly Agent[] = ["2.10.2", "2.5.5", "2.1.0"];
export const WITHOUT_B: readonly Agent[] = ["2.10.2 streams", "2.0.8", "1.10.22"];
export const PACKAGES = "/packages.json";
export const DIST = "/dists/acme/core/1.0.0/abc.zip";
export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const RETRIED = [423, 425, 500, 502, 503, 504, 507, 510];
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "stable-only" (50%) refused {x} C:\\tmp\\`,
  tagged: "Use <info>2.x</info> or <b>, not < 1.0",
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

export function ask(agent: Agent, path = PACKAGES): ClientRequest {
  return request(path, { "user-agent": AGENTS[agent], accept: "*/*" });
}

export function bytesOf(spoken: Spoken): Uint8Array {
  return typeof spoken.body === "string" ? new TextEncoder().encode(spoken.body) : spoken.body;
}

/** Symfony's OutputFormatter: known tags go, an escaped `<` stays, and an escaped closing tag is printed. */
function formatted(message: string): string {
  return message
    .replace(/(?<!\\)<\/?(?:info|comment|error|question|warning)?>/g, "")
    .replaceAll("\\<", "<")
    .replaceAll("\\>", ">");
}

/** HttpDownloader::outputWarnings. */
export function channelA(spoken: Spoken): string[] {
  if (spoken.contentType !== "application/json") return [];
  const data: unknown = JSON.parse(new TextDecoder().decode(bytesOf(spoken)));
  if (typeof data !== "object" || data === null) return [];
  const versions = new Map<string, unknown>(Object.entries(data));
  return Object.entries(data)
    .filter(([key]) => (key === "warning" || key === "info") && !versions.has(`${key}-versions`))
    .map(([key, text]) => formatted(`<${key}>${key} from packages.example: ${text}</${key}>`));
}

/** CurlDownloader::failResponse. */
function channelB(spoken: Spoken, agent: Agent): string {
  const types = ["application/json", ...(agent === "2.1.0" ? [] : ["application/json; charset=utf-8"])];
  if (!types.includes((spoken.contentType ?? "").toLowerCase())) return "";
  const bytes = bytesOf(spoken);
  // fatal: the cut inside a character that aborts Composer with "Malformed UTF-8".
  const shown = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.slice(0, 200));
  return `:\n${shown}${bytes.length > 200 ? "..." : ""}`;
}

/** All that one failing request prints, its retries included, over HTTP/1.1. */
export function terminal(spoken: Spoken, agent: Agent): string {
  const tries = RETRIED.includes(spoken.status) && AGENTS[agent].includes("cURL") ? 4 : 1;
  const notices = Array.from({ length: tries }, () => channelA(spoken)).flat();
  const line = `HTTP/1.1 ${spoken.status} ${spoken.phrase}`;
  const newest = agent === "2.10.2" && notices.length > 0;
  const dump = WITH_B.includes(agent) && !newest ? channelB(spoken, agent) : "";
  const error =
    spoken.status === 401
      ? "The 'URL' URL required authentication (HTTP 401)."
      : spoken.status === 403
        ? `The 'URL' URL could not be accessed (HTTP 403): ${line}`
        : `The "URL" file could not be downloaded (${line})${dump}`;
  return [...notices, error].join("\n");
}

export function timesSaid(shown: string, reason: string): number {
  const starts = [reason, toAscii(reason), JSON.stringify(reason).slice(1, -1)];
  return Math.max(...starts.map((line) => shown.split(line.slice(0, 60).trim()).length - 1));
}
