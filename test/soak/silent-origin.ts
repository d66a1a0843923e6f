/** An origin that accepts every connection and never answers, in its own process; it counts the waiting connections. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** Connections at the origin. */
export interface Waiting {
  readonly now: number;
  readonly peak: number;
}

/** The other side of this file. */
export class SilentOrigin {
  readonly #child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  static async start(): Promise<SilentOrigin> {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const [port]: number[] = await once(child, "message");
    if (port === undefined) throw new Error("the silent origin did not start");
    return new SilentOrigin(child, port);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Since the last call. */
  async waiting(): Promise<Waiting> {
    this.#child.send("waiting?");
    const [waiting]: Waiting[] = await once(this.#child, "message");
    if (waiting === undefined) throw new Error("the silent origin gave no answer");
    return waiting;
  }

  close(): void {
    this.#child.disconnect();
  }
}

function serve(): void {
  let now = 0;
  let peak = 0;
  const server = createServer((socket) => {
    now += 1;
    peak = Math.max(peak, now);
    socket.resume();
    socket.on("error", () => {});
    socket.on("close", () => {
      now -= 1;
    });
  });
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, () => {
    const address = server.address();
    if (address !== null && typeof address === "object") process.send?.(address.port);
  });
  process.on("message", () => {
    process.send?.({ now, peak });
    peak = now;
  });
  process.on("disconnect", () => process.exit());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve();
