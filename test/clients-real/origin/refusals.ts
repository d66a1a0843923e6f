/** How registries word an error: the bodies of the products that hold packages of many formats. */
import { STATUS_CODES } from "node:http";
import type { Scenario } from "../scenarios.ts";
import type { Answer, RegistryRequest } from "./registry.ts";

type Refuse = (scenario: Scenario, request: RegistryRequest) => Answer;

/** `{"message":"403 Forbidden - ..."}`, as GitLab's API does. */
export const likeGitLab: Refuse = (scenario) =>
  refusal(
    scenario,
    "application/json",
    JSON.stringify({ message: `${standing(scenario)} - ${scenario.reason}` }),
  );

/** `{"errors":[{"status":403,"message":"..."}]}`, as Artifactory does. */
export const likeArtifactory: Refuse = (scenario) =>
  refusal(
    scenario,
    "application/json",
    JSON.stringify({ errors: [{ status: scenario.status, message: scenario.reason }] }, null, 2),
  );

/** `{"errors":[{"code","message"}]}`, as in the distribution-spec. */
export const likeOci: Refuse = (scenario) =>
  refusal(
    scenario,
    "application/json",
    JSON.stringify({ errors: [{ code: ociCode(scenario), message: scenario.reason }] }),
  );

/** RFC 9457. */
export const likeProblem: Refuse = (scenario) =>
  refusal(
    scenario,
    "application/problem+json",
    JSON.stringify({
      type: "about:blank",
      title: STATUS_CODES[status(scenario)],
      status: scenario.status,
      detail: scenario.reason,
    }),
  );

/** A page, as Nexus and many front ends do. */
export const likePage: Refuse = (scenario) =>
  refusal(
    scenario,
    "text/html; charset=utf-8",
    `<!DOCTYPE html><html><head><title>${standing(scenario)}</title><style>body{color:#333}</style></head>` +
      `<body><h1>${standing(scenario)}</h1><p>${scenario.reason}</p></body></html>`,
  );

export const likePlainText: Refuse = (scenario) =>
  refusal(scenario, "text/plain; charset=utf-8", `${scenario.reason}\n`);

/** `{"error":"..."}` and the like: one member with the sentence. */
export function withMember(wrap: (reason: string) => unknown): Refuse {
  return (scenario) => refusal(scenario, "application/json", JSON.stringify(wrap(scenario.reason)));
}

function refusal(scenario: Scenario, type: string, body: string): Answer {
  return { status: status(scenario), headers: { "content-type": type, ...scenario.headers }, body };
}

function status(scenario: Scenario): number {
  return scenario.status ?? 500;
}

function standing(scenario: Scenario): string {
  return `${status(scenario)} ${STATUS_CODES[status(scenario)]}`;
}

function ociCode(scenario: Scenario): string {
  switch (scenario.name) {
    case "unauthorized":
      return "UNAUTHORIZED";
    case "missing":
      return "MANIFEST_UNKNOWN";
    case "limited":
      return "TOOMANYREQUESTS";
    case "broken":
      return "UNKNOWN";
    default:
      return "DENIED";
  }
}
