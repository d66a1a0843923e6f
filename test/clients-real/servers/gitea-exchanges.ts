/** What npm, twine, pip, Cargo, skopeo, curl and git-lfs do with Gitea. */
import { randomBytes } from "node:crypto";
import { digest } from "../origin/archives.ts";
import { LFS_CONTENT, LFS_OID } from "../origin/lfs.ts";
import { digestOf, IMAGE } from "../origin/oci.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { DIRECTORY, POLICY } from "../programs/containers.ts";
import type { Run } from "../programs/program.ts";
import { onPath, stored, version, versions } from "../store.ts";
import { NPM } from "./languages.ts";
import { type Ending, type Exchange, exchange, PASSWORD, USER } from "./server.ts";

const TWINE = stored("python", `twine-${version("TWINE_VERSION")}`, "bin", "twine");
const PIP = stored("python", `pip-${versions("PIP_VERSIONS").at(-1)}`, "bin", "pip");
const CARGO = onPath("cargo");
const SKOPEO = onPath("skopeo");
const GIT_LFS = onPath("git-lfs");

const JAVASCRIPT = "module.exports = 'nine';\n";
const RUST = "pub fn nine() -> u8 { 9 }\n";
const FILE = randomBytes(50_000);
/** Over LIMIT_SIZE_GENERIC below. */
const LARGE = randomBytes(150_000);

export const GITEA_CLIENTS = [NPM, TWINE, PIP, CARGO, SKOPEO, GIT_LFS];

function npm(name: string, owner: string, script: string, ending: Ending, password = PASSWORD): Exchange {
  const npmrc = ({ base, host }: Run) =>
    `registry=${base}/api/packages/${owner}/npm/\n//${host}/api/packages/${owner}/npm/:_auth=${Buffer.from(`${USER}:${password}`).toString("base64")}\nfetch-retries=0\nupdate-notifier=false\naudit=false\n`;
  return exchange(
    name,
    ending,
    () => script.replaceAll("npm ", `${NPM} `),
    (run) => ({
      ".npmrc": npmrc(run),
      "package.json": '{"name":"demo-nine","version":"1.0.0"}',
      "index.js": JAVASCRIPT,
    }),
  );
}

function twine(name: string, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    (run) =>
      `${TWINE} upload --non-interactive --disable-progress-bar --repository-url ${run.base}/api/packages/${USER}/pypi -u ${USER} -p ${PASSWORD} ${WHEEL_NAME}`,
    () => ({ [WHEEL_NAME]: WHEEL }),
  );
}

function pip(name: string, project: string, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    (run) =>
      `${PIP} download -q --no-deps --no-cache-dir --disable-pip-version-check --retries 0 --index-url ${run.base}/api/packages/${USER}/pypi/simple/ ${project} && sha256sum *.whl`,
  );
}

function cargo(name: string, script: string, ending: Ending, token?: string): Exchange {
  return exchange(
    name,
    ending,
    (_, folder) =>
      `export CARGO_REGISTRIES_GITEA_TOKEN="Bearer ${token ?? `$(cat ${folder}/token)`}"; ${script.replaceAll("cargo ", `${CARGO} `)}`,
    (run) => ({
      "demo/Cargo.toml":
        '[package]\nname = "demo-nine"\nversion = "1.0.0"\nedition = "2021"\ndescription = "x"\nlicense = "MIT"\n',
      "demo/src/lib.rs": RUST,
      "app/Cargo.toml":
        '[package]\nname = "app"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\ndemo-nine = { version = "1", registry = "gitea" }\n',
      "app/src/lib.rs": "",
      ".cargo/config.toml": `[registries.gitea]\nindex = "sparse+${run.base}/api/packages/${USER}/cargo/"\n[net]\nretry = 0\n`,
    }),
    (run) => ({ CARGO_HOME: `${run.home}/.cargo` }),
  );
}

function skopeo(name: string, from: string, to: string, ending: Ending, then = ""): Exchange {
  const login = `${USER}:${PASSWORD}`;
  return exchange(
    name,
    ending,
    (run) =>
      `${SKOPEO} --policy policy.json copy --src-tls-verify=false --dest-tls-verify=false --src-creds ${login} --dest-creds ${login} ${from} ${to} ${then}`.replaceAll(
        "docker://",
        `docker://${run.host}/`,
      ),
    () => ({ ...POLICY, ...DIRECTORY }),
  );
}

function curl(name: string, content: Buffer, ending: Ending, owner = USER): Exchange {
  return exchange(
    name,
    ending,
    (run) =>
      `curl -sS --fail-with-body -u ${USER}:${PASSWORD} -T file ${run.base}/api/packages/${owner}/generic/files/1.0/file`,
    () => ({ file: content }),
  );
}

const OBJECT = `.git/lfs/objects/${LFS_OID.slice(0, 2)}/${LFS_OID.slice(2, 4)}`;

function gitLfs(name: string, password: string, then: string, ending: Ending): Exchange {
  return exchange(
    name,
    ending,
    (run) =>
      `{ git init -q --bare ../there.git && git init -q -b main . && git config lfs.url ${run.base.replace("http://", `http://${USER}:${password}@`)}/${USER}/large.git/info/lfs &&
      git config lfs.locksverify false && git config user.email a@packages.example && git config user.name A && git remote add origin ../there.git &&
      GIT_LFS_SKIP_SMUDGE=1 git -c filter.lfs.clean= -c filter.lfs.required=false add . && git commit -qm one && git push -q origin main; } >/dev/null 2>&1; ${then}`,
    (run) => ({
      ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n",
      "large.bin": `version https://git-lfs.github.com/spec/v1\noid sha256:${LFS_OID}\nsize ${LFS_CONTENT.length}\n`,
      [`${run.home}/object`]: LFS_CONTENT,
    }),
    () => ({ GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "false", GIT_CONFIG_NOSYSTEM: "1" }),
  );
}

const LFS_PUSH = `mkdir -p ${OBJECT}; cp ../object ${OBJECT}/${LFS_OID}; ${GIT_LFS} push --all origin`;

export const GITEA_EXCHANGES: readonly Exchange[] = [
  npm(
    "npm publishes with a wrong password",
    USER,
    "npm publish",
    { refused: /Failed to authenticate user/, counted: "unauthorized" },
    "wrong",
  ),
  npm("npm publishes", USER, "npm publish", { refused: null }),
  npm("npm publishes the same version again", USER, "npm publish", { refused: /previously published/ }),
  npm("npm publishes under another user's name", "other", "npm publish", {
    refused: /reqPackageAccess/,
    counted: "unauthorized",
  }),
  npm(
    "npm installs",
    USER,
    "rm package.json; npm install demo-nine && sha256sum node_modules/demo-nine/index.js",
    { refused: null, digest: digest("sha256", JAVASCRIPT) },
  ),
  npm("npm installs a missing package", USER, "npm install demo-none", {
    refused: /404 Not Found/,
    counted: "not_found",
  }),
  twine("twine uploads", { refused: null }),
  twine("twine uploads the same file again", { refused: /already exist/, counted: "conflict" }),
  pip("pip downloads", "demo-pkg", { refused: null, digest: digest("sha256", WHEEL) }),
  pip("pip downloads a missing package", "demo-none", { refused: /No matching distribution found/ }),
  cargo(
    "cargo publishes with a wrong token",
    "cd demo && cargo publish --registry gitea --no-verify --allow-dirty",
    { refused: /Failed to authenticate user/, counted: "unauthorized" },
    "wrong",
  ),
  cargo("cargo publishes", "cd demo && cargo publish --registry gitea --no-verify --allow-dirty", {
    refused: null,
    asksFirst: "Cargo looks for a new crate in the index with the same request as for one that it needs",
  }),
  cargo("cargo fetches", "cd app && cargo fetch && sha256sum $CARGO_HOME/registry/src/*/*/src/lib.rs", {
    refused: null,
    digest: digest("sha256", RUST),
  }),
  skopeo("skopeo pushes", "dir:image", `docker://${USER}/demo:1.0.0`, { refused: null }),
  skopeo("skopeo pushes under another user's name", "dir:image", "docker://other/demo:1.0.0", {
    refused: /reqPackageAccess/,
    counted: "unauthorized",
  }),
  skopeo(
    "skopeo pulls",
    `docker://${USER}/demo:1.0.0`,
    "dir:out",
    { refused: null, digest: digestOf(IMAGE.layer).slice("sha256:".length) },
    "&& sha256sum out/*",
  ),
  skopeo("skopeo pulls a missing image", `docker://${USER}/demo:9.9.9`, "dir:out", {
    refused: /manifest unknown/i,
    counted: "not_found",
  }),
  curl("curl uploads a file", FILE, { refused: null }),
  curl("curl uploads a file again", FILE, { refused: /already exist/, counted: "conflict" }),
  curl("curl uploads more than the quota", LARGE, {
    refused: /maximum allowed package type size exceeded/,
    counted: "forbidden",
  }),
  exchange("curl creates a repository", { refused: null }, (run) => {
    const body = `-H 'Content-Type: application/json' -d '{"name":"large"}'`;
    return `curl -sS --fail-with-body -o made -u ${USER}:${PASSWORD} ${body} ${run.base}/api/v1/user/repos`;
  }),
  gitLfs("git-lfs pushes", PASSWORD, LFS_PUSH, { refused: null }),
  gitLfs("git-lfs fetches", PASSWORD, `${GIT_LFS} fetch origin main && sha256sum ${OBJECT}/*`, {
    refused: null,
    digest: LFS_OID,
  }),
];
