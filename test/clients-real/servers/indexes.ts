/** devpi with its users and indexes, and proxpi in front of an index: what pip and twine do with them. */
import { digest, zip } from "../origin/archives.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { stored, version, versions } from "../store.ts";
import { type Ending, type Exchange, PASSWORD, type Server, shell, USER } from "./server.ts";

const TWINE = stored("python", `twine-${version("TWINE_VERSION")}`, "bin", "twine");
const PIP = stored("python", `pip-${versions("PIP_VERSIONS").at(-1)}`, "bin", "pip");

/** `index` is below the server. */
function pip(name: string, index: string, project: string, ending: Ending): Exchange {
  return {
    name,
    ...ending,
    command: (run) =>
      shell(
        `${PIP} download -q --no-deps --no-cache-dir --disable-pip-version-check --retries 0 --index-url ${run.base}/${index}/ ${project} && sha256sum *.whl`,
      ),
  };
}

const DEVPI_VERSION = version("DEVPI_SERVER_VERSION");
const DEVPI = stored("python", `devpi-server-${DEVPI_VERSION}`, "bin");

/** The same name and version, and other bytes. */
const OTHER_WHEEL = zip({
  "demo_pkg/__init__.py": "other\n",
  "demo_pkg-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: demo-pkg\nVersion: 1.0\n",
  "demo_pkg-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  "demo_pkg-1.0.dist-info/RECORD": "",
});

function upload(name: string, user: string, index: string, ending: Ending, wheel = WHEEL): Exchange {
  return {
    name,
    ...ending,
    command: (run) =>
      shell(
        `${TWINE} upload --non-interactive --disable-progress-bar --repository-url ${run.base}/${index}/ ${user} ${WHEEL_NAME}`,
        { files: { [WHEEL_NAME]: wheel } },
      ),
  };
}

/** devpi's own API, as its client calls it: a token for the user, and then the request. */
function devpi(name: string, method: string, path: string, body: object, ending: Ending): Exchange {
  const login = `'{"user":"${USER}","password":"${PASSWORD}"}'`;
  return {
    name,
    ...ending,
    command: (run) =>
      shell(
        `TOKEN=$(curl -sS -H 'Content-Type: application/json' -d ${login} ${run.base}/+login | node -p 'JSON.parse(require("fs").readFileSync(0, "utf8")).result.password' 2>/dev/null)
        curl -sS --fail-with-body -X ${method} -H "X-Devpi-Auth: $(printf '%s:%s' ${USER} "$TOKEN" | base64 -w 0)" -H 'Content-Type: application/json' -d '${JSON.stringify(body)}' ${run.base}/${path}`,
      ),
  };
}

const AS_USER = `-u ${USER} -p ${PASSWORD}`;
const AS_OTHER = "-u other -p secret";

export const devpiServer: Server = {
  name: "devpi",
  version: DEVPI_VERSION,
  format: "pypi",
  needs: [`${DEVPI}/devpi-server`, TWINE, PIP],
  prefix: "/pypi",
  base: "",
  serving: (folder, port) => ({
    before: [
      [`${DEVPI}/devpi-init`, "--serverdir", `${folder}/data`, "--no-root-pypi", "--root-passwd", PASSWORD],
    ],
    argv: [
      `${DEVPI}/devpi-server`,
      "--serverdir",
      `${folder}/data`,
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--threads",
      "4",
    ],
  }),
  exchanges: [
    devpi("curl creates a user", "PUT", USER, { password: PASSWORD }, { refused: null }),
    devpi("curl creates another user", "PUT", "other", { password: "secret" }, { refused: null }),
    devpi(
      "curl creates a user again",
      "PUT",
      USER,
      { password: PASSWORD },
      {
        refused: /user already exists/,
        counted: "conflict",
      },
    ),
    devpi("curl creates an index", "PUT", `${USER}/prod`, { bases: [], volatile: false }, { refused: null }),
    devpi(
      "curl creates another user's index",
      "PUT",
      "other/mine",
      { bases: [] },
      {
        refused: /no permission to create index other\/mine/,
        counted: "forbidden",
      },
    ),
    upload("twine uploads with a wrong password", `-u ${USER} -p wrong`, `${USER}/prod`, {
      refused: /could not verify that you are authorized/,
      counted: "unauthorized",
    }),
    upload("twine uploads without permission", AS_OTHER, `${USER}/prod`, {
      refused: /no permission to submit/,
      counted: "forbidden",
    }),
    upload("twine uploads", AS_USER, `${USER}/prod`, { refused: null }),
    upload(
      "twine uploads other bytes to a non-volatile index",
      AS_USER,
      `${USER}/prod`,
      { refused: /already exists in non-volatile index/, counted: "conflict" },
      OTHER_WHEEL,
    ),
    pip("pip downloads", `${USER}/prod/+simple`, "demo-pkg", {
      refused: null,
      digest: digest("sha256", WHEEL),
    }),
    pip("pip downloads a missing package", `${USER}/prod/+simple`, "demo-none", {
      refused: /No matching distribution found/,
    }),
    devpi(
      "curl deletes from a non-volatile index",
      "DELETE",
      `${USER}/prod/demo-pkg/1.0`,
      {},
      {
        refused: /cannot delete version on non-volatile index/,
        counted: "forbidden",
      },
    ),
  ],
};

const PROXPI_VERSION = version("PROXPI_VERSION");
const PROXPI = stored("python", `proxpi-${PROXPI_VERSION}`, "bin");

export const proxpi: Server = {
  name: "proxpi",
  version: PROXPI_VERSION,
  format: "pypi",
  needs: [`${PROXPI}/flask`, PIP],
  prefix: "/pypi",
  base: "",
  serving: (folder, port, spare) => ({
    argv: [
      "sh",
      "-c",
      `${PROXPI}/python -m http.server --bind 127.0.0.1 -d ${folder}/index ${spare} & exec ${PROXPI}/flask --app proxpi.server run -h 127.0.0.1 -p ${port}`,
    ],
    env: {
      PROXPI_INDEX_URL: `http://127.0.0.1:${spare}/simple/`,
      PROXPI_EXTRA_INDEX_URLS: "",
      PROXPI_CACHE_DIR: `${folder}/cache`,
      PROXPI_DOWNLOAD_TIMEOUT: "30",
    },
    files: {
      "index/simple/index.html":
        '<!DOCTYPE html><html><body><a href="demo-pkg/">demo-pkg</a><a href="lost/">lost</a></body></html>',
      "index/simple/demo-pkg/index.html": `<!DOCTYPE html><html><body><a href="${WHEEL_NAME}#sha256=${digest("sha256", WHEEL)}">${WHEEL_NAME}</a></body></html>`,
      [`index/simple/demo-pkg/${WHEEL_NAME}`]: WHEEL,
      "index/simple/lost/index.html":
        '<!DOCTYPE html><html><body><a href="lost-1.0-py3-none-any.whl">lost-1.0-py3-none-any.whl</a></body></html>',
    },
  }),
  exchanges: [
    pip("pip downloads", "index", "demo-pkg", { refused: null, digest: digest("sha256", WHEEL) }),
    pip("pip downloads a missing package", "index", "demo-none", {
      refused: /No matching distribution found/,
    }),
    pip("pip downloads a file that the index has lost", "index", "lost", {
      // It redirects to the index itself, whose refusal does not pass through the gateway.
      refused: /404/,
    }),
  ],
};
