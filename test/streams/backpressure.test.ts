/** A client that stops reading stops the origin: no stream is buffered in the gateway. */
import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, startGateway } from "../sockets/gateway.ts";

const EVENT = `data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"${"x".repeat(60_000)}"}}]}\n\n`;
const END = "data: [DONE]\n\n";
/** Much more than the buffers of all sockets on the way. */
const EVENTS = 1_500;
/** The origin counts as stopped once it sends nothing for this long. */
const STILL_MS = 500;

let server: Server;
let gateway: Gateway;
let sent = 0;

async function flood(response: ServerResponse): Promise<void> {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  for (sent = 0; sent < EVENTS; sent += 1) {
    if (!response.write(EVENT)) await once(response, "drain");
  }
  response.end(END);
}

beforeAll(async () => {
  server = createServer((_request, response) => {
    flood(response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  gateway = await startGateway([{ path: "/openai/*", format: "openai", origin }]);
});

afterAll(async () => {
  await gateway.close();
  server.close();
});

test("the origin is not read faster than the client reads", async () => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`http://127.0.0.1:${gateway.port()}/openai/flood`, resolve).on("error", reject);
  });
  answer.pause();
  for (let before = -1; sent !== before; ) {
    before = sent;
    await wait(STILL_MS);
  }
  expect(sent).toBeLessThan(EVENTS / 2);
  let length = 0;
  answer.on("data", (data: Buffer) => {
    length += data.length;
  });
  answer.resume();
  await once(answer, "end");
  expect([answer.complete, length]).toEqual([true, EVENTS * EVENT.length + END.length]);
});
