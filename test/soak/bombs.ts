/**
 * Bodies of half a megabyte that inflate to 500: as an error that is read, and on their way to a client that stops reading.
 * The output of every decoder must be bounded, whatever goes in.
 */
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { Transform } from "node:stream";
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib";
import { forgetPeak, memory, ranUs } from "../bench/processes.ts";
import type { RunningWorker } from "../bench/workers.ts";
import { mib, type Report } from "./report.ts";

const INFLATED_BYTES = 500 * 1024 ** 2;
const PART = Buffer.alloc(1024 ** 2);
const GROWTH_MAX_KIB = 32 * 1024;
/** For decoders whose output the client does not read. */
const CPU_MAX_MS = 250;
/** Read by the client before it stops: more than the bomb, which is read completely if it is coded again. */
const TAKEN_BYTES = 1024 ** 2;
/** Longer than it takes to decode all of it. */
const STOPS_MS = 3_000;

const COMPRESSORS = {
  gzip: () => createGzip({ level: 9 }),
  "x-gzip": () => createGzip({ level: 9 }),
  deflate: () => createDeflate({ level: 9 }),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
};

async function bombOf(compressor: Transform): Promise<Buffer> {
  const parts: Buffer[] = [];
  compressor.on("data", (part: Buffer) => parts.push(part));
  for (let size = 0; size < INFLATED_BYTES; size += PART.length)
    if (!compressor.write(PART)) await new Promise((resolve) => compressor.once("drain", resolve));
  const ended = new Promise((resolve) => compressor.once("end", resolve));
  compressor.end();
  await ended;
  return Buffer.concat(parts);
}

/** `/<status>/<coding>` answers with a bomb of that status in that coding. */
export class BombOrigin {
  readonly #server: Server;
  private constructor(bombs: ReadonlyMap<string, Buffer>) {
    this.#server = createServer(({ url = "" }, response) => {
      const [, status, coding = ""] = url.split("/");
      const headers = { "Content-Type": "application/json", "Content-Encoding": coding };
      response.writeHead(Number(status), headers).end(bombs.get(coding));
    });
  }

  static async start(): Promise<BombOrigin> {
    const bombs = new Map<string, Buffer>();
    for (const [coding, start] of Object.entries(COMPRESSORS)) bombs.set(coding, await bombOf(start()));
    const origin = new BombOrigin(bombs);
    await new Promise<void>((resolve) => origin.#server.listen(0, "127.0.0.1", resolve));
    return origin;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the origin has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const WAYS = [
  { name: "an error", path: "/bombs/403", accept: "identity", isTaken: false },
  { name: "passed, decoded", path: "/bombs/200", accept: "identity", isTaken: false },
  { name: "a document, its URLs renamed", path: "/bomb-documents/200", accept: "identity", isTaken: false },
  { name: "a document, coded again", path: "/bomb-documents/200", accept: "gzip", isTaken: true },
];

/** In: a gateway whose routes `/bombs` (as it is) and `/bomb-documents` (npm) lead to a `BombOrigin`. */
export async function checkBombs(report: Report, { url, pid }: RunningWorker): Promise<void> {
  report.section(
    `Bodies that become ${mib(INFLATED_BYTES / 1024)}, to a client that stops reading after ${mib(TAKEN_BYTES / 1024)}`,
  );
  for (const { name, path, accept, isTaken } of WAYS) {
    for (const coding of Object.keys(COMPRESSORS)) {
      // Code that runs for the first time takes time and memory.
      await takeSome(`${url}${path}/${coding}`, accept);
      forgetPeak(pid);
      const [residentKiB, ranBefore] = [memory(pid).residentKiB, ranUs(pid)];
      await takeSome(`${url}${path}/${coding}`, accept);
      const growth = memory(pid).peakKiB - residentKiB;
      const cpuMs = (ranUs(pid) - ranBefore) / 1_000;
      const passes = growth < GROWTH_MAX_KIB && (isTaken || cpuMs < CPU_MAX_MS);
      const bar = `< ${mib(GROWTH_MAX_KIB)}${isTaken ? "" : `, < ${CPU_MAX_MS} ms`}`;
      report.check(`${coding}: ${name}`, `${mib(growth)} more, ${cpuMs.toFixed(0)} ms of CPU`, bar, passes);
    }
  }
}

/** Resolves when an answer is complete, or has waited for a client that stopped reading. */
async function takeSome(url: string, accept: string): Promise<void> {
  const outgoing = request(url, { agent: false, headers: { "Accept-Encoding": accept } }).end();
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    outgoing.once("response", resolve).once("error", reject),
  );
  let taken = 0;
  for await (const part of response) {
    taken += part.length;
    if (taken < TAKEN_BYTES) continue;
    await new Promise((resolve) => setTimeout(resolve, STOPS_MS));
    break;
  }
  outgoing.destroy();
}
