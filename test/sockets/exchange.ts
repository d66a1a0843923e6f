/** One request as a scripted origin sees it, and the means to answer it in bytes. */
import type { Socket } from "node:net";
import { type Head, headerValue, headerValues } from "./message.ts";

/** What the origin does with a request whose head has come. The connection serves the next request when it is done. */
export type Script = (exchange: Exchange) => void | Promise<void>;

/** Answers every request so, with `Content-Length`. */
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
  /** The head as it came. */
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

  /** The request target to the letter. */
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

  /** As much of the body as has come, without its chunks. */
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

  /** Sends, with `Content-Length`. */
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

  /** Resolves when `length` bytes of the body have come, or with no length the whole of it. */
  async receives(length?: number): Promise<void> {
    const came = (): number => this.#body.reduce((sum, part) => sum + part.length, 0);
    await this.#until(() => (length === undefined ? this.#bodyEnded : came() >= length) || this.#closed);
  }

  /** Resolves when the connection is closed by whichever side. */
  async closes(): Promise<void> {
    await this.#until(() => this.#closed);
  }

  /** For the origin alone: the body has grown, or the connection is gone. */
  progress(body: readonly Buffer[], ended: boolean): void {
    this.#body = body;
    this.#bodyEnded = ended;
    this.#notify();
  }

  /** For the origin alone: the connection is gone. */
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
