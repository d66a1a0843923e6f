/** The clients of OCI registries, what they request and what they can show. */
import {
  containerdPrints,
  cranePrints,
  craneWarning,
  dockerClassicPrints,
  dockerPrints,
  orasGoPrints,
  orasPrints,
  podmanPrints,
  regctlPrints,
  warningShown as shownByPodman,
} from "../../src/console/terminals/oci.ts";
import type { Arrived } from "./generic-cases.ts";

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
  regctl: { "user-agent": "regclient/regctl (v0.11.7)" },
  toolhive: { "user-agent": "Go-http-client/2.0" },
} as const;

const PRINTED: Record<keyof typeof CLIENTS, (a: Arrived) => string> = {
  docker: dockerPrints,
  "docker classic": dockerClassicPrints,
  containerd: containerdPrints,
  buildkit: containerdPrints,
  podman: podmanPrints,
  skopeo: podmanPrints,
  buildah: podmanPrints,
  "cri-o": podmanPrints,
  oras: orasPrints,
  helm: orasGoPrints,
  toolhive: orasGoPrints,
  crane: cranePrints,
  regctl: regctlPrints,
};
export type Client = keyof typeof PRINTED;
export const CLIENT_NAMES = Object.keys(CLIENTS) as readonly Client[];

export function printedBy(name: Client, a: Arrived): string {
  return PRINTED[name](a);
}

export function warningShown(a: Arrived): string {
  return shownByPodman(a);
}

/** Throws if crane would panic. */
export function craneReports(a: Arrived): string {
  const text = craneWarning(a);
  if (text === null) throw new Error("slice bounds out of range");
  return text;
}

function isRead(a: Arrived): boolean {
  return a.method === "GET" || a.method === "HEAD";
}

const PODMAN: readonly Client[] = ["podman", "skopeo", "buildah", "cri-o"];

/** True if this client has a channel in which it can show a text of this answer. */
export function shows(name: Client, a: Arrived): boolean {
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
  if (name === "regctl") return ![408, 500, 502, 504].includes(a.status);
  return name === "docker" || name === "buildkit" || name === "oras" || PODMAN.includes(name);
}
