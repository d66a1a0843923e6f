import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { recordedErrors } from "./test/origins/recorded-errors.ts";

/** What the tests of hearing can't look up inside workerd. */
const provide = { recordedErrors: recordedErrors(), fuzzRuns: Number(process.env.FUZZ_RUNS ?? 2_000) };

/** One seed for all properties (`npm run fuzz -- --seed`); without it each draws its own. */
const { FUZZ_SEED } = process.env;
const fuzzSeed = Number(FUZZ_SEED ?? 0);
const setupFiles = FUZZ_SEED === undefined ? [] : ["test/fuzz-seed.ts"];

/** Long enough for two busy cores. No test waits so long unless it hangs. */
const TEST_TIMEOUT_MS = 30_000;
/** A hook may start fifty Workers or a browser. */
const HOOK_TIMEOUT_MS = 120_000;

/** The tests in test/sockets of answers that pass. */
const PASSING = [
  "bodies",
  "broken-body",
  "client-gone",
  "conformance/requests",
  "conformance/responses",
  "cookies",
  "encodings",
  "headers",
  "host-fields",
  "interim-answers",
  "labelled-archives",
  "path",
  "paths.property",
  "response-headers",
  "retries",
  "routing",
  "sandbox",
  "semantics",
  "service-origin",
  "smuggling.property",
  "streaming",
];

export default defineConfig({
  test: {
    // Most tests wait on sockets; with one worker per core they take twice as long.
    maxWorkers: 4,
    projects: [
      {
        test: {
          name: "pure",
          include: [
            "test/analytics/**/*.test.ts",
            "test/architecture/**/*.test.ts",
            "test/failure/**/*.test.ts",
            "test/text/**/*.test.ts",
            "test/request/**/*.test.ts",
            "test/response/**/*.test.ts",
            "test/url-rewriting/**/*.test.ts",
            "test/cli/*.test.ts",
            "test/cli/setup/**/*.test.ts",
            "test/origins/**/*.test.ts",
            "test/clients/**/*.test.ts",
            "test/config/**/*.test.ts",
            "test/demonstration/**/*.test.ts",
            "test/documents/**/*.test.ts",
            "test/install/**/*.test.ts",
            "test/matrix/**/*.test.ts",
            "test/security/**/*.test.ts",
          ],
          environment: "node",
          provide: { ...provide, fuzzSeed },
          setupFiles,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: HOOK_TIMEOUT_MS,
        },
      },
      {
        // Inside workerd, which has its own HTML parser.
        plugins: [cloudflareTest({ main: "./src/worker.ts", wrangler: { configPath: "./wrangler.toml" } })],
        test: {
          name: "workerd",
          // One workerd for all files, since their tests share nothing.
          isolate: false,
          include: ["test/workerd/**/*.test.ts", "test/origins/**/*.test.ts"],
          provide: { ...provide, fuzzSeed },
          setupFiles,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: HOOK_TIMEOUT_MS,
        },
      },
      {
        test: {
          name: "sockets",
          include: [
            "test/sockets/**/*.test.ts",
            "test/worker/**/*.test.ts",
            "test/streams/**/*.test.ts",
            "test/sdk/**/*.test.ts",
            "test/console/**/*.test.ts",
            "test/cli/doctor/**/*.test.ts",
            "test/registry/**/*.test.ts",
          ],
          environment: "node",
          globalSetup: ["test/sockets/build.ts"],
          provide: { observed: false, fuzzSeed },
          setupFiles,
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: HOOK_TIMEOUT_MS,
          // Disconnecting clients and stalling origins are timed here, which a busy machine disturbs: so they get one retry.
          // Properties set `retry: 0`, since a counterexample found once counts.
          retry: 1,
        },
      },
      {
        // Answers that pass, on observed routes: the same bytes, by the same tests. `skipIf(IS_OBSERVED)` skips what only a
        // route that is on does.
        test: {
          name: "observed",
          include: PASSING.map((name) => `test/sockets/${name}.test.ts`),
          environment: "node",
          globalSetup: ["test/sockets/build.ts"],
          provide: { observed: true },
          testTimeout: TEST_TIMEOUT_MS,
          hookTimeout: HOOK_TIMEOUT_MS,
          retry: 1,
        },
      },
    ],
  },
});
