/** What the programs of containers and infrastructure print: moby registry_errors.go, containers/image errors.go, oras-go, go-containerregistry, helm httpgetter.go, terraform registry/client.go and getproviders. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import {
  type Arrived,
  items,
  json,
  lines,
  member,
  memberText,
  own,
  type Program,
  program,
} from "./program.ts";

const MANIFEST = "/v2/acme/app/manifests/1.0";
const DOCKER =
  "docker/29.7.2 go/go1.25.1 os/linux arch/amd64 containerd-client/2.3.3 UpstreamClient(Docker-Client)";
const TERRAFORM = "Terraform/1.15.9";

export const CONTAINERS: readonly Program[] = [
  program("oci", "docker pull", MANIFEST, DOCKER, docker),
  program("oci", "docker pull, its first request", `HEAD ${MANIFEST}`, DOCKER, docker),
  program("oci", "podman", MANIFEST, "libpod/5.6.0", podman, {
    "docker-distribution-api-version": "registry/2.0",
  }),
  program("oci", "oras", MANIFEST, "oras/1.3.3", oras),
  program("oci", "crane", MANIFEST, "crane/v0.21.9 go-containerregistry/v0.21.9", crane),
  program("helm", "helm 4", "/index.yaml", "Helm/4.2.4", helm),
  program("helm", "helm cm-push", "POST /api/charts", "Go-http-client/1.1", cmPush),
  program("terraform", "terraform, a module", "/v1/modules/acme/app/aws/1.0.0/download", TERRAFORM, tfModule),
  program("terraform", "terraform, a provider", "/v1/providers/acme/app/versions", TERRAFORM, tfProvider),
];

/** Bytes of a body that are read (docker resolver, oras-go, go-containerregistry). */
const DOCKER_MAX_BYTES = 64_000;
const ORAS_MAX_BYTES = 8_192;
const CRANE_MAX_BYTES = 65_536;

interface OciError {
  readonly code: string;
  readonly message: string;
}

function errorsOf(a: Arrived, maxBytes: number): readonly OciError[] {
  if (new TextEncoder().encode(a.body).length > maxBytes) return [];
  return items(member(json(a), "errors")).map((error) => ({
    code: memberText(error, "code"),
    message: memberText(error, "message"),
  }));
}

function docker(a: Arrived): string {
  if (a.status === 404) return "Error response from daemon: acme/app:1.0: not found";
  const [first] = errorsOf(a, DOCKER_MAX_BYTES);
  if (first !== undefined) return `Error response from daemon: error from registry: ${first.message}`;
  return `Error response from daemon: unknown: unexpected status from ${a.request.method} request to ${a.url}: ${a.status} ${a.phrase}`;
}

/** The text of a `Warning` header; a quote or backslash inside makes it ignored. */
function warning(a: Arrived): string {
  return /^299 - "([^"\\]*)"$/.exec(a.headers.get("warning") ?? "")?.[1] ?? "";
}

function podman(a: Arrived): string {
  const text = warning(a);
  return lines(text !== "" && `WARN[0000] Warning from registry: "${text}"`, `Error: ${podmanError(a)}`);
}

function podmanError(a: Arrived): string {
  if (a.status >= 500) return `received unexpected HTTP status: ${a.status} ${a.phrase}`;
  const [first] = errorsOf(a, Number.POSITIVE_INFINITY);
  if (first === undefined) return `StatusCode: ${a.status}, "${a.body.slice(0, 50)}..."`;
  return `${first.code.toLowerCase().replaceAll("_", " ")}: ${first.message}`;
}

function oras(a: Arrived): string {
  const text = warning(a);
  return lines(text !== "" && `WARN[0000] ${text}`, orasError(a));
}

function orasError(a: Arrived): string {
  if (a.status === 404) return "Error: acme/app:1.0: not found";
  const said = errorsOf(a, ORAS_MAX_BYTES).map(({ code, message }) => `${words(code)}: ${message}`);
  if (said.length > 0) return `Error response from registry: ${said.join("; ")}`;
  return `Error: ${a.request.method} "${a.url}": response status code ${a.status}: ${statusPhrase(a.status)}`;
}

function words(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}

function crane(a: Arrived): string {
  const said = errorsOf(a, CRANE_MAX_BYTES).map(({ code, message }) => `${code}: ${message}`);
  const text = said.join("; ") || `unexpected status code ${a.status} ${statusPhrase(a.status)}: ${a.body}`;
  return `Error: ${a.request.method} ${a.url}: ${text}`;
}

function helm(a: Arrived): string {
  return `Error: failed to fetch ${a.url} : ${a.status} ${a.phrase}`;
}

function cmPush(a: Arrived): string {
  const error = memberText(json(a), "error");
  return `Error: ${a.status}: ${error || `could not properly parse response JSON: ${a.body}`}`;
}

/** go-retryablehttp takes 429 and every 5xx but 501 for passing, and drops the body. */
function isRepeated(a: Arrived): boolean {
  return a.status === 429 || (a.status >= 500 && a.status !== 501);
}

function tfModule(a: Arrived): string {
  if (a.status === 404) return `Error: ${own("the module was not found")}`;
  if (isRepeated(a))
    return `Error: the request failed after 2 attempts: ${a.status} ${a.phrase} returned from ${a.url}`;
  return `Error: error getting download location: ${a.status} ${a.phrase} resp:${a.body}`;
}

function tfProvider(a: Arrived): string {
  if (a.status === 401) return `Error: ${own("the host requires credentials")}`;
  if (a.status === 403) return `Error: ${own("the host rejected the given credentials")}`;
  if (a.status === 404) return `Error: ${own("the registry does not have the provider")}`;
  if (isRepeated(a)) return `Error: the request failed after 2 attempts: ${a.status} ${a.phrase}`;
  return `Error: could not query provider registry for acme/app: ${a.status} ${a.phrase}`;
}
