/** A client on a raw TCP connection: it sends and gets bytes, and sees how the connection ends. */
import { connect, type Socket } from "node:net";
import { type Head, headerValue, readChunked, readHead } from "./message.ts";

/** How the gateway ended the connection; `open` if it had not when the client gave up waiting. */
export type End = "fin" | "reset" | "open";

export interface Answer {
  readonly end: End;
  /** Every byte received. */
  readonly bytes: Buffer;
  /** Status lines of 1xx answers before the final one. */
  readonly interim: readonly string[];
  readonly line: string;
  readonly status: number;
  readonly phrase: string;
  readonly headers: Head["headers"];
  /** The header's value, or null. */
  header(name: string): string | null;
  readonly framing: "length" | "chunked" | "close" | "none";
  /** Without chunk framing, codings untouched. */
  readonly body: Buffer;
  readonly text: string;
  /** A client may take the body for complete: all of Content-Length, or the last chunk, arrived. */
  readonly complete: boolean;
}

/** An open connection, for tests in which the order of events matters. */
export class Connection {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  /** Arrived after `#received` and not joined to it yet: joining at every packet would take quadratic time. */
  #parts: Buffer[] = [];
  #end: End = "open";
  readonly #watchers = new Set<() => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    const ended = (end: End): void => {
      if (this.#end === "open") this.#end = end;
      this.#notify();
    };
    socket.on("data", (data) => {
      this.#parts.push(data);
      this.#notify();
    });
    socket.on("error", () => ended("reset"));
    socket.on("end", () => ended("fin"));
    socket.on("close", () => ended("fin"));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const connection = new Connection(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", () => resolve());
      socket.once("error", reject);
    });
    return connection;
  }

  get received(): Buffer {
    if (this.#parts.length > 0) this.#received = Buffer.concat([this.#received, ...this.#parts]);
    this.#parts = [];
    return this.#received;
  }

  get text(): string {
    return this.received.toString("latin1");
  }

  get end(): End {
    return this.#end;
  }

  send(bytes: string | Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Resolves once `part` is received; rejects if the connection ends without it. */
  async receives(part: string): Promise<void> {
    await this.#until(() => this.text.includes(part) || this.#end !== "open");
    if (!this.text.includes(part))
      throw new Error(`ended by ${this.#end} without ${JSON.stringify(part)}: ${this.text}`);
  }

  /**
   * The answer as it is when it is complete, the connection ends, or nothing has arrived for `patienceMs`. After a
   * complete one a FIN is sent, on which workerd closes its side too, so that bytes after the answer are seen.
   */
  async answer(method = "GET", patienceMs = PATIENCE_MS): Promise<Answer> {
    let isComplete = false;
    while (this.#end === "open") {
      if (!isComplete && this.#mayBeComplete(method)) {
        isComplete = readAnswer(this.received, this.#end, method).complete;
        if (isComplete) this.#socket.end();
      }
      if (!(await this.#changes(isComplete ? AFTERWARDS_MS : patienceMs))) break;
    }
    this.close();
    return readAnswer(this.received, this.#end, method);
  }

  /** Cheap, since it runs at every packet of a large body. */
  #mayBeComplete(method: string): boolean {
    const first = this.#received.length > 0 ? this.#received : (this.#parts[0] ?? this.#received);
    const length =
      method === "HEAD" ? null : /\r\nContent-Length: (\d+)\r\n/i.exec(first.toString("latin1", 0, 4_096));
    const came = this.#parts.reduce((sum, part) => sum + part.length, this.#received.length);
    return length === null || came >= Number(length[1]);
  }

  /** Reads nothing until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Closes the connection: FIN. */
  close(): void {
    this.#socket.destroy();
  }

  /** Sends no more but keeps reading: FIN. */
  finish(): void {
    this.#socket.end();
  }

  /** Resolves once the gateway has closed its side, in either way. */
  async ends(): Promise<void> {
    await this.#until(() => this.#end !== "open");
  }

  /** Breaks the connection: RST. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  #notify(): void {
    for (const watcher of this.#watchers) watcher();
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) await this.#changes();
  }

  /** Resolves to true when something came or the connection ended, to false after `patienceMs` without either. */
  async #changes(patienceMs?: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = patienceMs === undefined ? undefined : setTimeout(() => resolve(false), patienceMs);
    const watcher = (): void => resolve(true);
    this.#watchers.add(watcher);
    const changed = await promise;
    clearTimeout(timer);
    this.#watchers.delete(watcher);
    return changed;
  }
}

/** Stray bytes after a complete answer arrive with it; a server that waits for the rest of an upload need not close. */
const AFTERWARDS_MS = 100;

/** Longer than anything a test waits for on purpose: reaching it means that the connection stayed open. */
const PATIENCE_MS = 8_000;

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly host?: string;
  readonly body?: string | Buffer;
  /** How long to wait in silence before giving up an open connection. */
  readonly patienceMs?: number;
}

/** Sends one request on a new connection, with `Connection: close`, and reads to the end. */
export async function ask(port: number, target: string, options: Ask = {}): Promise<Answer> {
  const { method = "GET", body, patienceMs } = options;
  const connection = await Connection.open(port);
  connection.send(requestHead(target, options));
  if (body !== undefined) connection.send(body);
  return connection.answer(method, patienceMs);
}

/** The head of a request; `Content-Length` if there is a body, `Connection: close` unless `headers` overrides it. */
export function requestHead(target: string, options: Ask = {}): string {
  const { method = "GET", host = "packages.example", body, headers = {} } = options;
  const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  const all: Record<string, string> = { Host: host, Connection: "close", ...length, ...headers };
  const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${fields.join("")}\r\n`;
}

function readAnswer(bytes: Buffer, end: End, method: string): Answer {
  const interim: string[] = [];
  let rest = bytes;
  let head = readHead(rest);
  while (head !== null && / 1\d\d(?: |$)/.test(head.line)) {
    interim.push(head.line);
    rest = rest.subarray(head.length);
    head = readHead(rest);
  }
  const line = head?.line ?? "";
  const [, status = "0", phrase = ""] = /^HTTP\/1\.1 (\d{3}) ?(.*)$/.exec(line) ?? [];
  const fields = head ?? { headers: [] };
  const raw = rest.subarray(head?.length ?? rest.length);
  const bodyless = method === "HEAD" || ["0", "204", "304"].includes(status);
  const { framing, body, complete } = bodyless
    ? { framing: "none" as const, body: raw, complete: head !== null && raw.length === 0 }
    : readBody(raw, fields, end);
  return {
    end,
    bytes,
    interim,
    line,
    status: Number(status),
    phrase,
    headers: fields.headers,
    header: (name) => headerValue(fields, name),
    framing,
    body,
    text: body.toString("utf8"),
    complete,
  };
}

function readBody(
  raw: Buffer,
  head: Pick<Head, "headers">,
  end: End,
): Pick<Answer, "framing" | "body" | "complete"> {
  if (headerValue(head, "transfer-encoding")?.toLowerCase() === "chunked") {
    const { body, ended, length } = readChunked(raw);
    return { framing: "chunked", body, complete: ended && length === raw.length };
  }
  const length = headerValue(head, "content-length");
  if (length === null) return { framing: "close", body: raw, complete: end === "fin" };
  return { framing: "length", body: raw, complete: raw.length === Number(length) };
}
