/** Bodies of 2 GiB, down and up, and how much memory they take on their way. */
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { forgetPeak, memory } from "../bench/processes.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { blocksOf, Digest, digestOf, documentOf } from "./bytes.ts";
import { collect } from "./collection.ts";
import { mib, type Report } from "./report.ts";

const BODY_BYTES = 2 * 1024 ** 3;
const DOCUMENT_BYTES = 512 * 1024 ** 2;
/**
 * Enough that V8 has collected an upload's garbage once: the pages it took until then, some 70 MiB, stay resident
 * (measured), whether 512 MiB arrive or 2 GiB.
 */
const WARM_UP_BYTES = 512 * 1024 ** 2;
const GROWTH_MAX_KIB = 32 * 1024;
/** Growth of the live heap from the first to the last eighth of the document. */
const HEAP_GROWTH_MAX_MB = 2;

interface Transfer {
  readonly name: string;
  /** In: the gateway and the size. Out: what arrived, counted and digested by its receiver. */
  readonly run: (gateway: string, bytes: number) => Promise<string>;
}

const TRANSFERS: readonly Transfer[] = [
  {
    name: "2 GiB down, Content-Length",
    run: (gateway, bytes) => download(`${gateway}/large/length/${bytes}`),
  },
  {
    name: "2 GiB down, chunked",
    run: (gateway, bytes) => download(`${gateway}/large/chunked/${bytes}`),
  },
  {
    name: "2 GiB up, Content-Length",
    run: (gateway, bytes) => upload(`${gateway}/large/upload`, bytes, { "Content-Length": bytes }),
  },
  {
    name: "2 GiB up, chunked",
    run: (gateway, bytes) => upload(`${gateway}/large/upload`, bytes, { "Transfer-Encoding": "chunked" }),
  },
];

/** In: a gateway whose routes `/large` (as it is) and `/documents` (npm) lead to a `LargeOrigin`. */
export async function checkTransfers(report: Report, worker: RunningWorker): Promise<void> {
  const { url, pid } = worker;
  report.section(
    "Large bodies: the peak of workerd's resident memory (VmHWM), less what was resident before",
  );
  const expected = digestOf(blocksOf(BODY_BYTES));
  for (const { run } of TRANSFERS) await run(url, WARM_UP_BYTES);
  for (const { name, run } of TRANSFERS) {
    const { came, growthKiB, says } = await watched(pid, BODY_BYTES, () => run(url, BODY_BYTES));
    report.check(name, says, `< ${mib(GROWTH_MAX_KIB)}`, growthKiB < GROWTH_MAX_KIB);
    report.check("  its bytes", `SHA-256 ${came.slice(-64, -48)}...`, "as sent", came === expected);
  }
  await checkDocument(report, worker);
}

/**
 * Its resident memory has no bar: V8 takes long to collect the garbage of a rewritten stream (no real document is as large
 * as this). The live heap must not grow with the body.
 */
async function checkDocument(report: Report, worker: RunningWorker): Promise<void> {
  const lives: number[] = [];
  const look = async (): Promise<void> => {
    lives.push((await collect(worker)).heapMB);
  };
  const path = `${worker.url}/documents/document`;
  await download(`${path}/${WARM_UP_BYTES / 8}`);
  const { came, says } = await watched(worker.pid, DOCUMENT_BYTES, () =>
    download(`${path}/${DOCUMENT_BYTES}`, { everyBytes: DOCUMENT_BYTES / 8, look }),
  );
  const [first = Number.NaN] = lives;
  const growth = (lives.at(-1) ?? Number.NaN) - first;
  report.note("512 MiB of a document whose URLs are renamed", says);
  report.check(
    "  lives in V8's heap",
    `${growth.toFixed(1)} MB more than ${first} MB`,
    `< ${HEAP_GROWTH_MAX_MB} MB`,
    growth < HEAP_GROWTH_MAX_MB,
  );
  const expected = digestOf(documentOf(`${worker.url}/documents`, DOCUMENT_BYTES));
  report.check("  its bytes", `SHA-256 ${came.slice(-64, -48)}...`, "as renamed", came === expected);
}

interface Watched {
  readonly came: string;
  readonly growthKiB: number;
  readonly says: string;
}

async function watched(pid: number, bytes: number, run: () => Promise<string>): Promise<Watched> {
  forgetPeak(pid);
  const before = memory(pid).residentKiB;
  const startedAt = performance.now();
  const came = await run();
  const speed = bytes / 1024 ** 2 / ((performance.now() - startedAt) / 1_000);
  const growthKiB = memory(pid).peakKiB - before;
  return { came, growthKiB, says: `${mib(growthKiB)} more than ${mib(before)}, ${speed.toFixed(0)} MiB/s` };
}

/** What to do in the middle of a body, while reading is paused. */
interface Stops {
  readonly everyBytes: number;
  readonly look: () => Promise<void>;
}

async function download(url: string, stops?: Stops): Promise<string> {
  const digest = new Digest();
  const response = await answerTo(request(url, { agent: false }).end());
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
  let nextStop = stops?.everyBytes ?? Number.POSITIVE_INFINITY;
  for await (const chunk of response) {
    digest.take(chunk);
    if (stops === undefined || digest.bytes < nextStop) continue;
    nextStop += stops.everyBytes;
    await stops.look();
  }
  return digest.text();
}

async function upload(url: string, bytes: number, headers: Record<string, string | number>): Promise<string> {
  const sent = request(url, { method: "PUT", agent: false, headers });
  const answered = answerTo(sent);
  await pipeline(Readable.from(blocksOf(bytes)), sent);
  let text = "";
  for await (const chunk of await answered) text += chunk;
  return text;
}

function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
}
