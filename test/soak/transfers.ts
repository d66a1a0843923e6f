/** Bodies of 2 GiB, down and up, and how much memory they take on their way. */
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { forgetPeak, memory } from "../bench/processes.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { blocksOf, Digest, digestOf, documentOf } from "./bytes.ts";
import { mib, type Report } from "./report.ts";

const BODY_BYTES = 2 * 1024 ** 3;
const DOCUMENT_BYTES = 512 * 1024 ** 2;
const WARM_UP_BYTES = 64 * 1024 ** 2;
const GROWTH_MAX_KIB = 32 * 1024;

interface Transfer {
  readonly name: string;
  readonly bytes: number;
  /** In: the gateway and the size. Out: what came, counted and digested by whoever got it. */
  readonly run: (gateway: string, bytes: number) => Promise<string>;
  readonly expected: (gateway: string, bytes: number) => string;
}

const WHOLE = {
  bytes: BODY_BYTES,
  expected: (_: string, bytes: number) => digestOf(blocksOf(bytes)),
};

const TRANSFERS: readonly Transfer[] = [
  {
    ...WHOLE,
    name: "2 GiB down, Content-Length",
    run: (gateway, bytes) => download(`${gateway}/large/length/${bytes}`),
  },
  {
    ...WHOLE,
    name: "2 GiB down, chunked",
    run: (gateway, bytes) => download(`${gateway}/large/chunked/${bytes}`),
  },
  {
    ...WHOLE,
    name: "2 GiB up, Content-Length",
    run: (gateway, bytes) => upload(`${gateway}/large/upload`, bytes, { "Content-Length": bytes }),
  },
  {
    ...WHOLE,
    name: "2 GiB up, chunked",
    run: (gateway, bytes) => upload(`${gateway}/large/upload`, bytes, { "Transfer-Encoding": "chunked" }),
  },
  {
    name: "512 MiB of a document whose URLs are renamed",
    bytes: DOCUMENT_BYTES,
    run: (gateway, bytes) => download(`${gateway}/documents/document/${bytes}`),
    expected: (gateway, bytes) => digestOf(documentOf(`${gateway}/documents`, bytes)),
  },
];

/** In: a gateway whose routes `/large` (as it is) and `/documents` (npm) lead to a `LargeOrigin`. */
export async function checkTransfers(report: Report, { url, pid }: RunningWorker): Promise<void> {
  report.section(
    "Large bodies through one workerd: its peak of resident memory (VmHWM), less what was resident before",
  );
  for (const { run } of TRANSFERS) await run(url, WARM_UP_BYTES);
  for (const { name, bytes, run, expected } of TRANSFERS) {
    forgetPeak(pid);
    const before = memory(pid).residentKiB;
    const startedAt = performance.now();
    const came = await run(url, bytes);
    const seconds = (performance.now() - startedAt) / 1_000;
    const growth = memory(pid).peakKiB - before;
    const speed = `${(bytes / 1024 ** 2 / seconds).toFixed(0)} MiB/s`;
    const isSmall = growth < GROWTH_MAX_KIB;
    report.check(
      name,
      `${mib(growth)} more than ${mib(before)}, ${speed}`,
      `< ${mib(GROWTH_MAX_KIB)}`,
      isSmall,
    );
    report.check(
      `  its bytes`,
      `SHA-256 ${came.slice(-64, -48)}...`,
      "as sent",
      came === expected(url, bytes),
    );
  }
}

async function download(url: string): Promise<string> {
  const digest = new Digest();
  const response = await answerTo(request(url, { agent: false }).end());
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.statusCode}`);
  for await (const chunk of response) digest.take(chunk);
  return digest.text();
}

async function upload(url: string, bytes: number, headers: Record<string, string | number>): Promise<string> {
  const sent = request(url, { method: "PUT", agent: false, headers });
  const answered = answerTo(sent);
  await pipeline(Readable.from(blocksOf(bytes)), sent);
  let said = "";
  for await (const chunk of await answered) said += chunk;
  return said;
}

function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
}
