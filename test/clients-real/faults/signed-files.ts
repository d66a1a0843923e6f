/** Signed files and ranges below a product's root, where the paths of files look like those of documents. */
import { digest } from "../origin/archives.ts";
import { CHART_FILE } from "../origin/oci.ts";
import { onPath } from "../store.ts";
import { chartIndex } from "./archives.ts";
import { HELMS } from "./clients.ts";
import { type Fault, type Place, shell } from "./fault.ts";
import { GPG, gpg } from "./signing.ts";

/** Artifactory's, which ChartMuseum's API has too. */
const CHART = "/api/helm/k8s/charts/demo-1.0.0.tgz";
/** In the format that Helm reads. */
function keyring(): Record<string, Buffer> {
  return { "keyring.gpg": gpg(["--export"]) };
}

/** Helm's provenance: the chart's own description, which names where it comes from, and the digest of its archive. */
function provenance(url: string): string {
  const text = `apiVersion: v2\nname: demo\nversion: 1.0.0\nhome: ${url}/charts\n\n...\nfiles:\n  demo-1.0.0.tgz: sha256:${digest("sha256", CHART_FILE)}\n`;
  return gpg(["--clearsign"], text).toString();
}

function serveChart(place: Place): void {
  place.file("/index.yaml", chartIndex(place.url + CHART), { "Content-Type": "text/yaml" });
  place.file(CHART, CHART_FILE, { "Content-Type": "application/x-gzip" });
  place.file(`${CHART}.prov`, provenance(place.url), { "Content-Type": "text/plain" });
}

const gpgVerifies: Fault = {
  name: "gpg verifies a chart's provenance",
  client: "curl",
  format: "helm",
  prefix: "/signed-gpg",
  needs: [onPath("curl"), onPath("gpgv"), GPG],
  ends: "well",
  serve: serveChart,
  command: (run) =>
    shell(`curl -fsS -o demo.prov ${run.base}${CHART}.prov; gpgv --keyring ./keyring.gpg demo.prov`, {
      files: keyring(),
    }),
};

const helmVerifies: readonly Fault[] = HELMS.map(
  ([name, path]): Fault => ({
    name: `${name} verifies a chart's provenance`,
    client: "helm",
    format: "helm",
    prefix: `/signed-${name.replace(" ", "-")}`,
    needs: [path, GPG],
    ends: "well",
    digest: digest("sha256", CHART_FILE),
    serve: serveChart,
    command: (run) =>
      shell(`${path} pull demo --repo ${run.base} --verify --keyring keyring.gpg; sha256sum *.tgz`, {
        files: keyring(),
      }),
  }),
);

const LARGE = Buffer.from(Array.from({ length: 500_000 }, (_, at) => `${at}\n`).join(""));
const GOT_BYTES = 1_000_000;

/** Files of formats whose documents have no distinctive file extension. */
const RESUMED: readonly (readonly [format: string, path: string])[] = [
  ["helm", CHART],
  ["npm", `/download/@acme/demo/1.0.0/${"0".repeat(40)}`],
  ["nuget", "/api/v2/package/Acme.Demo/1.0.0"],
  ["pypi", "/packages/acme/demo-1.0.tar.zst"],
];

const resumes: readonly Fault[] = RESUMED.map(
  ([format, path]): Fault => ({
    name: `curl resumes a file of ${format}`,
    client: "curl",
    format,
    prefix: `/resumed-${format}`,
    needs: [onPath("curl")],
    ends: "well",
    digest: digest("sha256", LARGE),
    serve: (place) => place.file(path, LARGE),
    command: (run) =>
      shell(`curl -fsS -C - -o demo ${run.base}${path}; sha256sum demo`, {
        files: { demo: LARGE.subarray(0, GOT_BYTES) },
      }),
    problems: (place) =>
      place.seen().some((exchange) => exchange.header("range") === `bytes=${GOT_BYTES}-`)
        ? []
        : ["its Range was not forwarded"],
  }),
);

export const signedFiles: readonly Fault[] = [gpgVerifies, ...helmVerifies, ...resumes];
