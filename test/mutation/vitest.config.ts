/**
 * The tests that judge mutants, without those that read the sources or the documents, those of code that runs outside the
 * Worker, and the slowest, which mostly wait; each test runs once, and properties only a few times.
 */
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const provide = {
  recordedErrors: [],
  fuzzRuns: 100,
  observed: false,
  activeMutant: process.env.ACTIVE_MUTANT ?? "",
  workerBundle: process.env.MUTANT_BUNDLE ?? "",
};
const setupFiles = ["test/mutation/activate.ts"];

const PURE = [
  "analytics",
  "clients",
  "config",
  "failure",
  "matrix",
  "origins",
  "request",
  "response",
  "security",
  "text",
  "url-rewriting",
];
const SOCKETS = ["registry", "sockets", "streams", "worker"];
/** These take half of the time of all tests. */
const SLOWEST = ["breaker", "formats", "outage-faults", "switches"];

function testsIn(folders: readonly string[]): string[] {
  return folders.map((folder) => `test/${folder}/**/*.test.ts`);
}

export default defineConfig({
  root: process.cwd(),
  test: {
    maxWorkers: Number(process.env.MUTANT_WORKERS ?? 1),
    projects: [
      { test: { name: "pure", include: testsIn(PURE), provide, setupFiles } },
      {
        plugins: [cloudflareTest({ main: "./src/worker.ts", wrangler: { configPath: "./wrangler.toml" } })],
        test: { name: "workerd", include: testsIn(["workerd"]), provide, setupFiles },
      },
      {
        test: {
          name: "sockets",
          include: testsIn(SOCKETS),
          exclude: SLOWEST.map((name) => `test/sockets/${name}.test.ts`),
          provide,
          setupFiles,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

declare module "vitest" {
  interface ProvidedContext {
    /** Empty: none, and reached mutants are printed. */
    activeMutant: string;
  }
}
