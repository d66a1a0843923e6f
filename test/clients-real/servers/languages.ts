/** Verdaccio, pypiserver, conan_server: what npm, pip, twine and Conan do with them. */
import { randomBytes } from "node:crypto";
import { digest } from "../origin/archives.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import type { Run } from "../programs/program.ts";
import { stored, version, versions } from "../store.ts";
import { type Exchange, HTPASSWD_SHA, PASSWORD, type Server, shell, USER } from "./server.ts";

export const NPM = stored("node", `npm-${versions("NPM_VERSIONS")[1]}`, "node_modules", ".bin", "npm");
export const VERDACCIO = stored(
  "node",
  `verdaccio-${version("VERDACCIO_VERSION")}`,
  "node_modules",
  ".bin",
  "verdaccio",
);
const NPM_FILE = "module.exports = 'seven';\n";
/** More than Verdaccio is configured to accept, and incompressible. */
const LARGE = randomBytes(600_000);

function npm(
  name: string,
  refused: RegExp | null,
  script: string,
  more: { readonly password?: string; readonly large?: boolean; readonly digest?: string } = {},
): Exchange {
  const npmrc = (run: Run) => {
    const auth = Buffer.from(`${USER}:${more.password ?? PASSWORD}`).toString("base64");
    return `registry=${run.base}/\n//${run.base.slice("http://".length)}/:_auth=${auth}\nfetch-retries=0\nupdate-notifier=false\naudit=false\n`;
  };
  return {
    name,
    refused,
    ...(more.digest === undefined ? {} : { digest: more.digest }),
    command: (run) =>
      shell(script.replaceAll("npm", NPM), {
        files: {
          ".npmrc": npmrc(run),
          "package.json": '{"name":"demo-seven","version":"1.0.0"}',
          "index.js": NPM_FILE,
          ...(more.large ? { "large.bin": LARGE } : {}),
        },
      }),
  };
}

export const verdaccio: Server = {
  name: "Verdaccio",
  version: version("VERDACCIO_VERSION"),
  format: "npm",
  needs: [VERDACCIO, NPM],
  prefix: "/npm",
  base: "",
  serving: (folder, port) => ({
    argv: [process.execPath, VERDACCIO, "--config", `${folder}/config.yaml`, "--listen", `127.0.0.1:${port}`],
    files: {
      htpasswd: HTPASSWD_SHA,
      "config.yaml": `storage: ${folder}/storage\nauth: {htpasswd: {file: ${folder}/htpasswd, max_users: -1}}\nuplinks: {}\npackages: {"**": {access: $all, publish: $authenticated}}\nmax_body_size: 400kb\nlog: {type: stdout, format: pretty, level: error}\nweb: {enable: false}\n`,
    },
  }),
  exchanges: [
    npm(
      "npm publishes with a wrong password",
      /bad username\/password|unauthorized|not allowed|access denied|authorization required/i,
      "npm publish",
      { password: "wrong" },
    ),
    npm("npm publishes", null, "npm publish"),
    npm(
      "npm publishes the same version again",
      /already present|cannot publish over|previously published/i,
      "npm publish",
    ),
    npm(
      "npm publishes too large a package",
      /too large/i,
      "npm version 2.0.0 --no-git-tag-version >/dev/null; npm publish",
      { large: true },
    ),
    npm(
      "npm installs",
      null,
      "rm package.json; npm install demo-seven && sha256sum node_modules/demo-seven/index.js",
      { digest: digest("sha256", NPM_FILE) },
    ),
    npm("npm installs a missing package", /no such package available/, "npm install demo-none"),
  ],
};

const TWINE = stored("python", `twine-${version("TWINE_VERSION")}`, "bin", "twine");
const PIP = stored("python", `pip-${versions("PIP_VERSIONS").at(-1)}`, "bin", "pip");
const PYPI_SERVER = stored("python", `pypiserver-${version("PYPISERVER_VERSION")}`, "bin", "pypi-server");

function upload(name: string, password: string, refused: RegExp | null): Exchange {
  return {
    name,
    refused,
    command: (run) =>
      shell(
        `${TWINE} upload --non-interactive --disable-progress-bar --repository-url ${run.base}/ -u ${USER} -p ${password} ${WHEEL_NAME}`,
        {
          files: { [WHEEL_NAME]: WHEEL },
        },
      ),
  };
}

export const pypiServer: Server = {
  name: "pypiserver",
  version: version("PYPISERVER_VERSION"),
  format: "pypi",
  needs: [PYPI_SERVER, TWINE, PIP],
  prefix: "/pypi",
  base: "",
  serving: (folder, port) => ({
    argv: [
      PYPI_SERVER,
      "run",
      "-p",
      String(port),
      "-i",
      "127.0.0.1",
      "-P",
      `${folder}/htpasswd`,
      "-a",
      "update",
      "--disable-fallback",
      `${folder}/packages`,
    ],
    files: { htpasswd: HTPASSWD_SHA, "packages/.keep": "" },
  }),
  exchanges: [
    upload("twine uploads with a wrong password", "wrong", /403 Forbidden|401 Unauthorized/),
    upload("twine uploads", PASSWORD, null),
    upload("twine uploads the same file again", PASSWORD, /already exists|Conflict/i),
    {
      name: "pip downloads",
      refused: null,
      digest: digest("sha256", WHEEL),
      command: (run) =>
        shell(
          `${PIP} download -q --no-deps --no-cache-dir --disable-pip-version-check --index-url ${run.base}/simple/ demo-pkg && sha256sum *.whl`,
        ),
    },
    {
      name: "pip downloads a missing package",
      refused: /No matching distribution found/,
      command: (run) =>
        shell(
          `${PIP} download -q --no-deps --no-cache-dir --disable-pip-version-check --index-url ${run.base}/simple/ demo-none`,
        ),
    },
  ],
};

const CONAN = stored("python", `conan-${version("CONAN_VERSION")}`, "bin", "conan");
const CONAN_SERVER = stored("python", `conan-server-${version("CONAN_SERVER_VERSION")}`, "bin", "gunicorn");
const RECIPE =
  'from conan import ConanFile\nclass Demo(ConanFile):\n    name = "demo"\n    version = "2.0"\n';

function conan(
  name: string,
  refused: RegExp | null,
  script: string,
  more: { readonly password?: string; readonly digest?: string } = {},
): Exchange {
  return {
    name,
    refused,
    ...(more.digest === undefined ? {} : { digest: more.digest }),
    command: (run) =>
      shell(
        `{ conan profile detect; conan remote disable conancenter; conan remote add outspoken ${run.base}; } >/dev/null 2>&1; ${script}`.replaceAll(
          "conan ",
          `${CONAN} `,
        ),
        {
          env: {
            CONAN_HOME: `${run.home}/conan`,
            CONAN_LOGIN_USERNAME: USER,
            CONAN_PASSWORD: more.password ?? PASSWORD,
          },
          files: {
            "conanfile.py": RECIPE,
            [`${run.home}/conan/global.conf`]:
              "core:non_interactive=True\ncore.net.http:max_retries=0\ncore.download:retry=0\ncore.upload:retry=0\n",
          },
        },
      ),
  };
}

export const conanServer: Server = {
  name: "conan_server",
  version: version("CONAN_SERVER_VERSION"),
  format: "conan",
  needs: [CONAN_SERVER, CONAN],
  prefix: "/conan",
  base: "",
  serving: (folder, port) => ({
    // As its documentation starts it for more than one user.
    argv: [
      CONAN_SERVER,
      "-b",
      `127.0.0.1:${port}`,
      "-w",
      "1",
      "--threads",
      "4",
      "conans.server.server_launcher:app",
    ],
    env: { HOME: folder, CONAN_SERVER_HOME: folder },
    files: {
      ".conan_server/server.conf": serverConf(folder, port),
      "server.conf": serverConf(folder, port),
    },
  }),
  exchanges: [
    conan(
      "conan uploads with a wrong password",
      /Wrong user or password/,
      "conan export . >/dev/null 2>&1; conan upload demo/2.0 -r outspoken --confirm",
      { password: "wrong" },
    ),
    conan(
      "conan uploads",
      null,
      "conan export . >/dev/null 2>&1; conan upload demo/2.0 -r outspoken --confirm",
    ),
    conan(
      "conan downloads",
      null,
      "conan download demo/2.0 -r outspoken --only-recipe && sha256sum $(conan cache path demo/2.0)/conanfile.py",
      {
        digest: digest("sha256", RECIPE),
      },
    ),
    conan(
      "conan downloads a missing package",
      /Recipe not found|not found/i,
      "conan download none/1.0 -r outspoken",
    ),
  ],
};

function serverConf(folder: string, port: number): string {
  return `[server]\njwt_secret: words\njwt_expire_minutes: 120\nssl_enabled: False\nport: ${port}\npublic_port: ${port}\nhost_name: 127.0.0.1\nauthorize_timeout: 1800\ndisk_storage_path: ${folder}/data\ndisk_authorize_timeout: 1800\nupdown_secret: words\n[write_permissions]\n*/*@*/*: ${USER}\n[read_permissions]\n*/*@*/*: *\n[users]\n${USER}: ${PASSWORD}\n`;
}
