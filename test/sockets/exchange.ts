/** One request as a scripted origin sees it, and methods to answer it in bytes. */
import type { Socket } from "node:net";
import { type Head, headerValue, headerValues } from "./message.ts";

/** What the origin does once a request's head has arrived. When it is done, the connection serves the next request. */
export type Script = (exchange: Exchange) => void | Promise<void>;

/** The script that answers this way, with `Content-Length`. */
export function answering(
  status: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = "",
): Script {
  return (exchange) => exchange.answer(status, headers, body);
}

/** One request on its connection. */
export class Exchange {
  readonly head: Head;
  /** The head as received. */
  readonly bytes: Buffer;
  readonly #socket: Socket;
  #body: readonly Buffer[] = [];
  #bodyEnded = false;
  #closed = false;
  readonly #watchers = new Set<() => void>();

  constructor(head: Head, bytes: Buffer, socket: Socket) {
    this.head = head;
    this.bytes = bytes;
    this.#socket = socket;
  }

  get method(): string {
    return this.head.line.split(" ", 1)[0] ?? "";
  }

  /** The request target, verbatim. */
  get target(): string {
    return this.head.line.split(" ")[1] ?? "";
  }

  /** The value of a request header, or null. */
  header(name: string): string | null {
    return headerValue(this.head, name);
  }

  headers(name: string): string[] {
    return headerValues(this.head, name);
  }

  /** As much of the body as has arrived, without chunk framing. */
  get body(): Buffer {
    return Buffer.concat(this.#body);
  }

  get bodyEnded(): boolean {
    return this.#bodyEnded;
  }

  get closed(): boolean {
    return this.#closed;
  }

  send(bytes: string | Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Sends a complete answer with `Content-Length`. */
  answer(status: string, headers: Readonly<Record<string, string>>, body: string | Buffer = ""): void {
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    this.send(`HTTP/1.1 ${status}\r\n${fields.join("")}${length}\r\n`);
    if (this.method !== "HEAD") this.send(body);
  }

  fin(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Resolves once `length` bytes of the body have arrived, or all of it if no length is given. */
  async receives(length?: number): Promise<void> {
    const came = (): number => this.#body.reduce((sum, part) => sum + part.length, 0);
    await this.#until(() => (length === undefined ? this.#bodyEnded : came() >= length) || this.#closed);
  }

  /** Resolves once either side has closed the connection. */
  async closes(): Promise<void> {
    await this.#until(() => this.#closed);
  }

  /** For the origin only: the body has grown. */
  progress(body: readonly Buffer[], ended: boolean): void {
    this.#body = body;
    this.#bodyEnded = ended;
    this.#notify();
  }

  /** For the origin only: the connection is gone. */
  gone(): void {
    this.#closed = true;
    this.#notify();
  }

  #notify(): void {
    for (const watcher of this.#watchers) watcher();
  }

  async #until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve) => {
      const watcher = (): void => {
        if (!holds()) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
  }
}
