/**
 * A storm of requests on one isolate whose origin is dead or silent: no request waits beyond the timeout, nothing piles up,
 * and no failure goes uncounted. Linux only (/proc). Exits with 1 if a bar is missed.
 *
 * Analytics Engine itself samples data points, by the index, when there are many; that happens behind the binding and can't
 * be reproduced here. What is shown is that every failure is written to it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeClosedOutput, readArguments } from "../../src/cli/command-line.ts";
import { MEASURED_CORE, OTHER_CORES, pin, setNiceness } from "../bench/processes.ts";
import { startWorker } from "../bench/workers.ts";
import { bundle } from "../sockets/build.ts";
import { COLLECTING, COLLECTOR_ROUTE } from "./collection.ts";
import { PRINT_DATA_POINT, type StormSetup } from "./observed-storm.ts";
import { Report } from "./report.ts";
import { SilentOrigin } from "./silent-origin.ts";
import { checkStorms } from "./storm-checks.ts";
import { StormLoad } from "./storm-load.ts";

const { values } = readArguments({
  usage: `Usage: npm run storm -- [--bundle folder] [--ahead]
A storm of requests on one isolate whose origin is dead or silent: a few minutes.
  --bundle folder   an existing bundle (wrangler deploy --dry-run --outdir folder)
  --ahead           run with priority over the machine's other programs (needs root)`,
  reads: {
    options: { bundle: { type: "string" }, ahead: { type: "boolean", default: false } },
  },
});
const AHEAD_NICENESS = -15;
const TIMEOUT_MS = 1_000;
const PATIENCE_MS = 8_000;

const folder = mkdtempSync(join(tmpdir(), "outspoken-storm-"));
const closings: (() => unknown)[] = [];

async function closeAll(): Promise<void> {
  for (const close of closings.toReversed()) await close();
  if (values.ahead) setNiceness(0);
  rmSync(folder, { recursive: true, force: true });
}

beforeClosedOutput(closeAll);

try {
  if (values.ahead) setNiceness(AHEAD_NICENESS);
  const bundleFolder = values.bundle ?? join(folder, "bundle");
  if (values.bundle === undefined) bundle(bundleFolder);
  const origin = await SilentOrigin.start();
  closings.push(() => origin.close());
  const load = new StormLoad();
  closings.push(() => load.close());
  const silent = `http://127.0.0.1:${origin.port}`;
  const dead = "http://127.0.0.1:1";
  const route = { format: "npm", timeout_ms: TIMEOUT_MS };
  const worker = await startWorker({
    folder: join(folder, "worker"),
    code: { bundle: bundleFolder },
    variables: {
      ROUTES: [
        { ...route, path: "/dead/*", origin: dead },
        { ...route, path: "/silent/*", origin: silent },
        // Each rule has its own breaker.
        { ...route, path: "/dead-held/*", origin: dead, breaker: { failures: 5, open_seconds: 1 } },
        { ...route, path: "/silent-held/*", origin: silent, breaker: { failures: 5, open_seconds: 1 } },
        { path: "/patient/*", format: "npm", origin: silent, timeout_ms: PATIENCE_MS },
        COLLECTOR_ROUTE,
      ],
    },
    v8Flags: COLLECTING.v8Flags,
    onDataPoint: PRINT_DATA_POINT,
  });
  closings.push(worker.close);
  pin(worker.pid, MEASURED_CORE);
  for (const pid of [process.pid, load.pid, origin.pid]) pin(pid, OTHER_CORES);
  const report = new Report();
  const setup: StormSetup = {
    report,
    worker,
    load,
    origin,
    timeoutMs: TIMEOUT_MS,
    patientPath: "/patient/x",
    patienceMs: PATIENCE_MS,
  };
  await checkStorms(setup);
  report.end();
} finally {
  await closeAll();
}
