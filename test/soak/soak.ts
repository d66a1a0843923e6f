/**
 * Large bodies, many requests and slow clients through one workerd, and what its memory does. Linux only (/proc).
 * Ends with 1 where a bar is missed.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startOrigin } from "../bench/throughput-origin.ts";
import { startWorker } from "../bench/workers.ts";
import { bundle } from "../sockets/build.ts";
import { LargeOrigin } from "./large-origin.ts";
import { Report } from "./report.ts";
import { checkSlowDownloads } from "./slow-downloads.ts";
import { checkSmallRequests } from "./small-requests.ts";
import { checkTransfers } from "./transfers.ts";

const { values } = parseArgs({ options: { bundle: { type: "string" } } });

const folder = mkdtempSync(join(tmpdir(), "outspoken-soak-"));
const closings: (() => unknown)[] = [];
try {
  const bundleFolder = values.bundle ?? join(folder, "bundle");
  if (values.bundle === undefined) bundle(bundleFolder);
  const large = await LargeOrigin.start();
  closings.push(() => large.close());
  const small = await startOrigin(folder);
  closings.push(small.close);
  const worker = await startWorker({
    folder: join(folder, "worker"),
    code: { bundle: bundleFolder },
    variables: {
      ROUTES: [
        { path: "/large/*", format: "generic", origin: large.url },
        { path: "/npm/*", format: "npm", origin: small.url },
        { path: "/maven/*", format: "maven", origin: small.url },
      ],
    },
  });
  closings.push(worker.close);
  const report = new Report();
  await checkSmallRequests(report, worker.url, worker.pid);
  await checkTransfers(report, `${worker.url}/large`, worker.pid);
  await checkSlowDownloads(report, `${worker.url}/large`, worker.pid);
  report.end();
} finally {
  for (const close of closings.toReversed()) await close();
  rmSync(folder, { recursive: true, force: true });
}
