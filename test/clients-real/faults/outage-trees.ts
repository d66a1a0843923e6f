/** What is installed while its origin dies: packages that depend on one another, and an image of many layers. */
import { createHash } from "node:crypto";
import { digest, tgz, zip } from "../origin/archives.ts";
import { digestOf } from "../origin/oci.ts";
import { POLICY } from "../programs/containers.ts";
import type { Command, Run } from "../programs/program.ts";
import { onPath, stored, versions } from "../store.ts";
import { shell } from "./fault.ts";

export interface File {
  readonly path: string;
  readonly type: string;
  readonly body: string | Buffer;
}

/** Something to install, and its client. */
export interface Tree {
  readonly client: string;
  readonly format: string;
  /** The path below which an origin has it. */
  readonly root: string;
  readonly path: string;
  /** In: the URL of the origin, which documents name. */
  files(url: string): readonly File[];
  /** Ends by itself if an origin is silent, and does not retry. */
  command(run: Run, prefix: string): Command;
  /** SHA-256 of every file that has to exist at the end. */
  readonly digests: readonly string[];
  /** How many requests the first origin answers. */
  readonly diesAfter: number;
}

/** The clients' timeout, long enough for the gateway; a silent origin gets no longer either. */
const PATIENCE_SECONDS = 10;
/** crane and skopeo wait forever, npm for one package after another. */
const ENDED = "timeout 30";
/** No client here has more requests in flight. */
export const AT_ONCE = 6;

const JSON_TYPE = "application/json";
const FILE_TYPE = "application/octet-stream";

/** Each depends on the next two, which makes several levels. */
const NAMES = Array.from({ length: 13 }, (_, index) => `demo-${index}`);
const needsOf = (index: number): string[] => [2 * index + 1, 2 * index + 2].flatMap((at) => NAMES[at] ?? []);

const NPM_VERSION = versions("NPM_VERSIONS")[1] ?? "";
const NPM = stored("node", `npm-${NPM_VERSION}`, "node_modules", ".bin", "npm");

const npmFiles = NAMES.map((name, index) => {
  const dependencies = Object.fromEntries(needsOf(index).map((needed) => [needed, "1.0.0"]));
  const description = { name, version: "1.0.0", dependencies };
  const code = `module.exports = ${index};\n`;
  const text = JSON.stringify(description);
  return {
    description,
    code,
    text,
    archive: tgz({ "package/package.json": text, "package/index.js": code }),
  };
});

const npm: Tree = {
  client: "npm",
  format: "npm",
  root: "",
  path: NPM,
  files: (url) =>
    npmFiles.flatMap(({ description, archive }) => {
      const { name } = description;
      const integrity = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
      const path = `/${name}/-/${name}-1.0.0.tgz`;
      const versions = { "1.0.0": { ...description, dist: { tarball: url + path, integrity } } };
      const packument = JSON.stringify({ name, "dist-tags": { latest: "1.0.0" }, versions });
      return [
        { path: `/${name}`, type: JSON_TYPE, body: packument },
        { path, type: FILE_TYPE, body: archive },
      ];
    }),
  command: (run) =>
    shell(`${ENDED} ${NPM} install demo-0 --no-audit; sha256sum node_modules/demo-*/*`, {
      files: {
        "package.json": JSON.stringify({ name: "app", version: "1.0.0" }),
        ".npmrc": `registry=${run.base}/\nfetch-retries=0\nfetch-timeout=${PATIENCE_SECONDS * 1_000}\nmaxsockets=${AT_ONCE}\nupdate-notifier=false\nfund=false\n`,
      },
    }),
  digests: npmFiles.flatMap(({ text, code }) => [digest("sha256", text), digest("sha256", code)]),
  diesAfter: 7,
};

const PIP_VERSION = versions("PIP_VERSIONS").at(-1) ?? "";
const PIP = stored("python", `pip-${PIP_VERSION}`, "bin", "pip");

const wheels = NAMES.slice(0, 7).map((name, index) => {
  const needs = needsOf(index).filter((needed) => NAMES.indexOf(needed) < 7);
  const base = name.replace("-", "_");
  const info = `${base}-1.0.dist-info`;
  const requires = needs.map((needed) => `Requires-Dist: ${needed}==1.0\n`).join("");
  const body = zip({
    [`${base}.py`]: `number = ${index}\n`,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n${requires}`,
    [`${info}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    [`${info}/RECORD`]: `${base}.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
  });
  return { name, file: `${base}-1.0-py3-none-any.whl`, body };
});

const pip: Tree = {
  client: "pip",
  format: "pypi",
  root: "",
  path: PIP,
  files: (url) =>
    wheels.flatMap(({ name, file, body }) => {
      const link = `<a href="${url}/files/${file}#sha256=${digest("sha256", body)}">${file}</a>`;
      const page = `<!DOCTYPE html><html><body>${link}</body></html>`;
      return [
        { path: `/simple/${name}/`, type: "text/html", body: page },
        { path: `/files/${file}`, type: FILE_TYPE, body },
      ];
    }),
  command: (run) =>
    shell(
      `${PIP} download demo-0 --index-url ${run.base}/simple --no-input --retries=0 --timeout=${PATIENCE_SECONDS}; sha256sum *.whl`,
      { env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_CACHE_DIR: "1", PIP_ROOT_USER_ACTION: "ignore" } },
    ),
  digests: wheels.map(({ body }) => digest("sha256", body)),
  diesAfter: 4,
};

const LAYERS = NAMES.map((name) => tgz({ [name]: `${name}\n`.repeat(20_000) }));
const CONFIG = Buffer.from(
  JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: {},
    rootfs: { type: "layers", diff_ids: LAYERS.map((layer) => digestOf(layer)) },
  }),
);
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: MANIFEST_TYPE,
  config: descriptor("application/vnd.oci.image.config.v1+json", CONFIG),
  layers: LAYERS.map((layer) => descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer)),
});

function descriptor(mediaType: string, body: Buffer) {
  return { mediaType, digest: digestOf(body), size: body.length };
}

function image(client: string, path: string, pull: (url: string) => string): Tree {
  return {
    client,
    format: "oci",
    root: "/v2",
    path,
    files: () => [
      ...["1.0.0", `sha256:${digest("sha256", MANIFEST)}`].map((reference) => ({
        path: `/demo/manifests/${reference}`,
        type: MANIFEST_TYPE,
        body: MANIFEST,
      })),
      ...[CONFIG, ...LAYERS].map((body) => ({
        path: `/demo/blobs/${digestOf(body)}`,
        type: FILE_TYPE,
        body,
      })),
    ],
    command: (run, prefix) =>
      shell(
        `${ENDED} ${pull(`${run.host}${prefix.slice("/v2".length)}/demo:1.0.0`)}; find out -type f -exec sha256sum {} +`,
        { files: POLICY },
      ),
    digests: [Buffer.from(MANIFEST), CONFIG, ...LAYERS].map((body) => digest("sha256", body)),
    diesAfter: 3,
  };
}

const CRANE = stored("go", "bin", "crane");
const SKOPEO = onPath("skopeo");

export const TREES: readonly Tree[] = [
  npm,
  pip,
  image("crane", CRANE, (url) => `${CRANE} pull --insecure --format=oci ${url} out`),
  image(
    "skopeo",
    SKOPEO,
    (url) => `${SKOPEO} --policy policy.json copy --src-tls-verify=false docker://${url} dir:out`,
  ),
];
