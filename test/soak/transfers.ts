/** Bodies of 2 GiB, down and up, and how much memory they take on their way. */
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { forgetPeak, memory } from "../bench/processes.ts";
import { Digest, digestOf, writeBody } from "./bytes.ts";
import { mib, type Report } from "./report.ts";

const BODY_BYTES = 2 * 1024 ** 3;
const WARM_UP_BYTES = 64 * 1024 ** 2;
const GROWTH_MAX_KIB = 32 * 1024;

interface Transfer {
  readonly name: string;
  /** In: the gateway's route and the size. Out: what came, counted and digested by whoever got it. */
  readonly run: (route: string, bytes: number) => Promise<string>;
}

const TRANSFERS: readonly Transfer[] = [
  { name: "down, Content-Length", run: (route, bytes) => download(`${route}/length/${bytes}`) },
  { name: "down, chunked", run: (route, bytes) => download(`${route}/chunked/${bytes}`) },
  {
    name: "up, Content-Length",
    run: (route, bytes) => upload(`${route}/upload/x`, bytes, { "Content-Length": bytes }),
  },
  {
    name: "up, chunked",
    run: (route, bytes) => upload(`${route}/upload/x`, bytes, { "Transfer-Encoding": "chunked" }),
  },
];

/** In: the URL of a route whose origin is a `LargeOrigin`, and the process id of its workerd. */
export async function checkTransfers(report: Report, route: string, pid: number): Promise<void> {
  report.section("2 GiB through one workerd: growth of its memory at the peak");
  const expected = digestOf(BODY_BYTES);
  for (const { run } of TRANSFERS) await run(route, WARM_UP_BYTES);
  for (const { name, run } of TRANSFERS) {
    forgetPeak(pid);
    const before = memory(pid).residentKiB;
    const startedAt = performance.now();
    const came = await run(route, BODY_BYTES);
    const seconds = (performance.now() - startedAt) / 1_000;
    const growth = memory(pid).peakKiB - before;
    const speed = `${(BODY_BYTES / 1024 ** 2 / seconds).toFixed(0)} MiB/s`;
    report.check(name, `${mib(growth)} (from ${mib(before)}, ${speed})`, `< ${mib(GROWTH_MAX_KIB)}`, growth < GROWTH_MAX_KIB);
    report.check(`${name}: the same bytes`, came.slice(0, 24), "sha256", came === expected);
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
  await writeBody(sent, bytes);
  const response = await answered;
  let said = "";
  for await (const chunk of response) said += chunk;
  return said;
}

function answerTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => sent.once("response", resolve).once("error", reject));
}
