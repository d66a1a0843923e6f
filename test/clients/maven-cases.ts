import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { toAscii } from "../../src/text/text.ts";
import { request } from "./failing.ts";

export const JAR = "/com/example/app/1.0/app-1.0.jar";
export const AGENTS = {
  "maven 3.8": "Apache-Maven/3.8.7 (Java 17.0.15; Linux 6.1)",
  "maven 3.9.10": "Apache-Maven/3.9.10 (Java 17.0.15; Linux 6.1)",
  "maven 3.9.11": "Apache-Maven/3.9.11 (Java 21.0.2; Linux 6.1)",
  "maven 3.9.16": "Apache-Maven/3.9.16 (Java 21.0.2; Linux 6.1)",
  "maven 4 rc-5": "Apache-Maven/4.0.0-rc-5 (Java 21.0.2; Linux 6.1)",
  "maven 4 rc-6": "Apache-Maven/4.0.0-rc-6 (Java 21.0.2; Linux 6.1)",
  "gradle 8": "Gradle/8.7 (Linux;6.1;amd64) (Eclipse Adoptium;17.0.9;17.0.9+9)",
  "gradle 9.8": "Gradle/9.8.0 (Linux;6.1;amd64) (Eclipse Adoptium;21.0.2;21.0.2+13)",
  leiningen: "Leiningen/2.9.10 (Java OpenJDK 64-Bit Server VM; Linux 6.1; amd64)",
  coursier: "Coursier/2.0",
  ivy: "Apache Ivy/2.3.0-sbt-39349874",
} as const;
export type Agent = keyof typeof AGENTS;

export const STATUSES = [400, 401, 403, 404, 409, 410, 412, 413, 417, 422, 429, 500, 502, 503, 504];
export const NOT_FOUND = new Set([404, 410]);
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "no-snapshots" (50%) refused C:\\tmp {x} <b>`,
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

export function ask(agent: Agent, method = "GET", headers: Record<string, string> = {}): ClientRequest {
  return request(JAR, { "user-agent": AGENTS[agent], ...headers }, method);
}

/** RFC9457Parser: gson, a URI and an int; throws where gson would. */
export function payload(body: string): {
  type: string;
  status: number;
  title: string | null;
  detail: string | null;
} {
  const json: Record<string, unknown> = JSON.parse(body);
  const text = (name: string): string | null => {
    const value = json[name] ?? null;
    if (value !== null && typeof value !== "string") throw new TypeError(`${name} is not a string`);
    return value;
  };
  const uri = text("type") ?? "about:blank";
  if (/[\s"<>\\^`{|}]/.test(uri)) throw new TypeError("Illegal character in URI");
  if (!Number.isInteger(json.status)) throw new TypeError("status is not an int");
  return { type: uri, status: Number(json.status), title: text("title"), detail: text("detail") };
}

export function bodyText(spoken: Spoken): string {
  return typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
}

/** What each client's terminal shows of the answer, by the rules of its version. */
export const TERMINALS: Record<Agent, (spoken: Spoken, method: string) => string> = {
  "maven 3.8": wagon,
  leiningen: wagon,
  "maven 3.9.10": (spoken) => native(spoken, false, "GET"),
  "maven 3.9.11": (spoken, method) => native(spoken, true, method),
  "maven 3.9.16": (spoken, method) => native(spoken, true, method),
  "maven 4 rc-5": (spoken, method) => resolver2(spoken, method !== "PUT", method),
  "maven 4 rc-6": (spoken, method) => resolver2(spoken, true, method),
  "gradle 8": (spoken) => gradle(spoken, false),
  "gradle 9.8": (spoken) => gradle(spoken, true),
  coursier: coursierGet,
  ivy: (spoken, method) => (method === "PUT" ? ivyPut(spoken) : ivyGet(spoken)),
};

function wagon({ status, phrase }: Spoken): string {
  if (NOT_FOUND.has(status)) return "Could not find artifact";
  const verb =
    status === 401 ? "authentication failed" : status === 403 ? "authorization failed" : "transfer failed";
  return `${verb} for URL, status: ${status} ${phrase}`;
}

export function native(spoken: Spoken, readsProblem: boolean, method: string): string {
  if (readsProblem && spoken.contentType === "application/problem+json") {
    if (method === "HEAD") throw new TypeError("Entity may not be null");
    const { type, status, title, detail } = payload(bodyText(spoken));
    return `RFC9457Payload {type=${type}, status=${status}, title='${title}, detail='${detail}, instance=null}`;
  }
  if (NOT_FOUND.has(spoken.status)) return "Could not find artifact";
  return `status code: ${spoken.status}, reason phrase: ${spoken.phrase} (${spoken.status})`;
}

function resolver2(spoken: Spoken, readsProblem: boolean, method: string): string {
  if (readsProblem && spoken.contentType === "application/problem+json") {
    if (method === "HEAD") throw new TypeError("no entity");
    const { type, status, title, detail } = payload(bodyText(spoken));
    return `RFC9457Payload [type=${type}, status=${status}, title=${title}, detail=${detail}, ]`;
  }
  return NOT_FOUND.has(spoken.status) ? "Could not find artifact" : `HTTP Status: ${spoken.status}`;
}

export function gradle(spoken: Spoken, readsProblem: boolean): string {
  if (spoken.status === 404) return "Could not find G:A:V.";
  const problem = readsProblem && spoken.contentType?.split(";")[0] === "application/problem+json";
  const detail = problem ? payload(bodyText(spoken)).detail : null;
  return `Could not GET 'URL'. Received status code ${spoken.status} from server: ${detail ?? spoken.phrase}`;
}

export function coursierGet(spoken: Spoken): string {
  const realm = /^basic .*?realm="([^"]*)"/i.exec(spoken.headers["www-authenticate"] ?? "")?.[1];
  return spoken.status === 401 ? `unauthorized: URL (${realm})` : `forbidden: URL (HTTP ${spoken.status})`;
}

function ivyPut(spoken: Spoken): string {
  const body = bodyText(spoken);
  const shown = body.length > 1_024 ? `${body.slice(0, 1_024)}...` : body;
  return `[error] Server response body: ${shown}\nPUT operation to URL U failed with status code ${spoken.status}: ${spoken.phrase}`;
}

function ivyGet(spoken: Spoken): string {
  return `SERVER ERROR: ${spoken.phrase} url=U`;
}

/** How often `terminal` says the reason: whole, or cut, or folded to ASCII. */
export function timesSaid(terminal: string, reason: string): number {
  const words = [reason, toAscii(reason)].map((line) => line.slice(0, 60).trim());
  const found = [...new Set(words)].map((line) => terminal.split(line).length - 1);
  return Math.max(...found);
}
