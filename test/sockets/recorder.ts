/** An origin that reads more strictly than HTTP requires, and records whatever it can't read that way. */
import { createServer, type Server, type Socket } from "node:net";
import { listen } from "./listen.ts";
import { headerValues } from "./message.ts";

export interface Recorded {
  readonly line: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export class Recorder {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Every complete request. */
  readonly requests: Recorded[] = [];
  /** What was not a request to the letter of RFC 9112, or could be read in two ways. */
  readonly faults: string[] = [];
  #port: number | null = null;

  /** Does not listen yet. */
  constructor() {
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  async listen(): Promise<void> {
    this.#port = await listen(this.#server);
  }

  get port(): number {
    if (this.#port === null) throw new Error("the recorder is not listening yet");
    return this.#port;
  }

  /** Host and port, as in a request's Host. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    let waiting = Buffer.alloc(0);
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("data", (data) => {
      waiting = Buffer.concat([waiting, data]);
      try {
        for (let read = readRequest(waiting); read !== null; read = readRequest(waiting)) {
          waiting = waiting.subarray(read.length);
          this.requests.push(read.request);
          const body = read.request.line.startsWith("HEAD ") ? "" : "ok";
          socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n${body}`);
        }
      } catch (error) {
        this.faults.push(`${error}: ${JSON.stringify(waiting.toString("latin1"))}`);
        socket.destroy();
      }
    });
  }
}

interface Read {
  readonly request: Recorded;
  readonly length: number;
}

/** The request at the beginning of `bytes`, or null if it is incomplete. Throws if it is not a request. */
function readRequest(bytes: Buffer): Read | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [line = "", ...fields] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const [, target = ""] = /^[A-Z]+ (\/[\x21-\x7e]*) HTTP\/1\.1$/.exec(line) ?? [];
  if (target === "") throw new Error("no request line");
  const headers = fields.map((field): [string, string] => {
    // Workerd lets other odd characters through in names and values; these are the ones that readers differ on.
    const [, name = "", value = ""] = /^([^\s:\0]+):(?: ([^\r\n\0]*))?$/.exec(field) ?? [];
    if (name === "") throw new Error(`no field: ${JSON.stringify(field)}`);
    return [name, value];
  });
  if (headerValues({ headers }, "host").length !== 1) throw new Error("not one Host");
  const rest = bytes.subarray(end + 4);
  const content = readContent(rest, framingOf(headers));
  return (
    content && { request: { line, target, headers, body: content.body }, length: end + 4 + content.length }
  );
}

/** The length of the content, or that it is chunked. */
function framingOf(headers: Recorded["headers"]): number | "chunked" {
  const lengths = headerValues({ headers }, "content-length");
  const codings = headerValues({ headers }, "transfer-encoding");
  if (lengths.length + codings.length > 1) throw new Error("more than one framing");
  if (codings.length > 0 && codings[0] !== "chunked") throw new Error("a coding that is not chunked");
  if (lengths.length > 0 && !/^\d{1,15}$/.test(lengths[0] ?? "")) throw new Error("no length");
  return codings.length > 0 ? "chunked" : Number(lengths[0] ?? 0);
}

interface Content {
  readonly body: Buffer;
  /** Its size on the wire. */
  readonly length: number;
}

function readContent(bytes: Buffer, framing: number | "chunked"): Content | null {
  if (framing !== "chunked") {
    return bytes.length < framing ? null : { body: bytes.subarray(0, framing), length: framing };
  }
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return null;
    const line = bytes.subarray(at, lineEnd).toString("latin1");
    if (!/^[0-9a-f]{1,8}$/i.test(line)) throw new Error(`no chunk size: ${JSON.stringify(line)}`);
    const size = Number.parseInt(line, 16);
    const start = lineEnd + 2;
    if (bytes.length < start + size + 2) return null;
    if (bytes.subarray(start + size, start + size + 2).toString("latin1") !== "\r\n")
      throw new Error("no end of a chunk");
    if (size === 0) return { body: Buffer.concat(parts), length: start + 2 };
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}
