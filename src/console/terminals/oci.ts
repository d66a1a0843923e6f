/** What the clients of OCI registries print: moby registry_errors.go, docker/distribution errors.go, containerd, containers/image errors.go, oras-go, go-containerregistry, regclient http.go. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Arrived, items, json, lines, member, type Program, program } from "./program.ts";

const MANIFEST = "/v2/acme/app/manifests/1.0";
const DOCKER =
  "docker/29.7.2 go/go1.25.1 os/linux arch/amd64 containerd-client/2.3.3 UpstreamClient(Docker-Client)";

export const OCI_PROGRAMS: readonly Program[] = [
  program("oci", "docker pull", MANIFEST, DOCKER, dockerPrints),
  program("oci", "docker pull, its first request", `HEAD ${MANIFEST}`, DOCKER, dockerPrints),
  program("oci", "podman", MANIFEST, "libpod/5.6.0", podmanPrints, {
    "docker-distribution-api-version": "registry/2.0",
  }),
  program("oci", "oras", MANIFEST, "oras/1.3.3", orasPrints),
  program("oci", "crane", MANIFEST, "crane/v0.21.9 go-containerregistry/v0.21.9", cranePrints),
  program("oci", "regctl", MANIFEST, "regclient/regctl (v0.11.7)", regctlPrints),
];

/** Bytes of a body that are read (docker resolver, oras-go, go-containerregistry). */
const DOCKER_MAX_BYTES = 64_000;
const ORAS_MAX_BYTES = 8_192;
const CRANE_MAX_BYTES = 65_536;
const PODMAN_SAMPLE_CHARACTERS = 50;

interface OciError {
  readonly code: string;
  readonly message: string;
}

/** A wrong type anywhere discards the entire body, as in Go. */
function errorsOf(a: Arrived, maxBytes = Number.POSITIVE_INFINITY): readonly OciError[] {
  if (a.bytes.length > maxBytes) return [];
  const list = items(member(json(a), "errors"));
  const read = list.flatMap((error) => {
    const [code, message] = [member(error, "code"), member(error, "message")];
    return typeof code === "string" && typeof message === "string" ? [{ code, message }] : [];
  });
  return read.length === list.length ? read : [];
}

function words(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}

function joined(a: Arrived, maxBytes: number): string {
  return errorsOf(a, maxBytes)
    .map(({ code, message }) => `${words(code)}: ${message}`)
    .join("; ");
}

function isRead({ request }: Arrived): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

function statusLine(a: Arrived): string {
  return `unexpected status from ${a.request.method} request to ${a.url}: ${a.status} ${a.phrase}`;
}

/** The message if there is one, else the status line. */
export function dockerPrints(a: Arrived): string {
  if (a.status === 404 && isRead(a)) return `Error response from daemon: ${a.url}: not found`;
  const [first] = errorsOf(a, DOCKER_MAX_BYTES);
  const says = first === undefined ? `unknown: ${statusLine(a)}` : `error from registry: ${first.message}`;
  return `Error response from daemon: ${says}`;
}

/** Docker without containerd's store. */
export function dockerClassicPrints(a: Arrived): string {
  if (a.status >= 500) return `received unexpected HTTP status: ${a.status} ${a.phrase}`;
  if ((a.headers.get("content-type") ?? "").split(";")[0] !== "application/json") return `unknown: ${a.body}`;
  const [first] = errorsOf(a);
  return first === undefined ? "" : `${words(first.code)}: ${first.message}`;
}

/** containerd and BuildKit. */
export function containerdPrints(a: Arrived): string {
  if (a.status === 404 && isRead(a)) return `content at ${a.url} not found`;
  return lines(statusLine(a), joined(a, DOCKER_MAX_BYTES));
}

/** The text of a `Warning` as containers/image and oras read it; empty if they ignore it. */
export function warningShown(a: Arrived): string {
  return /^299 - "((?:(?!["\\])[\x20-\x7e])*)"$/.exec(a.headers.get("warning") ?? "")?.[1] ?? "";
}

/** crane's warnTransport: what is between the outermost quotes; null if there are none, and it panics. */
export function craneWarning(a: Arrived): string | null {
  return /"(.*)"/s.exec(a.headers.get("warning") ?? "")?.[1] ?? null;
}

/** Podman, Skopeo, Buildah and CRI-O. */
export function podmanPrints(a: Arrived): string {
  const warning = warningShown(a);
  return lines(
    warning !== "" && `WARN[0000] Warning from registry: "${warning}"`,
    `Error: ${podmanError(a)}`,
  );
}

function podmanError(a: Arrived): string {
  if (a.status >= 500) return `received unexpected HTTP status: ${a.status} ${a.phrase}`;
  const [first] = errorsOf(a);
  if (first !== undefined) return `${words(first.code)}: ${first.message}`;
  return `StatusCode: ${a.status}, "${a.body.slice(0, PODMAN_SAMPLE_CHARACTERS)}..."`;
}

function isMissingContent(a: Arrived): boolean {
  return a.status === 404 && isRead(a) && /\/(?:manifests|blobs)\//.test(a.request.path);
}

/** The oras command leaves out the URL if it could read errors. */
export function orasPrints(a: Arrived): string {
  const warning = warningShown(a);
  const text = joined(a, ORAS_MAX_BYTES);
  const isRegistrys = text !== "" && !isMissingContent(a);
  return lines(
    warning !== "" && `WARN[0000] ${warning}`,
    isRegistrys ? `Error response from registry: ${text}` : `Error: ${orasGoPrints(a)}`,
  );
}

/** The library oras-go in Helm and ToolHive. */
export function orasGoPrints(a: Arrived): string {
  if (isMissingContent(a)) return `${a.url}: not found`;
  const text = joined(a, ORAS_MAX_BYTES) || statusPhrase(a.status);
  return `${a.request.method} "${a.url}": response status code ${a.status}: ${text}`;
}

/** The entire body after words for the status; for a 429 only its warning, since it tries again. */
export function regctlPrints(a: Arrived): string {
  const warning = warningShown(a);
  const status = REGCTL_WORDS.get(a.status) ?? `unexpected http status code: ${statusPhrase(a.status)}`;
  return lines(
    warning !== "" && `level=WARN msg="Registry warning message" warning="${warning}"`,
    a.status === 429 ? "retry limit exceeded" : `request failed: ${status} [http ${a.status}]: ${a.body}`,
  );
}

const REGCTL_WORDS: ReadonlyMap<number, string> = new Map([
  [401, "unauthorized"],
  [403, "unauthorized"],
  [404, "not found"],
]);

export function cranePrints(a: Arrived): string {
  const text = errorsOf(a, CRANE_MAX_BYTES)
    .map(({ code, message }) => `${code}: ${message}`)
    .join("; ");
  return `Error: ${a.request.method} ${a.url}: ${text || craneStatus(a)}`;
}

function craneStatus(a: Arrived): string {
  const status = `unexpected status code ${a.status} ${statusPhrase(a.status)}`;
  return a.request.method === "HEAD" ? `${status} (HEAD responses have no body)` : `${status}: ${a.body}`;
}
