/**
 * Archives that the origin labels with a coding, as Apache's AddEncoding and the metadata of object stores do: the label
 * is about the bytes of the file itself, which the digests cover.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digest, tgz } from "../origin/archives.ts";
import { CHART_FILE } from "../origin/oci.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { onPath, stored, versions } from "../store.ts";
import { apt, HELMS, indexOf, pipDownload } from "./clients.ts";
import { type Fault, shell } from "./fault.ts";

const GZIP = { "Content-Encoding": "gzip" };
const X_GZIP = { "Content-Encoding": "x-gzip", "Content-Type": "application/x-tar" };

const SDIST_NAME = "demo_pkg-1.0.tar.gz";
const METADATA = "Metadata-Version: 2.1\nName: demo-pkg\nVersion: 1.0\n";
/** Its build needs nothing that would have to be downloaded. */
const SDIST = tgz({
  "demo_pkg-1.0/PKG-INFO": METADATA,
  "demo_pkg-1.0/pyproject.toml": `[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n`,
  "demo_pkg-1.0/backend.py": `import os
def prepare_metadata_for_build_wheel(folder, config_settings=None):
    info = os.path.join(folder, "demo_pkg-1.0.dist-info")
    os.makedirs(info)
    with open(os.path.join(info, "METADATA"), "w") as file:
        file.write(${JSON.stringify(METADATA)})
    return "demo_pkg-1.0.dist-info"
def build_wheel(folder, config_settings=None, metadata_directory=None):
    raise NotImplementedError
`,
});

function pip(number: string, kind: "wheel" | "sdist"): Fault {
  const [name, body, label] =
    kind === "wheel" ? ([WHEEL_NAME, WHEEL, GZIP] as const) : ([SDIST_NAME, SDIST, X_GZIP] as const);
  const { path, command } = pipDownload(number, kind === "wheel" ? "" : "--no-binary :all:");
  return {
    name: `pip ${number} downloads a ${kind} labelled ${label["Content-Encoding"]}`,
    client: "pip",
    format: "pypi",
    prefix: `/coded-pip-${number}-${kind}`,
    needs: [path],
    ends: "well",
    digest: digest("sha256", body),
    serve: (place) => {
      place.file("/simple/demo-pkg/", indexOf(`../../files/${name}`, name, body), {
        "Content-Type": "text/html",
      });
      place.file(`/files/${name}`, body, label);
    },
    command,
  };
}

const ARCHIVE = tgz({ "demo/README": "demonstration\n".repeat(5_000) });
const FILES = ["demo-1.0.tar.gz", "demo-1.0.tgz", "demo-1.0.bin"] as const;

/** curl sends no Accept-Encoding: by RFC 9110 12.5.3 it takes any coding. */
const curlDownloads: readonly Fault[] = FILES.flatMap((name) =>
  [GZIP, X_GZIP].map(
    (label): Fault => ({
      name: `curl downloads ${name} labelled ${label["Content-Encoding"]}`,
      client: "curl",
      format: "generic",
      prefix: `/coded-curl-${name}-${label["Content-Encoding"]}`,
      needs: [onPath("curl")],
      ends: "well",
      digest: digest("sha256", ARCHIVE),
      serve: (place) => place.file(`/${name}`, ARCHIVE, label),
      command: (run) => shell(`curl -fsS -O ${run.base}/${name}; sha256sum ${name}`),
    }),
  ),
);

const curlResume: Fault = {
  name: "curl resumes an archive labelled gzip",
  client: "curl",
  format: "generic",
  prefix: "/coded-curl-resume",
  needs: [onPath("curl")],
  ends: "well",
  digest: digest("sha256", ARCHIVE),
  serve: (place) => place.file("/demo.tar.gz", ARCHIVE, GZIP),
  command: (run) =>
    shell(`curl -fsS -C - -O ${run.base}/demo.tar.gz; sha256sum demo.tar.gz`, {
      files: { "demo.tar.gz": ARCHIVE.subarray(0, 50) },
    }),
  problems: (place) =>
    place.seen().some((exchange) => exchange.header("range") === "bytes=50-")
      ? []
      : ["its Range was not forwarded"],
};

const DEB = stored("registries", "debian", "pool", "demo_1.0_all.deb");

const aptDownload: Fault = {
  name: "apt downloads a package labelled gzip",
  client: "apt",
  format: "debian",
  prefix: "/coded-apt",
  needs: [onPath("apt-get"), DEB],
  ends: "well",
  // A getter: if apt is not installed, the fault is skipped and nothing is read.
  get digest() {
    return digest("sha256", readFileSync(DEB));
  },
  serve: (place) => {
    for (const name of ["dists/stable/InRelease", "dists/stable/main/binary-amd64/Packages"])
      place.file(`/${name}`, readFileSync(stored("registries", "debian", name)));
    place.file("/pool/demo_1.0_all.deb", readFileSync(DEB), GZIP);
  },
  command: apt("apt-get update; apt-get download demo:all; sha256sum *.deb"),
};

const RPM = stored("registries", "rpm", "repodata");

const dnfMetadata: Fault = {
  name: "dnf reads metadata labelled x-gzip",
  client: "dnf",
  format: "rpm",
  prefix: "/coded-dnf",
  needs: [onPath("dnf"), RPM],
  ends: "well",
  serve: (place) => {
    for (const name of readdirSync(RPM)) {
      const headers = name.endsWith(".gz") ? { ...X_GZIP, "Content-Type": "text/xml" } : {};
      place.file(`/repodata/${name}`, readFileSync(join(RPM, name)), headers);
    }
  },
  command: (run) =>
    shell(
      `dnf -c dnf.conf --installroot=${run.home}/root --releasever=1 --setopt=reposdir=/nowhere --setopt=cachedir=${run.home}/cache --setopt=logdir=${run.home} --setopt=retries=1 makecache`,
      {
        files: {
          "dnf.conf": `[main]\nplugins=0\n[outspoken]\nname=outspoken\nbaseurl=${run.base}\ngpgcheck=0\n`,
        },
      },
    ),
};

const helmPulls: readonly Fault[] = HELMS.map(
  ([name, path]): Fault => ({
    name: `${name} pulls a chart labelled gzip`,
    client: "helm",
    format: "helm",
    prefix: `/coded-${name.replace(" ", "-")}`,
    needs: [path],
    ends: "well",
    digest: digest("sha256", CHART_FILE),
    serve: (place) => {
      place.file("/index.yaml", chartIndex("charts/demo-1.0.0.tgz"), { "Content-Type": "text/yaml" });
      place.file("/charts/demo-1.0.0.tgz", CHART_FILE, GZIP);
    },
    command: (run) => shell(`${path} pull demo --repo ${run.base}; sha256sum *.tgz`),
  }),
);

export function chartIndex(url: string): string {
  return `apiVersion: v1\nentries:\n  demo:\n    - {apiVersion: v2, name: demo, version: 1.0.0, digest: ${digest("sha256", CHART_FILE)}, urls: [${url}]}\n`;
}

export const codedArchives: readonly Fault[] = [
  ...versions("PIP_VERSIONS").flatMap((number) => [pip(number, "wheel"), pip(number, "sdist")]),
  ...curlDownloads,
  curlResume,
  aptDownload,
  dnfMetadata,
  ...helmPulls,
];
