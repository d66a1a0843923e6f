/** Programs of the npm registry format. Retries are switched off where possible: npm, pnpm, yarn 4. */
import { PAGE_SCENARIOS } from "../scenarios.ts";
import { stored, version, versions } from "../store.ts";
import type { Command, Operation, Program, Run } from "./program.ts";

const PACKAGE = JSON.stringify({ name: "app", version: "1.0.0" });
const PUBLISHED = { "package.json": PACKAGE, "index.js": "module.exports = 1;\n" };

/** A token for the registry, without which no client tries to publish. */
function npmrc(run: Run): string {
  return `registry=${run.base}/\n//${run.host}/npm/:_authToken=secret\nfetch-retries=0\nupdate-notifier=false\nfund=false\n`;
}

function operations(
  install: (run: Run) => Command,
  publish: ((run: Run) => Command) | null,
): readonly Operation[] {
  return [
    { name: "install", command: install },
    { name: "download", command: install },
    ...(publish === null ? [] : [{ name: "publish" as const, command: publish }]),
  ];
}

function inFolder(folder: string, name: string): string {
  return stored("node", folder, "node_modules", ".bin", name);
}

function npm(number: string): Program {
  const path = inFolder(`npm-${number}`, "npm");
  const files = (run: Run) => ({ ...PUBLISHED, ".npmrc": npmrc(run) });
  return {
    name: `npm ${number.split(".")[0]}`,
    family: "npm",
    format: "npm",
    path,
    versionCommand: [path, "--version"],
    operations: [
      ...operations(
        // What a person at a terminal sees, spinner and all.
        (run) => ({ argv: [path, "install", "left-pad", "--no-audit"], files: files(run), pty: true }),
        (run) => ({ argv: [path, "publish"], files: files(run) }),
      ),
      ...(number === TYPED ? [login(path, files)] : []),
    ],
  };
}

/** One version's sign-in is enough: all have the same code for it. */
const TYPED = versions("NPM_VERSIONS")[1];

/** Name and password are typed one after the other: npm drops what comes before it asks. */
function login(path: string, files: (run: Run) => Readonly<Record<string, string>>): Operation {
  const typing = "sleep 2; echo somebody; sleep 1; echo secret; sleep 1";
  return {
    name: "login",
    // A 400 or 500 leads to other prompts.
    scenarios: ["refused", "unauthorized", "down"],
    command: (run) => ({
      argv: ["sh", "-c", `(${typing}) | "${path}" login --auth-type=legacy`],
      files: files(run),
    }),
  };
}

function pnpm(number: string): Program {
  const path = inFolder(`pnpm-${number}`, "pnpm");
  const major = number.split(".")[0] ?? "";
  const files = (run: Run) => ({ ...PUBLISHED, ".npmrc": npmrc(run) });
  return {
    name: `pnpm ${major}`,
    family: "pnpm",
    format: "npm",
    parallel: true,
    path,
    versionCommand: [path, "--version"],
    operations: operations(
      (run) => ({ argv: [path, "add", "left-pad", "--config.fetch-retries=0"], files: files(run) }),
      (run) => ({
        argv: [path, "publish", "--no-git-checks", "--config.fetch-retries=0"],
        files: files(run),
      }),
    ),
  };
}

/** A 5xx is requested five times in 12 s. */
const YARN_1_INSTALL = ["refused", "unauthorized", "missing", "limited", "down"] as const;

function yarnClassic(number: string): Program {
  const path = inFolder(`yarn-${number}`, "yarn");
  const files = (run: Run) => ({
    ...PUBLISHED,
    ".npmrc": npmrc(run),
    ".yarnrc": `registry "${run.base}/"\n`,
  });
  const add = (run: Run) => ({ argv: [path, "add", "left-pad", "--non-interactive"], files: files(run) });
  return {
    name: "yarn 1",
    family: "yarn",
    format: "npm",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", scenarios: [...YARN_1_INSTALL, ...PAGE_SCENARIOS], command: add },
      { name: "download", scenarios: ["refused", "missing"], command: add },
      {
        name: "publish",
        command: (run) => ({
          argv: [path, "publish", "--non-interactive", "--new-version", "1.0.0", "--no-git-tag-version"],
          files: files(run),
        }),
      },
    ],
  };
}

function yarnBerry(number: string): Program {
  const path = inFolder(`yarn-${number}`, "yarn");
  const files = (run: Run) => ({
    ...PUBLISHED,
    "yarn.lock": "",
    ".yarnrc.yml": [
      `npmRegistryServer: "${run.base}"`,
      'unsafeHttpWhitelist: ["127.0.0.1"]',
      'npmAuthToken: "secret"',
      "httpRetry: 0",
      "enableTelemetry: false",
      "enableGlobalCache: false",
      "npmMinimalAgeGate: 0",
      "nodeLinker: node-modules",
      "",
    ].join("\n"),
  });
  return {
    name: "yarn 4",
    family: "yarn-berry",
    format: "npm",
    path,
    versionCommand: [path, "--version"],
    operations: operations(
      (run) => ({ argv: [path, "add", "left-pad"], files: files(run) }),
      (run) => ({
        argv: ["sh", "-c", `"${path}" install >/dev/null 2>&1; "${path}" npm publish`],
        files: files(run),
      }),
    ),
  };
}

function bun(number: string): Program {
  const path = inFolder(`bun-${number}`, "bun");
  const files = (run: Run) => ({ ...PUBLISHED, ".npmrc": npmrc(run) });
  return {
    name: "bun",
    family: "bun",
    format: "npm",
    path,
    versionCommand: [path, "--version"],
    operations: operations(
      (run) => ({ argv: [path, "add", "left-pad"], files: files(run) }),
      (run) => ({ argv: [path, "publish"], files: files(run) }),
    ),
  };
}

function deno(number: string): Program {
  const path = inFolder(`deno-${number}`, "deno");
  return {
    name: "deno",
    family: "deno",
    format: "npm",
    path,
    versionCommand: [path, "--version"],
    operations: operations(
      (run) => ({
        argv: [path, "cache", "main.ts"],
        files: { "main.ts": 'import "npm:left-pad@1.3.0";\n', ".npmrc": npmrc(run) },
        env: { NPM_CONFIG_REGISTRY: `${run.base}/`, DENO_NO_UPDATE_CHECK: "1" },
      }),
      null,
    ),
  };
}

/** Looks packages up and changes nothing; it reads metadata only. */
function renovate(number: string): Program {
  const path = inFolder(`renovate-${number}`, "renovate");
  return {
    name: "renovate",
    family: "renovate",
    format: "npm",
    path,
    versionCommand: [path, "--version"],
    version: number,
    operations: [
      {
        name: "install",
        // It exits with success whatever fails, so a page can't be told from a success.
        scenarios: ["refused", "unauthorized", "missing", "limited", "broken", "down", "silent"],
        command: (run) => ({
          argv: [path, "--platform=local", "--dry-run=lookup"],
          env: {
            RENOVATE_BASE_DIR: `${run.home}/renovate`,
            RENOVATE_HOST_RULES: JSON.stringify([{ matchHost: "127.0.0.1", allowInternal: true }]),
            LOG_LEVEL: "debug",
          },
          files: {
            ".npmrc": npmrc(run),
            "renovate.json": '{"enabledManagers":["npm"]}',
            "package.json": JSON.stringify({
              name: "app",
              version: "1.0.0",
              dependencies: { "left-pad": "1.2.0" },
            }),
          },
        }),
      },
    ],
  };
}

export const npmPrograms: readonly Program[] = [
  ...versions("NPM_VERSIONS").map(npm),
  ...versions("PNPM_VERSIONS").map(pnpm),
  yarnClassic(version("YARN_CLASSIC_VERSION")),
  yarnBerry(version("YARN_BERRY_VERSION")),
  bun(version("BUN_VERSION")),
  deno(version("DENO_VERSION")),
  renovate(version("RENOVATE_VERSION")),
];
