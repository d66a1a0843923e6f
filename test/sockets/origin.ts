/** An origin on a raw TCP socket: it records the bytes it gets and does exactly what its script says. */
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { Exchange, type Script } from "./exchange.ts";
import { listen } from "./listen.ts";
import { type Head, headerValue, readChunked, readHead } from "./message.ts";

export interface OriginOptions {
  /** Any free one if absent. */
  readonly port?: number;
  /** Speak TLS with this certificate. */
  readonly tls?: { readonly cert: string; readonly key: string } & Pick<
    TlsOptions,
    "ca" | "requestCert" | "rejectUnauthorized"
  >;
  /** What to do with a new connection, instead of running scripts. */
  readonly onConnection?: (socket: Socket) => void;
}

export class Origin {
  readonly #server: Server;
  readonly #options: OriginOptions;
  readonly #scripts = new Map<string, Script>();
  readonly #sockets = new Set<Socket>();
  /** Every request whose head is complete. */
  readonly exchanges: Exchange[] = [];
  connections = 0;
  #port: number | null = null;

  /** Does not listen yet; `on` may already be called. */
  constructor(options: OriginOptions = {}) {
    this.#options = options;
    const serve = (socket: Socket): void => {
      this.connections += 1;
      if (options.onConnection === undefined) this.#serve(socket);
      else options.onConnection(socket);
    };
    this.#server = options.tls ? createTlsServer(options.tls, serve) : createServer({ noDelay: true }, serve);
    this.#server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.on("tlsClientError", () => {});
  }

  static async start(options: OriginOptions = {}): Promise<Origin> {
    const origin = new Origin(options);
    await origin.listen();
    return origin;
  }

  async listen(): Promise<void> {
    this.#port = await listen(this.#server, this.#options.port);
  }

  get port(): number {
    if (this.#port === null) throw new Error("the origin is not listening yet");
    return this.#port;
  }

  /** Host and port, as in a request's Host. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** Sets the script for requests to `path` (without the query), or with `*` for all other paths. */
  on(path: string, script: Script): void {
    this.#scripts.set(path, script);
  }

  /** Removes the script of `path`. */
  forget(path: string): void {
    this.#scripts.delete(path);
  }

  /** The requests to `path`, in order of arrival. */
  to(path: string): Exchange[] {
    return this.exchanges.filter(({ target }) => pathOf(target) === path);
  }

  /** The only request to `path`. */
  only(path: string): Exchange {
    const [first, ...more] = this.to(path);
    if (first === undefined || more.length > 0)
      throw new Error(`${more.length + (first ? 1 : 0)} requests to ${path}`);
    return first;
  }

  /** Resolves once the first request to `path` has arrived. */
  async arrives(path: string): Promise<void> {
    while (this.to(path).length === 0) await new Promise((resolve) => this.#server.once("exchange", resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    let reader: BodyReader | null = null;
    let exchange: Exchange | null = null;
    let waiting = Buffer.alloc(0);
    let isDone = false;
    const served: Exchange[] = [];
    const advance = (): void => {
      if (exchange === null || reader === null) {
        const head = readHead(waiting);
        if (head === null) return;
        exchange = new Exchange(head, waiting.subarray(0, head.length), socket);
        reader = bodyReader(head);
        waiting = waiting.subarray(head.length);
        this.exchanges.push(exchange);
        served.push(exchange);
        this.#server.emit("exchange");
        isDone = false;
        Promise.resolve(this.#scriptFor(exchange)(exchange)).then(() => {
          isDone = true;
          advance();
        });
      }
      waiting = reader.take(waiting);
      exchange.progress(reader.parts, reader.ended);
      if (!isDone || !reader.ended || socket.destroyed) return;
      exchange = null;
      advance();
    };
    socket.on("data", (data) => {
      waiting = Buffer.concat([waiting, data]);
      advance();
    });
    socket.on("close", () => {
      for (const one of served) one.gone();
    });
  }

  #scriptFor({ target }: Exchange): Script {
    return this.#scripts.get(pathOf(target)) ?? this.#scripts.get("*") ?? ok;
  }
}

const ok: Script = (exchange) => exchange.answer("200 OK", { "Content-Type": "text/plain" }, "ok\n");

function pathOf(target: string): string {
  return target.replace(/\?.*$/, "");
}

interface BodyReader {
  readonly parts: readonly Buffer[];
  readonly ended: boolean;
  /** Takes what belongs to the body and returns the rest. */
  take(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer>;
}

function bodyReader(head: Head): BodyReader {
  const isChunked = headerValue(head, "transfer-encoding")?.toLowerCase() === "chunked";
  return isChunked ? new ChunkedBody() : new LengthBody(Number(headerValue(head, "content-length") ?? 0));
}

class LengthBody implements BodyReader {
  readonly parts: Buffer[] = [];
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  get ended(): boolean {
    return this.#left === 0;
  }

  take(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
    const part = bytes.subarray(0, this.#left);
    if (part.length > 0) this.parts.push(part);
    this.#left -= part.length;
    return bytes.subarray(part.length);
  }
}

class ChunkedBody implements BodyReader {
  parts: readonly Buffer[] = [];
  ended = false;
  #all = Buffer.alloc(0);

  take(bytes: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
    if (this.ended) return bytes;
    this.#all = Buffer.concat([this.#all, bytes]);
    const { body, ended, length } = readChunked(this.#all);
    this.parts = [body];
    this.ended = ended;
    return ended ? this.#all.subarray(length) : Buffer.alloc(0);
  }
}

/** Nothing listens there: port 1 (tcpmux) is unused everywhere, and no test's origin can get it. */
export const DEAD_ORIGIN = "http://127.0.0.1:1";
