/** Hundreds of slow downloads at once: most from an origin that drips, some by clients that read slowly. */
import { Agent, type IncomingMessage, request } from "node:http";
import { forgetPeak, memory } from "../bench/processes.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { blocksOf, Digest, digestOf } from "./bytes.ts";
import { mib, type Report } from "./report.ts";

const DRIPPING = 450;
const DRIPPED_BYTES = 200_000;
const SLOW_READERS = 50;
/** More than the kernel's buffers hold (tcp_rmem and tcp_wmem together), so that the sender has to wait. */
const SLOWLY_READ_BYTES = 48 * 1024 ** 2;
const PAUSE_EVERY_BYTES = 4 * 1024 ** 2;
const PAUSE_MS = 800;

/** In: a gateway whose route `/large` leads to a `LargeOrigin`. */
export async function checkSlowDownloads(report: Report, { url, pid }: RunningWorker): Promise<void> {
  const count = DRIPPING + SLOW_READERS;
  report.section(
    `${count} slow downloads at once: ${DRIPPING} dripping origins, ${SLOW_READERS} slow readers`,
  );
  const agent = new Agent({ keepAlive: false });
  forgetPeak(pid);
  const before = memory(pid).residentKiB;
  const startedAt = performance.now();
  let open = 0;
  let openAtOnce = 0;
  const one = async (path: string, bytes: number, pauses: boolean): Promise<boolean> => {
    open += 1;
    openAtOnce = Math.max(openAtOnce, open);
    const came = await slowly(`${url}/large${path}/${bytes}`, agent, pauses).catch((error: unknown) =>
      String(error),
    );
    open -= 1;
    return came === (pauses ? read : dripped);
  };
  const dripped = digestOf(blocksOf(DRIPPED_BYTES));
  const read = digestOf(blocksOf(SLOWLY_READ_BYTES));
  const results = await Promise.all([
    ...Array.from({ length: DRIPPING }, () => one("/drip", DRIPPED_BYTES, false)),
    ...Array.from({ length: SLOW_READERS }, () => one("/length", SLOWLY_READ_BYTES, true)),
  ]);
  const right = results.filter((isRight) => isRight).length;
  const seconds = (performance.now() - startedAt) / 1_000;
  report.check("finished with the right bytes", `${right} of ${count}`, `= ${count}`, right === count);
  report.check("open at the same time", String(openAtOnce), `= ${count}`, openAtOnce === count);
  report.note("lasted", `${seconds.toFixed(1)} s`);
  const growth = memory(pid).peakKiB - before;
  report.note("growth of memory at the peak", `${mib(growth)} (${(growth / count).toFixed(0)} KiB each)`);
}

async function slowly(url: string, agent: Agent, pauses: boolean): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    request(url, { agent }).once("response", resolve).once("error", reject).end(),
  );
  const digest = new Digest();
  let nextPause = PAUSE_EVERY_BYTES;
  for await (const chunk of response) {
    digest.take(chunk);
    if (!pauses || digest.bytes < nextPause) continue;
    nextPause += PAUSE_EVERY_BYTES;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return digest.text();
}
