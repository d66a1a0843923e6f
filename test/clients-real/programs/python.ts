/** Programs of Python package indexes. Retries are switched off in pip and uv; Poetry's and twine's are fixed. */
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { stored, version, versions } from "../store.ts";
import type { Command, Program, Run } from "./program.ts";

function inVenv(folder: string, name: string): string {
  return stored("python", folder, "bin", name);
}

const DIST = { [`dist/${WHEEL_NAME}`]: WHEEL };
const PROJECT = `[project]\nname = "demo-pkg"\nversion = "1.0"\nrequires-python = ">=3.11,<4"\n`;

function pip(number: string): Program {
  const path = inVenv(`pip-${number}`, "pip");
  const command = (run: Run): Command => ({
    argv: [
      path,
      "install",
      "demo-pkg",
      "--index-url",
      `${run.base}/simple`,
      "--target",
      "t",
      "--no-input",
      "--retries=0",
    ],
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_CACHE_DIR: "1", PIP_ROOT_USER_ACTION: "ignore" },
  });
  return {
    name: `pip ${number.split(".")[0]}`,
    family: "pip",
    format: "pypi",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command },
      { name: "download", command },
    ],
  };
}

function uv(number: string): Program {
  const folder = `uv-${number}`;
  const path = inVenv(folder, "uv");
  const env = { UV_HTTP_RETRIES: "0", UV_NO_CACHE: "1", UV_PYTHON_DOWNLOADS: "never" };
  const install = (run: Run): Command => ({
    argv: [
      path,
      "pip",
      "install",
      "demo-pkg",
      "--index-url",
      `${run.base}/simple`,
      "--target",
      "t",
      "--python",
      inVenv(folder, "python"),
    ],
    env,
  });
  return {
    name: "uv",
    family: "uv",
    format: "pypi",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: install },
      { name: "download", command: install },
      {
        name: "publish",
        command: (run) => ({
          argv: [
            path,
            "publish",
            "--publish-url",
            `${run.base}/`,
            "-u",
            "somebody",
            "-p",
            "secret",
            "--trusted-publishing=never",
            `dist/${WHEEL_NAME}`,
          ],
          env,
          files: DIST,
        }),
      },
    ],
  };
}

function uploader(name: string, key: string, argvOf: (path: string, run: Run) => readonly string[]): Program {
  const path = inVenv(`${name}-${version(key)}`, name);
  return {
    name,
    family: name,
    format: "pypi",
    path,
    versionCommand: [path, "--version"],
    operations: [{ name: "publish", command: (run) => ({ argv: argvOf(path, run), files: DIST }) }],
  };
}

function poetry(number: string): Program {
  const path = inVenv(`poetry-${number}`, "poetry");
  const env = (run: Run) => ({
    POETRY_VIRTUALENVS_CREATE: "false",
    POETRY_NO_INTERACTION: "1",
    POETRY_REPOSITORIES_REGISTRY_URL: `${run.base}/`,
    POETRY_HTTP_BASIC_REGISTRY_USERNAME: "somebody",
    POETRY_HTTP_BASIC_REGISTRY_PASSWORD: "secret",
    PYTHON_KEYRING_BACKEND: "keyring.backends.null.Keyring",
  });
  const source = (run: Run) =>
    `\n[[tool.poetry.source]]\nname = "index"\nurl = "${run.base}/simple/"\npriority = "primary"\n`;
  const lock = (run: Run): Command => ({
    argv: [path, "lock"],
    env: env(run),
    files: {
      "pyproject.toml": `${PROJECT.replace("demo-pkg", "app")}dependencies = ["demo-pkg==1.0"]\n${source(run)}`,
    },
  });
  return {
    name: "Poetry",
    family: "poetry",
    format: "pypi",
    path,
    versionCommand: [path, "--version"],
    operations: [
      // Every 429 and 5xx is retried for 7.5 s.
      { name: "install", scenarios: ["refused", "unauthorized", "missing", "down"], command: lock },
      { name: "download", scenarios: ["refused", "missing"], command: lock },
      {
        name: "publish",
        command: (run) => ({
          argv: [path, "publish", "-r", "registry"],
          env: env(run),
          files: { ...DIST, "pyproject.toml": PROJECT },
        }),
      },
    ],
  };
}

function pdm(number: string): Program {
  const path = inVenv(`pdm-${number}`, "pdm");
  const env = {
    PDM_CHECK_UPDATE: "false",
    PDM_IGNORE_SAVED_PYTHON: "1",
    PDM_NON_INTERACTIVE: "1",
    PDM_USE_VENV: "0",
  };
  const lock = (run: Run): Command => ({
    argv: [path, "lock"],
    env,
    files: {
      "pyproject.toml": `${PROJECT.replace("demo-pkg", "app")}dependencies = ["demo-pkg==1.0"]\n\n[[tool.pdm.source]]\nname = "pypi"\nurl = "${run.base}/simple"\n`,
    },
  });
  return {
    name: "PDM",
    family: "pdm",
    format: "pypi",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: lock },
      { name: "download", command: lock },
      {
        name: "publish",
        command: (run) => ({
          argv: [path, "publish", "--no-build", "-r", `${run.base}/`, "-u", "somebody", "-P", "secret"],
          env,
          files: { ...DIST, "pyproject.toml": PROJECT },
        }),
      },
    ],
  };
}

export const pythonPrograms: readonly Program[] = [
  ...versions("PIP_VERSIONS").map(pip),
  uv(version("UV_VERSION")),
  uploader("twine", "TWINE_VERSION", (path, run) => [
    ...[path, "upload", "--repository-url", `${run.base}/`, "-u", "somebody", "-p", "secret"],
    ...["--non-interactive", "--disable-progress-bar", `dist/${WHEEL_NAME}`],
  ]),
  uploader("hatch", "HATCH_VERSION", (path, run) => [
    ...[path, "publish", "-r", `${run.base}/`, "-u", "somebody", "-a", "secret", "-n", `dist/${WHEEL_NAME}`],
  ]),
  poetry(version("POETRY_VERSION")),
  pdm(version("PDM_VERSION")),
];
