/** `.ci/run` in its own folder, where npm and the install scripts are stubs. */
import { execFile } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** A stub of npm: logs each call, prints what it is given to print, and exits with 0 unless set to fail. */
const NPM = `#!/usr/bin/env bash
echo "npm $*" >> asked
for argument in "$@"; do
  case "$argument" in
    --outputFile.json=*) [ -z "$REPORT" ] || printf '%s' "$REPORT" > "\${argument#*=}" ;;
    test:clients) printf '%s\\n' "$CLIENTS" ;;
    conformance) printf '%s\\n' "$SUITES" ;;
    storm) printf '%s\\n' "$STORM" ;;
  esac
done
case " $* " in *" $FAILING "*) echo "why $FAILING failed" >&2; exit 7 ;; esac
`;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Outcomes {
  /** The word of npm's arguments with which it fails. */
  readonly failing?: string;
  readonly report?: string;
  readonly clients?: string;
  readonly suites?: string;
  readonly storm?: string;
}

async function runCi({ failing = "nothing", report = "", clients = "", suites = "", storm = "" }: Outcomes) {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-ci-"));
  folders.push(folder);
  mkdirSync(join(folder, ".ci"));
  cpSync(join(ROOT, ".ci/run"), join(folder, ".ci/run"));
  const scripts = {
    "bin/npm": NPM,
    "test/console/install": "#!/bin/sh\n",
    "test/clients-real/install": "#!/bin/sh\n",
  };
  for (const [name, text] of Object.entries(scripts)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  }
  const env = {
    ...process.env,
    PATH: `${join(folder, "bin")}:${process.env.PATH}`,
    FAILING: failing,
    REPORT: report,
    CLIENTS: clients,
    SUITES: suites,
    STORM: storm,
  };
  const { status, stdout } = await promisify(execFile)("bash", [join(folder, ".ci/run")], { env }).then(
    (ended) => ({ status: 0, stdout: ended.stdout }),
    (error: { code: number; stdout: string }) => ({ status: error.code, stdout: error.stdout }),
  );
  const asked = readFileSync(join(folder, "asked"), "utf8").trim().split("\n");
  const lines = stdout.trim().split("\n");
  return { status, last: lines.at(-1), asked, lines };
}

const REPORT = '{"numPassedTests":10,"numFailedTests":0}';

test("stops at once if the install fails", async () => {
  const { status, last, asked } = await runCi({
    failing: "ci",
    report: REPORT,
    clients: "5 passed, 0 failed",
  });
  expect([status, last]).toEqual([1, "0 passed, 1 failed"]);
  expect(asked).toEqual(["npm ci --no-audit --no-fund"]);
});

test("repeats at the end what a failed step printed last", async () => {
  const { lines } = await runCi({ failing: "lint", report: REPORT, clients: "5 passed, 0 failed" });
  expect(lines.slice(-4)).toEqual([
    "== FAILED: npm run --silent lint",
    "why lint failed",
    "",
    "15 passed, 1 failed",
  ]);
});

test.each<[string, Outcomes, number, string]>([
  ["everything passes", { report: REPORT, clients: "5 passed, 0 failed" }, 0, "15 passed, 0 failed"],
  [
    "one step fails, and the others still run",
    { failing: "lint", report: REPORT, clients: "5 passed, 0 failed" },
    1,
    "15 passed, 1 failed",
  ],
  [
    "tests fail",
    { failing: "test", report: '{"numPassedTests":8,"numFailedTests":2}', clients: "5 passed, 0 failed" },
    1,
    "13 passed, 2 failed",
  ],
  [
    "clients fail",
    { failing: "test:clients", report: REPORT, clients: "4 passed, 1 failed" },
    1,
    "14 passed, 1 failed",
  ],
  [
    "other projects' suites are counted too",
    { report: REPORT, clients: "5 passed, 0 failed", suites: "3 passed, 0 failed" },
    0,
    "18 passed, 0 failed",
  ],
  [
    "another project's suite fails",
    {
      failing: "conformance",
      report: REPORT,
      clients: "5 passed, 0 failed",
      suites: "oci: 2 passed\n2 passed, 1 failed",
    },
    1,
    "17 passed, 1 failed",
  ],
  [
    "the storm is counted too",
    { report: REPORT, clients: "5 passed, 0 failed", storm: "30 passed, 7 failed", failing: "storm" },
    1,
    "45 passed, 7 failed",
  ],
  [
    "a property fails",
    { failing: "fuzz", report: REPORT, clients: "5 passed, 0 failed" },
    1,
    "15 passed, 1 failed",
  ],
  ["nothing was run", {}, 1, "0 passed, 1 failed"],
])("%s", async (_, outcomes, status, last) => {
  const ended = await runCi(outcomes);
  expect([ended.status, ended.last]).toEqual([status, last]);
  expect(ended.asked.map((line) => line.split(" ").slice(0, 4).join(" "))).toEqual([
    "npm ci --no-audit --no-fund",
    "npm run --silent typecheck",
    "npm run --silent lint",
    "npm test --silent --",
    "npm run --silent test:clients",
    "npm run --silent conformance",
    "npm run --silent prove",
    "npm run --silent storm",
  ]);
});
