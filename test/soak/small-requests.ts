/**
 * Thousands of small requests of a kind, and whether they leave something behind. Two measures:
 *
 * What lives in V8's heap after a full collection, before and after 10,000 requests. It is exact: a leak of 20 bytes a
 * request shows.
 *
 * Resident memory, for what lives outside that heap. V8 and the allocator keep pages for later, and take more of them in
 * steps, for some ten thousand requests; so requests are sent until 10,000 of them add next to nothing, and of three
 * times 10,000 more the middle one counts: a leak grows in each, a step is in one.
 */
import { readFileSync, statSync } from "node:fs";
import { memory } from "../bench/processes.ts";
import { HEADERS } from "../bench/throughput-cases.ts";
import { Load } from "../bench/throughput-load.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { mib, type Report } from "./report.ts";

const BATCH = 10_000;
const CONNECTIONS = 8;
const WARM_UP_BATCHES_MAX = 15;
/** A batch that adds less ends the warm-up. */
const SETTLED_KIB = 512;
const MEASURED_BATCHES = 3;
const RESIDENT_GROWTH_MAX_KIB = 2 * 1024;
const HEAP_GROWTH_MAX_MB = 0.2;

/** The route whose failures make the Worker collect its garbage. */
export const COLLECT_ROUTE = {
  path: "/collect/*",
  id: "collect",
  format: "generic",
  origin: "http://127.0.0.1:1",
};
export const COLLECT_ON_DATA_POINT = `if (point.indexes[0] === "collect") gc();`;
/** `gc()` for scripts, and a line for every collection. */
export const COLLECT_FLAGS = ["--expose-gc", "--trace-gc"];

const KINDS = [
  { name: "success", path: "/maven/com/example/app/1.0/app-1.0.pom.sha1", headers: HEADERS.maven },
  { name: "success, URLs renamed", path: "/npm/-/package/left-pad/dist-tags", headers: HEADERS.npm },
  { name: "refused", path: "/npm/protected", headers: HEADERS.npm },
];

/** In: a gateway with the bench's routes, and with the three settings above. */
export async function checkSmallRequests(report: Report, worker: RunningWorker): Promise<void> {
  report.section(`${BATCH} small requests after a warm-up: what they leave behind`);
  const load = new Load();
  try {
    for (const { name, path, headers } of KINDS) {
      const send = async (): Promise<void> => {
        const sent = await load.send({
          url: worker.url + path,
          headers,
          connections: CONNECTIONS,
          requests: BATCH,
        });
        if (sent.errors > 0) throw new Error(`${name}: ${sent.errors} errors`);
      };
      const warmUps = await warmUp(worker, send);
      report.check(
        `${name}: warm-up`,
        `${warmUps * BATCH} requests`,
        `<= ${WARM_UP_BATCHES_MAX * BATCH}`,
        warmUps <= WARM_UP_BATCHES_MAX,
      );
      await checkGrowth(report, name, worker, send);
    }
  } finally {
    load.close();
  }
}

async function warmUp(worker: RunningWorker, send: () => Promise<void>): Promise<number> {
  for (let batch = 1; batch <= WARM_UP_BATCHES_MAX; batch += 1) {
    const before = memory(worker.pid).residentKiB;
    await send();
    if (memory(worker.pid).residentKiB - before < SETTLED_KIB) return batch;
  }
  return WARM_UP_BATCHES_MAX + 1;
}

async function checkGrowth(
  report: Report,
  name: string,
  worker: RunningWorker,
  send: () => Promise<void>,
): Promise<void> {
  const growths: number[] = [];
  const heaps = [await heapAfterCollection(worker)];
  for (let batch = 0; batch < MEASURED_BATCHES; batch += 1) {
    const before = memory(worker.pid).residentKiB;
    await send();
    growths.push(memory(worker.pid).residentKiB - before);
    heaps.push(await heapAfterCollection(worker));
  }
  const growth = growths.toSorted((a, b) => a - b)[MEASURED_BATCHES >> 1] ?? Number.NaN;
  const resident = `${mib(growth)} at ${mib(memory(worker.pid).residentKiB)}`;
  report.check(
    `${name}: resident memory`,
    resident,
    `< ${mib(RESIDENT_GROWTH_MAX_KIB)}`,
    growth < RESIDENT_GROWTH_MAX_KIB,
  );
  const [first = Number.NaN] = heaps;
  const heapGrowth = ((heaps.at(-1) ?? Number.NaN) - first) / MEASURED_BATCHES;
  const heap = `${heapGrowth.toFixed(2)} MB at ${first.toFixed(1)} MB`;
  report.check(`${name}: V8's heap`, heap, `< ${HEAP_GROWTH_MAX_MB} MB`, heapGrowth < HEAP_GROWTH_MAX_MB);
}

/** V8 prints `Mark-Compact 2.9 (19.9) -> 2.6 (19.7) MB`; the second number is what lives. In megabytes. */
async function heapAfterCollection({ url, log }: RunningWorker): Promise<number> {
  const from = statSync(log).size;
  const response = await fetch(`${url}/collect/x`);
  await response.arrayBuffer();
  const printed = readFileSync(log).subarray(from).toString();
  const collections = [...printed.matchAll(/Mark-Compact .*? -> ([\d.]+) \(/g)];
  return Number(collections.at(-1)?.[1]);
}
