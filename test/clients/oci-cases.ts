/** What the clients of OCI registries print of an answer, written out of their own sources (named in src/clients/oci/channels.ts). */
import { type Arrived, member, parsed } from "./generic-cases.ts";

export const MANIFEST = "/v2/lib/app/manifests/1.0";
export const BLOB = "/v2/lib/app/blobs/sha256:aaaa";
export const TAGS = "/v2/lib/app/tags/list";
export const TOKEN = "/token";

export const CLIENTS = {
  docker: {
    "user-agent":
      "docker/29.7.2 go/go1.25.1 git-commit/abc kernel/6.1 os/linux arch/amd64 containerd-client/2.3.3 storage-driver/overlayfs UpstreamClient(Docker-Client/29.7.2 \\(linux\\))",
  },
  "docker classic": {
    "user-agent":
      "docker/28.2.2 go/go1.24.3 git-commit/abc kernel/6.1 os/linux arch/amd64 UpstreamClient(Docker-Client/28.2.2 \\(linux\\))",
  },
  containerd: { "user-agent": "containerd/v2.3.4" },
  buildkit: { "user-agent": "buildkit/v0.24" },
  podman: { "user-agent": "libpod/5.6.0", "docker-distribution-api-version": "registry/2.0" },
  skopeo: { "user-agent": "skopeo/1.20.0", "docker-distribution-api-version": "registry/2.0" },
  buildah: { "user-agent": "Buildah/1.41.0", "docker-distribution-api-version": "registry/2.0" },
  "cri-o": { "user-agent": "cri-o/1.33.0 go/go1.24 os/linux arch/amd64" },
  oras: { "user-agent": "oras/1.3.3" },
  helm: { "user-agent": "Helm/4.2.4" },
  crane: { "user-agent": "crane/v0.21.9 go-containerregistry/v0.21.9" },
  toolhive: { "user-agent": "Go-http-client/2.0" },
} as const;

interface OciError {
  readonly code: string;
  readonly message: string;
}

/** The one parse that all of them share; a wrong type loses the body, as in Go. */
function errors(a: Arrived, maxBytes: number): readonly OciError[] {
  if (Buffer.byteLength(a.body) > maxBytes) return [];
  const list = member(parsed(a.body), "errors");
  if (!Array.isArray(list)) return [];
  const read = list.map((error: unknown) => ({
    code: member(error, "code"),
    message: member(error, "message"),
  }));
  return read.flatMap(({ code, message }) =>
    typeof code === "string" && typeof message === "string" ? [{ code, message }] : [],
  );
}

function said(a: Arrived, maxBytes: number): string {
  return errors(a, maxBytes)
    .map(({ code, message }) => `${code.toLowerCase().replaceAll("_", " ")}: ${message}`)
    .join("; ");
}

/** The text of a `Warning` as containers/image and oras read it; empty where they ignore it. */
export function warningShown(a: Arrived): string {
  const value = a.headers.get("warning") ?? "";
  if (!value.startsWith('299 - "') || !value.endsWith('"')) return "";
  const inner = value.slice('299 - "'.length, -1);
  return /["\\]|[^\x20-\x7e]/.test(inner) ? "" : inner;
}

/** crane's warnTransport: what stands between the outermost quotes; it panics without two of them. */
export function craneReports(a: Arrived): string {
  const value = a.headers.get("warning") ?? "";
  const [start, end] = [value.indexOf('"'), value.lastIndexOf('"')];
  if (start === -1 || end === start) throw new Error("slice bounds out of range");
  return value.slice(start + 1, end);
}

function isRead(a: Arrived): boolean {
  return a.method === "GET" || a.method === "HEAD";
}

function containerdPrints(a: Arrived): string {
  if (a.status === 404 && isRead(a)) return `content at ${a.path} not found`;
  const line = `unexpected status from ${a.method} request to ${a.path}: ${a.status} ${a.phrase}`;
  const text = said(a, 64_000);
  return text === "" ? line : `${line}\n${text}`;
}

/** moby daemon/containerd/registry_errors.go: the message where there is one, else the status line. */
function dockerPrints(a: Arrived): string {
  if (a.status === 404 && isRead(a)) return `${a.path}: not found`;
  const [first] = errors(a, 64_000);
  if (first !== undefined) return `error from registry: ${first.message}`;
  return `unknown: unexpected status from ${a.method} request to ${a.path}: ${a.status} ${a.phrase}`;
}

/** docker/distribution registry/client/errors.go: below 500 the first error, from there on the status line. */
function classicPrints(a: Arrived): string {
  if (a.status >= 500) return `received unexpected HTTP status: ${a.status} ${a.phrase}`;
  if (a.contentType.split(";")[0] !== "application/json") return `unknown: ${a.body}`;
  const [first] = errors(a, Number.MAX_SAFE_INTEGER);
  return first === undefined ? "" : `${first.code.toLowerCase()}: ${first.message}`;
}

/** go.podman.io/image/v5 docker/errors.go, and the log line of a warning beside the error. */
function podmanPrints(a: Arrived): string {
  const warning = warningShown(a);
  const logged = warning === "" ? "" : `level=warning msg="${warning}"\n`;
  if (a.status >= 500) return `${logged}received unexpected HTTP status: ${a.status} ${a.phrase}`;
  const [first] = errors(a, Number.MAX_SAFE_INTEGER);
  if (first === undefined) return `${logged}StatusCode: ${a.status}, "${a.body.slice(0, 50)}..."`;
  return `${logged}${first.code.toLowerCase()}: ${first.message}`;
}

function orasGoPrints(a: Arrived): string {
  if (a.status === 404 && isRead(a) && /\/(?:manifests|blobs)\//.test(a.path)) return `${a.path}: not found`;
  const text = said(a, 8_192);
  return `${a.method} "${a.path}": response status code ${a.status}: ${text || "standard text"}`;
}

function cranePrints(a: Arrived): string {
  const text = errors(a, 65_536).map(({ code, message }) => `${code}: ${message}`);
  return `${a.method} ${a.path}: ${text.join("; ") || `unexpected status code ${a.status} (HEAD responses have no body)`}`;
}

export function printedBy(name: string, a: Arrived): string {
  switch (name) {
    case "docker":
      return dockerPrints(a);
    case "docker classic":
      return classicPrints(a);
    case "containerd":
    case "buildkit":
      return containerdPrints(a);
    case "oras":
      return `${warningShown(a)}\n${orasGoPrints(a)}`;
    case "helm":
    case "toolhive":
      return orasGoPrints(a);
    case "crane":
      return cranePrints(a);
    default:
      return podmanPrints(a);
  }
}

const PODMAN: readonly string[] = ["podman", "skopeo", "buildah", "cri-o"];

/** True where a channel exists by which this client can show a text of this answer. */
export function shows(name: string, a: Arrived): boolean {
  const isHead = a.method === "HEAD";
  const isFetch = isRead(a) && /\/(?:manifests|blobs)\//.test(a.path);
  if (a.status === 404 && isRead(a) && ["docker", "containerd", "buildkit"].includes(name)) return false;
  if (a.status === 404 && isFetch && ["helm", "toolhive"].includes(name)) return false;
  if (!isHead) return true;
  if (a.status === 401 || a.status === 404)
    return ["docker", "containerd", "buildkit"].includes(name) && a.status === 401;
  // containerd takes the text of a HEAD's 403 from the GET that it sends next.
  if (name === "containerd") return a.status !== 403;
  if (name === "docker classic") return a.status >= 500;
  return name === "docker" || name === "buildkit" || name === "oras" || PODMAN.includes(name);
}
