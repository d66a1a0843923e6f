/**
 * An origin of large bodies. The path selects what it does: `length`, `chunked` and `drip` (a part every 100 ms) answer
 * with a body of `/<bytes>`, `document` with JSON that names this origin; a PUT is answered with the count and digest of
 * what arrived.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { blocksOf, Digest, documentOf } from "./bytes.ts";

const DRIP_EVERY_MS = 100;
const DRIP_PARTS = 100;
const BACKLOG = 4_096;

export class LargeOrigin {
  readonly #server: Server;

  private constructor() {
    this.#server = createServer({ requestTimeout: 0 }, (request, response) => {
      // The pipeline breaks if the client disconnects, which is fine.
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<LargeOrigin> {
    const origin = new LargeOrigin();
    await new Promise<void>((resolve) => origin.#server.listen(0, "127.0.0.1", BACKLOG, resolve));
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

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind = "", size = "0"] = (request.url ?? "").split("/");
    const bytes = Number(size);
    if (request.method === "PUT") {
      const digest = new Digest();
      for await (const chunk of request) digest.take(chunk);
      response.writeHead(201, { "Content-Type": "text/plain" }).end(digest.text());
      return;
    }
    const isDocument = kind === "document";
    const length = kind === "chunked" || isDocument ? {} : { "Content-Length": bytes };
    const type = isDocument ? "application/json" : "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, ...length });
    if (kind === "drip") drip(response, Buffer.concat([...blocksOf(bytes)]));
    else await pipeline(Readable.from(isDocument ? documentOf(this.url, bytes) : blocksOf(bytes)), response);
  }
}

function drip(response: ServerResponse, body: Buffer): void {
  const part = Math.ceil(body.length / DRIP_PARTS);
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + part));
    at += part;
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, DRIP_EVERY_MS);
  response.once("close", () => clearInterval(timer));
}
