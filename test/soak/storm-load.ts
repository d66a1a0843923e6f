/**
 * The process that sends a storm: requests at a rate that does not wait for answers, each on an idle connection or a new
 * one.
 */
import { createConnection, type Socket } from "node:net";
import { answerLoads, LoadProcess } from "../bench/load-process.ts";

export interface Storm {
  readonly port: number;
  readonly path: string;
  readonly requestsPerSecond: number;
  readonly seconds: number;
  /** The limit of requests in flight, for the sake of the machine; what can't be sent because of it is not made up for. */
  readonly inFlightMax: number;
  /**
   * Open before the storm begins. workerd accepts one new connection in each turn of its loop, in which it also serves
   * all others: without slack, new ones starve (measured: seconds), which would hide everything else.
   */
  readonly openBefore: number;
}

export interface StormOutcome {
  readonly sent: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Connections that ended before their answer. */
  readonly broken: number;
  /** From the moment each request was written. */
  readonly latenciesMs: readonly number[];
  readonly inFlightPeak: number;
  /** From the first to the last request sent. */
  readonly sendingSeconds: number;
  /** `X-Outspoken-Ref` of every answer. */
  readonly refs: readonly string[];
}

/** The other side of this file: sends storms from its own process. */
export class StormLoad extends LoadProcess<Storm, StormOutcome> {
  constructor() {
    super(import.meta.url);
  }
}

const TICK_MS = 2;
const OPENED_AT_ONCE = 10;
const SETTLES_MS = 500;
/** Beyond every timeout: a request without an answer by then never gets one. */
const PATIENCE_MS = 20_000;

class Sender {
  readonly #storm: Storm;
  readonly #request: Buffer;
  readonly #idle: Connection[] = [];
  readonly #all = new Set<Connection>();
  readonly #statuses: Record<string, number> = {};
  readonly #latenciesMs: number[] = [];
  readonly #refs: string[] = [];
  #sent = 0;
  #broken = 0;
  #inFlight = 0;
  #inFlightPeak = 0;

  constructor(storm: Storm) {
    this.#storm = storm;
    const head = [
      `GET ${storm.path} HTTP/1.1`,
      `Host: 127.0.0.1:${storm.port}`,
      "User-Agent: npm/11.19.1 node/v24.21.0",
    ];
    this.#request = Buffer.from(`${head.join("\r\n")}\r\n\r\n`);
  }

  async run(): Promise<StormOutcome> {
    const { seconds, openBefore } = this.#storm;
    for (let count = 0; count < openBefore; count += 1) {
      this.#idle.push(this.#connect());
      if (count % OPENED_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    if (openBefore > 0) await new Promise((resolve) => setTimeout(resolve, SETTLES_MS));
    const startedAt = performance.now();
    let skipped = 0;
    for (let passed = 0; passed < seconds * 1_000; passed = performance.now() - startedAt) {
      const due = Math.floor((passed / 1_000) * this.#storm.requestsPerSecond) - this.#sent - skipped;
      const possible = Math.min(due, this.#storm.inFlightMax - this.#inFlight);
      skipped += due - possible;
      for (let count = 0; count < possible; count += 1) this.#send();
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    const sendingSeconds = (performance.now() - startedAt) / 1_000;
    await this.#drain();
    for (const connection of this.#all) connection.close();
    return {
      sent: this.#sent,
      statuses: this.#statuses,
      broken: this.#broken,
      latenciesMs: this.#latenciesMs,
      inFlightPeak: this.#inFlightPeak,
      sendingSeconds,
      refs: this.#refs,
    };
  }

  async #drain(): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    while (this.#inFlight > 0 && performance.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  #send(): void {
    this.#sent += 1;
    this.#inFlight += 1;
    this.#inFlightPeak = Math.max(this.#inFlightPeak, this.#inFlight);
    // In turn, since workerd closes a connection that was idle for 5 s, and might be doing so just now.
    const connection = this.#idle.shift() ?? this.#connect();
    const sentAt = performance.now();
    connection.ask(this.#request, (answer) => {
      this.#inFlight -= 1;
      if (answer === null) {
        this.#broken += 1;
        return;
      }
      this.#latenciesMs.push(Math.round((performance.now() - sentAt) * 10) / 10);
      this.#statuses[answer.status] = (this.#statuses[answer.status] ?? 0) + 1;
      this.#refs.push(answer.ref);
      this.#idle.push(connection);
    });
  }

  #connect(): Connection {
    const connection: Connection = new Connection(this.#storm.port, () => {
      this.#all.delete(connection);
      const at = this.#idle.indexOf(connection);
      if (at !== -1) this.#idle.splice(at, 1);
    });
    this.#all.add(connection);
    return connection;
  }
}

interface Answer {
  readonly status: string;
  readonly ref: string;
}

/** One connection, one request at a time, answers with `Content-Length` only. */
class Connection {
  readonly #socket: Socket;
  #answered: ((answer: Answer | null) => void) | null = null;
  #text = "";

  constructor(port: number, onClose: () => void) {
    this.#socket = createConnection({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.on("data", (data: string) => this.#read(data));
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => {
      onClose();
      this.#end(null);
    });
  }

  ask(request: Buffer, answered: (answer: Answer | null) => void): void {
    this.#answered = answered;
    this.#socket.write(request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(data: string): void {
    this.#text += data;
    const headEnd = this.#text.indexOf("\r\n\r\n");
    if (headEnd === -1) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#text)?.[1]);
    if (this.#text.length < headEnd + 4 + length) return;
    const status = this.#text.slice(9, 12);
    const ref = /\r\nx-outspoken-ref: (\S+)/i.exec(this.#text)?.[1] ?? "";
    this.#text = "";
    this.#end({ status, ref });
  }

  #end(answer: Answer | null): void {
    const answered = this.#answered;
    this.#answered = null;
    answered?.(answer);
  }
}

answerLoads(import.meta.url, (storm: Storm) => new Sender(storm).run());
