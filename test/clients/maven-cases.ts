import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import {
  coursierPrints,
  gradle98Prints,
  gradlePrints,
  ivyPrints,
  maven4Prints,
  maven4Rc5Prints,
  maven39Prints,
  maven390Prints,
  problemOf,
  wagonPrints,
} from "../../src/console/terminals/maven.ts";
import { type Arrived, arrived } from "../../src/console/terminals/program.ts";
import { toAscii } from "../../src/text/text.ts";
import { arriveSpoken } from "./arrival.ts";
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

/** The problem in a body as Maven reads it; throws if Maven can't. */
export function payload(body: string) {
  const problem = problemOf(
    arrived(ask("maven 3.9.16"), JAR, { status: 0, phrase: "", headers: new Headers(), body }),
  );
  if (typeof problem === "string") throw new TypeError(problem);
  const { type, status, title, detail } = problem;
  return { type, status, title, detail };
}

export function bodyText(spoken: Spoken): string {
  return typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
}

const PRINTED: Record<Agent, (a: Arrived) => string> = {
  "maven 3.8": wagonPrints,
  leiningen: wagonPrints,
  "maven 3.9.10": maven390Prints,
  "maven 3.9.11": maven39Prints,
  "maven 3.9.16": maven39Prints,
  "maven 4 rc-5": maven4Rc5Prints,
  "maven 4 rc-6": maven4Prints,
  "gradle 8": gradlePrints,
  "gradle 9.8": gradle98Prints,
  coursier: coursierPrints,
  ivy: ivyPrints,
};

/** What each client's terminal shows of the answer, by the rules of its version. */
export function terminal(agent: Agent, spoken: Spoken, method = "GET"): string {
  return PRINTED[agent](arriveSpoken(spoken, ask(agent, method)));
}

/** How often `terminal` shows the reason: complete, cut, or folded to ASCII. */
export function timesSaid(terminal: string, reason: string): number {
  const words = [reason, toAscii(reason)].map((line) => line.slice(0, 60).trim());
  const found = [...new Set(words)].map((line) => terminal.split(line).length - 1);
  return Math.max(...found);
}
