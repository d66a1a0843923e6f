/**
 * Large bodies, bodies that become large, many requests and slow clients through workerd, and what its memory does. Linux
 * only (/proc).
 * Exits with 1 if a bar is missed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeClosedOutput, readArguments } from "../../src/cli/command-line.ts";
import { startOrigin } from "../bench/throughput-origin.ts";
import { startWorker } from "../bench/workers.ts";
import { bundle } from "../sockets/build.ts";
import { BombOrigin, checkBombs } from "./bombs.ts";
import { COLLECTING, COLLECTOR_ROUTE } from "./collection.ts";
import { LargeOrigin } from "./large-origin.ts";
import { Report } from "./report.ts";
import { checkSlowDownloads } from "./slow-downloads.ts";
import { checkSmallRequests, YOUNG_GENERATION_FLAGS } from "./small-requests.ts";
import { checkTransfers } from "./transfers.ts";

const CHECKS = [
  // An upload passes through JavaScript chunk by chunk: V8 would leave 20 MB of garbage before it collects (measured).
  { check: checkTransfers, v8Flags: YOUNG_GENERATION_FLAGS },
  { check: checkSlowDownloads, v8Flags: [] },
  { check: checkBombs, v8Flags: [] },
  { check: checkSmallRequests, v8Flags: YOUNG_GENERATION_FLAGS },
];

const { values } = readArguments({
  usage: `Usage: npm run soak -- [--bundle folder]
Large bodies, many requests and slow clients through workerd, and what its memory does: a few minutes.
  --bundle folder   an existing bundle (wrangler deploy --dry-run --outdir folder)`,
  reads: { options: { bundle: { type: "string" } } },
});
const folder = mkdtempSync(join(tmpdir(), "outspoken-soak-"));
const closings: (() => unknown)[] = [];

async function closeAll(): Promise<void> {
  for (const close of closings.toReversed()) await close();
  rmSync(folder, { recursive: true, force: true });
}

beforeClosedOutput(closeAll);

/** Each check gets a fresh workerd. */
async function run({ check, v8Flags }: (typeof CHECKS)[number], report: Report, setup: Setup): Promise<void> {
  const worker = await startWorker({
    folder: mkdtempSync(join(folder, "worker-")),
    code: { bundle: setup.bundleFolder },
    variables: { ROUTES: [...setup.routes] },
    ...COLLECTING,
    v8Flags: [...COLLECTING.v8Flags, ...v8Flags],
  });
  closings.push(worker.close);
  await check(report, worker);
  await worker.close();
}

interface Setup {
  readonly bundleFolder: string;
  readonly routes: readonly { path: string; format: string; origin: string }[];
}

try {
  const bundleFolder = values.bundle ?? join(folder, "bundle");
  if (values.bundle === undefined) bundle(bundleFolder);
  const large = await LargeOrigin.start();
  closings.push(() => large.close());
  const bombs = await BombOrigin.start();
  closings.push(() => bombs.close());
  const small = await startOrigin(folder);
  closings.push(small.close);
  const routes = [
    { path: "/large/*", format: "generic", origin: large.url },
    { path: "/documents/*", format: "npm", origin: large.url },
    { path: "/bombs/*", format: "generic", origin: bombs.url },
    { path: "/bomb-documents/*", format: "npm", origin: bombs.url },
    { path: "/npm/*", format: "npm", origin: small.url },
    { path: "/maven/*", format: "maven", origin: small.url },
    { path: "/dead/*", format: "npm", origin: "http://127.0.0.1:1" },
    COLLECTOR_ROUTE,
  ];
  const report = new Report();
  for (const check of CHECKS) await run(check, report, { bundleFolder, routes });
  report.end();
} finally {
  await closeAll();
}
