/**
 * Thousands of small requests of a kind, and whether they leave something behind.
 *
 * V8 keeps its young generation at 1 MiB here and is made to collect before each look, so that garbage is not mistaken for
 * growth. Resident memory then settles within some 50,000 requests (with a young generation that may grow it rises in
 * steps for 100,000, none of it a leak). The checks look at V8's live heap, where a leak of 20 bytes a request shows; at
 * resident memory, for what lives outside; and at open files.
 */
import { readdirSync } from "node:fs";
import { HEADERS } from "../bench/throughput-cases.ts";
import { Load } from "../bench/throughput-load.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { collect, type Lives } from "./collection.ts";
import { mib, type Report } from "./report.ts";

export const YOUNG_GENERATION_FLAGS = ["--max-semi-space-size=1"];

const WARM_UP_REQUESTS = 60_000;
const MEASURED_REQUESTS = 10_000;
/** Odd, so that there are as many looks before the middle one as after it. */
const ROUNDS = 3;
const CONNECTIONS = 8;
/** V8 prints its heap with one decimal, so 0.1 may be nothing. */
const HEAP_GROWTH_MAX_MB = 0.2;
const RESIDENT_GROWTH_MAX_KIB = 2 * 1024;

const KINDS = [
  { name: "success", path: "/maven/com/example/app/1.0/app-1.0.pom.sha1", headers: HEADERS.maven },
  { name: "success, URLs renamed", path: "/npm/-/package/left-pad/dist-tags", headers: HEADERS.npm },
  { name: "refused", path: "/npm/protected", headers: HEADERS.npm },
  { name: "origin unreachable", path: "/dead/x", headers: HEADERS.npm },
];

/** In: a gateway with the bench's routes and one to a dead origin, that can be made to collect. */
export async function checkSmallRequests(report: Report, worker: RunningWorker): Promise<void> {
  const title = `${MEASURED_REQUESTS} small requests after ${WARM_UP_REQUESTS} of the same kind, ${ROUNDS} times: growth`;
  report.section(title);
  const load = new Load();
  try {
    for (const { name, path, headers } of KINDS) {
      const send = async (requests: number): Promise<void> => {
        const round = { url: worker.url + path, headers, connections: CONNECTIONS, requests };
        const { errors } = await load.send(round);
        if (errors > 0) throw new Error(`${name}: ${errors} errors`);
      };
      await send(WARM_UP_REQUESTS);
      await checkGrowth(report, name, worker, () => send(MEASURED_REQUESTS));
    }
  } finally {
    load.close();
  }
}

async function checkGrowth(
  report: Report,
  name: string,
  worker: RunningWorker,
  send: () => Promise<void>,
): Promise<void> {
  const looks = [await look(worker)];
  for (let round = 0; round < ROUNDS; round += 1) {
    await send();
    looks.push(await look(worker));
  }
  const before = looks.slice(0, looks.length / 2);
  const after = looks.slice(looks.length / 2);
  // The allocator's memory goes up and down by some MiB; a leak only goes up.
  const grown = (of: (at: Look) => number): number =>
    Math.min(...after.map(of)) - Math.max(...before.map(of));
  const heap = grown(({ heapMB }) => heapMB);
  const resident = grown(({ residentKiB }) => residentKiB);
  const files = grown((at) => at.files);
  const [start] = before;
  report.check(
    `${name}: lives in V8's heap`,
    `${heap.toFixed(1)} MB more than ${start?.heapMB} MB`,
    `<= ${HEAP_GROWTH_MAX_MB} MB`,
    heap <= HEAP_GROWTH_MAX_MB,
  );
  report.check(
    `${name}: resident memory`,
    `${mib(resident)} more than ${mib(start?.residentKiB ?? 0)}`,
    `< ${mib(RESIDENT_GROWTH_MAX_KIB)}`,
    resident < RESIDENT_GROWTH_MAX_KIB,
  );
  report.check(
    `${name}: open files`,
    `${files} more than ${start?.files}`,
    `<= ${CONNECTIONS}`,
    files <= CONNECTIONS,
  );
}

interface Look extends Lives {
  readonly files: number;
}

async function look(worker: RunningWorker): Promise<Look> {
  return { ...(await collect(worker)), files: openFiles(worker.pid) };
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}
