/** Makes a Worker collect its garbage, and reads what then lives in its heap. */
import { readFileSync, statSync } from "node:fs";
import { memory } from "../bench/processes.ts";
import type { RunningWorker, WorkerSetup } from "../bench/workers.ts";

const COLLECTOR = "collector";

/** A route whose failures make the Worker collect, since each writes a data point. */
export const COLLECTOR_ROUTE = {
  path: `/${COLLECTOR}/*`,
  id: COLLECTOR,
  format: "generic",
  origin: "http://127.0.0.1:1",
};

/** The settings that the Worker needs for this. */
export const COLLECTING: Required<Pick<WorkerSetup, "v8Flags" | "onDataPoint">> = {
  v8Flags: ["--expose-gc", "--trace-gc"],
  onDataPoint: `if (point.indexes[0] === ${JSON.stringify(COLLECTOR)}) gc();`,
};

/** The allocator returns pages a little later than V8 frees them. */
const SETTLES_MS = 100;

export interface Lives {
  /** In V8's heap. V8 prints it with one decimal: `Mark-Compact 2.9 (19.9) -> 2.6 (19.7) MB`. */
  readonly heapMB: number;
  readonly residentKiB: number;
}

/** What is left after two full collections: the first may leave what only finalizers release. */
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
