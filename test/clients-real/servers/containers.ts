/** distribution 2 (Debian's docker-registry) and 3 with a password file, and the programs that push to and pull from them. */
import { digest } from "../origin/archives.ts";
import { digestOf, IMAGE } from "../origin/oci.ts";
import { DIRECTORY, POLICY } from "../programs/containers.ts";
import { onPath, stored } from "../store.ts";
import { type Exchange, HTPASSWD_BCRYPT, PASSWORD, type Server, shell, USER } from "./server.ts";

const SKOPEO = `${onPath("skopeo")} --policy policy.json`;
const ORAS = stored("go", "bin", "oras");
const CRANE = stored("go", "bin", "crane");
const FILE = "a file to pull\n";

function push(name: string, password: string, refused: RegExp | null): Exchange {
  return {
    name,
    refused,
    command: (run) =>
      shell(
        `${SKOPEO} copy --dest-tls-verify=false --dest-creds ${USER}:${password} dir:image docker://${run.host}/tools/demo:1.0.0`,
        {
          files: { ...POLICY, ...DIRECTORY },
        },
      ),
  };
}

function pull(name: string, reference: string, refused: RegExp | null): Exchange {
  return {
    name,
    refused,
    ...(refused === null ? { digest: digest("sha256", IMAGE.layer) } : {}),
    command: (run) =>
      shell(
        `${SKOPEO} copy --src-tls-verify=false --src-creds ${USER}:${PASSWORD} docker://${run.host}/${reference} dir:out && sha256sum out/*`,
        { files: POLICY },
      ),
  };
}

const EXCHANGES: readonly Exchange[] = [
  push("skopeo pushes with a wrong password", "wrong", /authentication required|unauthorized/i),
  push("skopeo pushes", PASSWORD, null),
  pull("skopeo pulls", "tools/demo:1.0.0", null),
  pull("skopeo pulls a missing image", "tools/demo:9.9.9", /manifest unknown/),
  {
    name: "crane finds the digest",
    refused: null,
    digest: digestOf(IMAGE.manifest).slice("sha256:".length),
    command: (run) =>
      shell(
        `${CRANE} auth login ${run.host} -u ${USER} -p ${PASSWORD} && ${CRANE} digest --insecure ${run.host}/tools/demo:1.0.0`,
      ),
  },
  {
    name: "crane copies to a new repository",
    refused: null,
    command: (run) =>
      shell(
        `${CRANE} auth login ${run.host} -u ${USER} -p ${PASSWORD} && ${CRANE} copy --insecure ${run.host}/tools/demo:1.0.0 ${run.host}/tools/copy:1.0.0`,
      ),
  },
  {
    name: "oras pushes and pulls",
    refused: null,
    digest: digest("sha256", FILE),
    command: (run) =>
      shell(
        `${ORAS} push --plain-http -u ${USER} -p ${PASSWORD} ${run.host}/tools/file:1 file.txt:text/plain && mkdir out && cd out && ${ORAS} pull --plain-http -u ${USER} -p ${PASSWORD} ${run.host}/tools/file:1 && sha256sum file.txt`,
        { files: { "file.txt": FILE } },
      ),
  },
  {
    name: "oras lists the tags of a missing repository",
    refused: /repository name not known to registry/,
    command: (run) =>
      shell(`${ORAS} repo tags --plain-http -u ${USER} -p ${PASSWORD} ${run.host}/tools/none`),
  },
  {
    name: "crane deletes where deletion is disabled",
    refused: /The operation is unsupported/i,
    counted: "bad_request",
    command: (run) =>
      shell(
        `${CRANE} auth login ${run.host} -u ${USER} -p ${PASSWORD} && ${CRANE} delete --insecure ${run.host}/tools/demo@${digestOf(IMAGE.manifest)}`,
      ),
  },
];

/** `path` is that of the program. */
function distribution(name: string, path: string): Server {
  return {
    name,
    version: [path, "--version"],
    format: "oci",
    needs: [path, onPath("skopeo"), ORAS, CRANE],
    prefix: "/v2",
    base: "/v2",
    serving: (folder, port) => ({
      argv: [path, "serve", `${folder}/config.yml`],
      files: {
        htpasswd: HTPASSWD_BCRYPT,
        "config.yml": `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${folder}/data}}\nhttp: {addr: "127.0.0.1:${port}"}\nauth: {htpasswd: {realm: registry, path: ${folder}/htpasswd}}\n`,
      },
    }),
    exchanges: EXCHANGES,
  };
}

export const dockerRegistry = distribution(
  "docker-registry",
  stored("servers", "usr", "bin", "docker-registry"),
);
export const distributionRegistry = distribution("distribution", stored("go", "bin", "registry"));
