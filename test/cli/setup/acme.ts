/** Answers of one company, and the files that result from them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answers } from "../../../src/cli/setup/answers.ts";
import type { Known } from "../../../src/cli/setup/plan.ts";
import * as preview from "../../../src/cli/setup/preview.ts";
import * as wranglerFile from "../../../src/cli/setup/wrangler-file.ts";

export const SAMPLE = readFileSync(join(import.meta.dirname, "../../../wrangler.toml"), "utf8");
/** The sample of version 0.1, shortened. */
export const OLDER = `name = "outspoken"
workers_dev = false

# routes = [{ pattern = "packages.example.com", custom_domain = true }]

# [[kv_namespaces]]
# binding = "SWITCHES"
# id = "..."

[vars]
# PRESET = "gitlab"
# ORIGIN = "https://gitlab.example.com"

[[vars.ROUTES]]
path = "/npm/*"
format = "npm"
origin = "https://registry.example.com/npm"
`;
export const ID = "0f2ac74b498b48028cb68387c421e279";

export const GITLAB: Answers = {
  host: "packages.acme.io",
  registry: { kind: "product", preset: "gitlab", origin: "https://gitlab.acme.io" },
  start: "observe",
  webhook: null,
};
export const NPM = {
  host: "packages.acme.io",
  registry: {
    kind: "route",
    format: "npm",
    path: "/npm/*",
    origin: "https://nexus.acme.io/repository/npm",
    reach: { kind: "internet" },
  },
  start: "5%",
  webhook: null,
} as const satisfies Answers;
export const ACCESS: Answers = {
  ...NPM,
  registry: { ...NPM.registry, reach: { kind: "access", token: null } },
};
export const WEBHOOK = "https://hooks.acme.io/services/T0/B0/only-for-this-test";
export const ALERTED: Answers = { ...GITLAB, webhook: WEBHOOK };
export const SERVICE = "e6a0817c-79c5-40ca-9776-a1c019defe70";
export const PRIVATE: Answers = {
  ...NPM,
  registry: { ...NPM.registry, reach: { kind: "vpc_service", serviceId: SERVICE } },
};

/** At the top level, unless an environment is given. */
export const configurationIn = (text: string, environment: string | null = null) =>
  preview.configurationIn(text, environment);
export const earlierAnswers = (text: string, environment: string | null = null) =>
  wranglerFile.earlierAnswers(text, environment);
export const fileWith = (text: string, answers: Answers, id: string, environment: string | null = null) =>
  wranglerFile.fileWith(text, answers, id, environment);

export function knownOf(text: string, namespaceId: string | null): Known {
  const configuration = configurationIn(text);
  if (!configuration.ok) throw new Error(configuration.problem);
  const { routes } = configuration;
  return { file: "wrangler.toml", worker: "outspoken", environment: null, namespaceId, routes };
}
