/** What Helm (httpgetter.go), cm-push and Terraform (registry/client.go, getproviders) print of an answer. */
import { type Arrived, json, memberText, own, type Program, program } from "./program.ts";

const TERRAFORM = "Terraform/1.15.9";

export const HELM_TERRAFORM_PROGRAMS: readonly Program[] = [
  program("helm", "helm 4", "/index.yaml", "Helm/4.2.4", helmPrints),
  program("helm", "helm cm-push", "POST /api/charts", "Go-http-client/1.1", cmPushPrints),
  program(
    "terraform",
    "terraform, a module",
    "/v1/modules/acme/app/aws/1.0.0/download",
    TERRAFORM,
    moduleLocationPrints,
  ),
  program("terraform", "terraform, a provider", "/v1/providers/acme/app/versions", TERRAFORM, providerPrints),
];

export function helmPrints(a: Arrived): string {
  return `Error: failed to fetch ${a.url} : ${a.status} ${a.phrase}`;
}

export function cmPushPrints(a: Arrived): string {
  const error = memberText(json(a), "error");
  return `Error: ${a.status}: ${error || `could not properly parse response JSON: ${a.body}`}`;
}

/** go-retryablehttp repeats on 429 and every 5xx but 501, and drops the body. */
function isRepeated(a: Arrived): boolean {
  return a.status === 429 || (a.status >= 500 && a.status !== 501);
}

/** The lookup of a module's location. */
export function moduleLocationPrints(a: Arrived): string {
  if (a.status === 404) return `Error: ${own("the module was not found")}`;
  if (isRepeated(a))
    return `Error: the request failed after 2 attempts: ${a.status} ${a.phrase} returned from ${a.url}`;
  const [, name = ""] = /\/v1\/modules\/(.+)\/[^/]+\/download$/.exec(a.request.path) ?? [];
  return `Error: error getting download location for "${name}": ${a.status} ${a.phrase} resp:${a.body}`;
}

/** Versions and packages of providers. */
export function providerPrints(a: Arrived): string {
  if (a.status === 401) return `Error: ${own("the host requires credentials")}`;
  if (a.status === 403) return `Error: ${own("the host rejected the given credentials")}`;
  if (a.status === 404) return `Error: ${own("the registry does not have the provider")}`;
  if (isRepeated(a)) return `Error: the request failed after 2 attempts: ${a.status} ${a.phrase}`;
  return `Error: could not query provider registry for acme/app: ${a.status} ${a.phrase}`;
}
