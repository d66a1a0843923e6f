/** nginx as a web server of apt and Helm repositories. */
import { readFileSync } from "node:fs";
import { digest } from "../origin/archives.ts";
import { CHART_FILE } from "../origin/oci.ts";
import { onPath, stored } from "../store.ts";
import { type Exchange, type Server, shell } from "./server.ts";

const NGINX = stored("servers", "usr", "sbin", "nginx");
const REPOSITORY = stored("registries", "debian");
const DEB = `${REPOSITORY}/pool/demo_1.0_all.deb`;

function configuration(folder: string, port: number): string {
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server {
    listen 127.0.0.1:${port}; root ${folder}/www;
    location /debian/ { alias ${REPOSITORY}/; }
    location /secret/ { deny all; }
    location /incoming/ { alias ${folder}/incoming/; dav_methods PUT; client_max_body_size 10k; }
  }
}
`;
}

function serving(folder: string, port: number) {
  return {
    argv: [NGINX, "-p", folder, "-c", `${folder}/nginx.conf`],
    files: {
      "nginx.conf": configuration(folder, port),
      "incoming/.keep": "",
      "www/helm/index.yaml": `apiVersion: v1\nentries:\n  demo:\n    - {apiVersion: v2, name: demo, version: 1.0.0, urls: [demo-1.0.0.tgz]}\n    - {apiVersion: v2, name: demo, version: 2.0.0, urls: [demo-2.0.0.tgz]}\n    - {apiVersion: v2, name: demo, version: 3.0.0, urls: [../secret/demo-3.0.0.tgz]}\n`,
      "www/helm/demo-1.0.0.tgz": CHART_FILE,
    },
  };
}

function apt(name: string, below: string, refused: RegExp | null, then: string, sum?: string): Exchange {
  return {
    name,
    refused,
    ...(sum === undefined ? {} : { digest: sum }),
    command: (run) => {
      const options = `-o Dir::State=${run.home}/state -o Dir::Cache=${run.home}/cache -o Dir::Etc::SourceList=${run.work}/sources.list -o Dir::Etc::SourceParts=/nowhere -o Dir::Etc::Parts=/nowhere -o Acquire::Languages=none -o Acquire::Retries=0 -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any`;
      return shell(then.replaceAll("apt-get", `apt-get ${options}`), {
        files: {
          "sources.list": `deb [arch=amd64 signed-by=${REPOSITORY}.asc] ${run.base}/${below} stable main\n`,
          [`${run.home}/state/lists/partial/.keep`]: "",
          [`${run.home}/cache/archives/partial/.keep`]: "",
        },
      });
    },
  };
}

export const nginxForApt: Server = {
  name: "nginx (apt)",
  version: [NGINX, "-v"],
  format: "debian",
  needs: [NGINX, DEB, onPath("apt-get"), onPath("curl")],
  prefix: "/apt",
  base: "",
  serving,
  // A getter, since the package is read here and exists only where these are run.
  get exchanges(): readonly Exchange[] {
    return [
      apt(
        "apt updates and downloads",
        "debian",
        null,
        "apt-get update && apt-get download demo:all && sha256sum *.deb",
        digest("sha256", readFileSync(DEB)),
      ),
      apt("apt updates from a missing repository", "none", /404 +Not Found/, "apt-get update"),
      apt("apt updates from a forbidden repository", "secret", /403 +Forbidden/, "apt-get update"),
      {
        name: "curl uploads",
        refused: null,
        command: (run) =>
          shell(`head -c 5000 /dev/zero > f; curl -sS --fail-with-body -T f ${run.base}/incoming/f`),
      },
      {
        name: "curl uploads too large a file",
        refused: /413 Request Entity Too Large|Content Too Large|Payload Too Large/i,
        command: (run) =>
          shell(`head -c 50000 /dev/zero > f; curl -sSi --fail-with-body -T f ${run.base}/incoming/f`),
      },
    ];
  },
};

const HELM = stored("go", "bin", "helm4");

function helm(name: string, number: string, refused: RegExp | null): Exchange {
  return {
    name,
    refused,
    ...(refused === null ? { digest: digest("sha256", CHART_FILE) } : {}),
    command: (run) =>
      shell(`${HELM} pull demo --repo ${run.base}/helm --version ${number} && sha256sum *.tgz`),
  };
}

export const nginxForHelm: Server = {
  name: "nginx (Helm)",
  version: [NGINX, "-v"],
  format: "helm",
  needs: [NGINX, HELM],
  prefix: "/charts",
  base: "",
  serving,
  exchanges: [
    helm("helm pulls", "1.0.0", null),
    helm("helm pulls a missing chart", "2.0.0", /404 Not Found/),
    helm("helm pulls a forbidden chart", "3.0.0", /403 Forbidden/),
  ],
};
