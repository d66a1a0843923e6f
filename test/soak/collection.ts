/** Makes a Worker collect its garbage, and tells what lives in its heap then. */
import { readFileSync, statSync } from "node:fs";
import { memory } from "../bench/processes.ts";
import type { RunningWorker, WorkerSetup } from "../bench/workers.ts";

const COLLECTOR = "collector";

/** The route whose failures, of which each makes a data point, make the Worker collect. */
export const COLLECTOR_ROUTE = {
  path: `/${COLLECTOR}/*`,
  id: COLLECTOR,
  format: "generic",
  origin: "http://127.0.0.1:1",
};

/** What the Worker has to be started with. */
export const COLLECTING: Required<Pick<WorkerSetup, "v8Flags" | "onDataPoint">> = {
  v8Flags: ["--expose-gc", "--trace-gc"],
  onDataPoint: `if (point.indexes[0] === ${JSON.stringify(COLLECTOR)}) gc();`,
};

/** The allocator gives pages back a little later than V8 gives them to it. */
const SETTLES_MS = 100;

export interface Lives {
  /** In V8's heap. V8 prints it with one digit: `Mark-Compact 2.9 (19.9) -> 2.6 (19.7) MB`. */
  readonly heapMB: number;
  readonly residentKiB: number;
}

/** What is left after two full collections: the first may leave what only finalizers let go. */
export async function collect(worker: RunningWorker): Promise<Lives> {
  await collectOnce(worker);
  const heapMB = await collectOnce(worker);
  await new Promise((resolve) => setTimeout(resolve, SETTLES_MS));
  return { heapMB, residentKiB: memory(worker.pid).residentKiB };
}

async function collectOnce({ url, log }: RunningWorker): Promise<number> {
  const from = statSync(log).size;
  const response = await fetch(`${url}/${COLLECTOR}/x`);
  await response.arrayBuffer();
  const printed = readFileSync(log).subarray(from).toString();
  const collections = [...printed.matchAll(/Mark-Compact .*? -> ([\d.]+) \(/g)];
  return Number(collections.at(-1)?.[1]);
}
