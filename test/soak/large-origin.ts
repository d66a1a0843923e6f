/**
 * An origin of large bodies. The path says what it does:
 * `/length/<bytes>` and `/chunked/<bytes>` answer with a body, `/drip/<bytes>` so with a part every 100 ms; a PUT is
 * answered with the count and digest of what came.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { blockOf, Digest, writeBody } from "./bytes.ts";

const DRIP_EVERY_MS = 100;
const DRIP_PARTS = 100;

export class LargeOrigin {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<LargeOrigin> {
    const server = createServer({ requestTimeout: 0 }, answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", 4_096, resolve));
    return new LargeOrigin(server);
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

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, kind = "", size = "0"] = (request.url ?? "").split("/");
  const bytes = Number(size);
  if (request.method === "PUT") {
    const digest = new Digest();
    for await (const chunk of request) digest.take(chunk);
    response.writeHead(201, { "Content-Type": "text/plain" }).end(digest.text());
    return;
  }
  const length = kind === "chunked" ? {} : { "Content-Length": bytes };
  response.writeHead(200, { "Content-Type": "application/octet-stream", ...length });
  if (kind === "drip") drip(response, blockOf(0, bytes));
  else await writeBody(response, bytes);
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
