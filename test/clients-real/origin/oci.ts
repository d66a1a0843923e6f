/** An OCI registry with one small image and one chart. */
import { digest, tgz } from "./archives.ts";
import { likeOci } from "./refusals.ts";
import { type Answer, json, type Registry, type RegistryRequest } from "./registry.ts";

const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

/** What an image is made of, by name of the file in a layout. */
export interface Image {
  readonly config: Buffer;
  readonly layer: Buffer;
  readonly manifest: Buffer;
}

export const IMAGE = image(
  "application/vnd.oci.image.config.v1+json",
  Buffer.from(
    JSON.stringify({
      architecture: "amd64",
      os: "linux",
      config: {},
      rootfs: { type: "layers", diff_ids: [] },
    }),
  ),
  "application/vnd.oci.image.layer.v1.tar+gzip",
  tgz({ "hello.txt": "hello\n" }),
);

export const CHART_FILE = tgz({
  "demo/Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.0.0\ndescription: A demonstration\n",
  "demo/templates/none.txt": "",
});

const CHART = image(
  "application/vnd.cncf.helm.config.v1+json",
  Buffer.from(JSON.stringify({ name: "demo", version: "1.0.0", apiVersion: "v2" })),
  "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
  CHART_FILE,
);

export function digestOf(content: Buffer): string {
  return `sha256:${digest("sha256", content)}`;
}

function image(configType: string, config: Buffer, layerType: string, layer: Buffer): Image {
  const descriptor = (mediaType: string, content: Buffer) => ({
    mediaType,
    digest: digestOf(content),
    size: content.length,
    // oras pulls only what has a file name.
    annotations: { "org.opencontainers.image.title": "hello.tar.gz" },
  });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: descriptor(configType, config),
      layers: [descriptor(layerType, layer)],
    }),
  );
  return { config, layer, manifest };
}

export const ociRegistry: Registry = {
  prefix: "/v2",
  format: "oci",
  stage({ method, path }) {
    if (path === "/") return "login";
    if (method === "HEAD" && path.includes("/blobs/")) return null;
    if (method !== "GET" && method !== "HEAD") return "publish";
    return path.includes("/blobs/") ? "download" : "metadata";
  },
  answer(request): Answer | null {
    if (request.path === "/") return json({}, 200, { "docker-distribution-api-version": "registry/2.0" });
    if (request.path.includes("/blobs/uploads/")) return upload(request);
    const held = request.path.startsWith("/charts/") ? CHART : IMAGE;
    const [, kind, reference = ""] = /\/(manifests|blobs|tags)\/([^/]+)$/.exec(request.path) ?? [];
    if (kind === "tags") return json({ name: "tools/demo", tags: ["1.0.0"] });
    if (kind === "blobs") return content(reference, [held.config, held.layer]);
    if (request.method === "PUT")
      return { status: 201, headers: { "docker-content-digest": digestOf(request.body) } };
    if (reference === "1.0.0") return content(digestOf(held.manifest), [held.manifest], MANIFEST_TYPE);
    return content(reference, [held.manifest], MANIFEST_TYPE);
  },
  refuse: likeOci,
};

function upload({ method, path, query }: RegistryRequest): Answer {
  const repository = path.replace(/\/blobs\/uploads\/.*$/, "");
  const location = `/v2${repository}/blobs/uploads/one`;
  const named = new URLSearchParams(query).get("digest");
  if (named !== null && method !== "POST") {
    return {
      status: 201,
      headers: { location: `/v2${repository}/blobs/${named}`, "docker-content-digest": named },
    };
  }
  return { status: 202, headers: { location, "docker-upload-uuid": "one", range: "0-0" } };
}

function content(
  reference: string,
  held: readonly Buffer[],
  type = "application/octet-stream",
): Answer | null {
  const body = held.find((candidate) => digestOf(candidate) === reference);
  return body === undefined
    ? null
    : { status: 200, headers: { "content-type": type, "docker-content-digest": reference }, body };
}
