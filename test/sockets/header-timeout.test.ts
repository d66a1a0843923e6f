import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

const TIMEOUT_MS = 1_000;
/** Five of these are longer than the timeout. */
const PAUSE_MS = 300;

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: TIMEOUT_MS },
]);

async function slowly(send: (part: string) => void): Promise<void> {
  for (const part of ["a", "b", "c", "d", "e"]) {
    send(part);
    await wait(PAUSE_MS);
  }
}

describe.concurrent("timeout_ms never limits a body in transit", () => {
  test("a download with Content-Length may take longer", async () => {
    origin.on("/down", async (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
      await slowly((part) => exchange.send(part));
    });
    expect(await ask(gateway.port(), "/r/down")).toMatchObject({
      status: 200,
      text: "abcde",
      complete: true,
    });
  });

  test("a chunked download may take longer", async () => {
    origin.on("/down-chunked", async (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      await slowly((part) => exchange.send(chunks(part)));
      exchange.send(LAST_CHUNK);
    });
    expect(await ask(gateway.port(), "/r/down-chunked")).toMatchObject({ text: "abcde", complete: true });
  });

  test("a download's first byte may come later", async () => {
    origin.on("/down-late", async (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
      await wait(4 * TIMEOUT_MS);
      exchange.send("late");
    });
    expect(await ask(gateway.port(), "/r/down-late")).toMatchObject({ text: "late", complete: true });
  });

  test("an upload with Content-Length may take longer", async () => {
    origin.on("/up", async (exchange) => {
      await exchange.receives();
      exchange.answer("201 Created", {}, exchange.body);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/r/up", { method: "PUT", headers: { "Content-Length": "5" } }));
    await slowly((part) => client.send(part));
    expect(await client.answer()).toMatchObject({ status: 201, text: "abcde", complete: true });
  });

  test("a chunked upload may take longer", async () => {
    origin.on("/up-chunked", async (exchange) => {
      await exchange.receives();
      exchange.answer("201 Created", {}, exchange.body);
    });
    const client = await Connection.open(gateway.port());
    client.send(
      requestHead("/r/up-chunked", { method: "POST", headers: { "Transfer-Encoding": "chunked" } }),
    );
    await slowly((part) => client.send(chunks(part)));
    client.send(LAST_CHUNK);
    expect(await client.answer()).toMatchObject({ status: 201, text: "abcde", complete: true });
  });

  test("an upload may begin later", async () => {
    origin.on("/up-late", async (exchange) => {
      await exchange.receives();
      exchange.answer("201 Created", {}, exchange.body);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/r/up-late", { method: "PUT", headers: { "Content-Length": "4" } }));
    await wait(4 * TIMEOUT_MS);
    client.send("late");
    expect(await client.answer()).toMatchObject({ status: 201, text: "late", complete: true });
  });

  test("an answer may begin during the upload, and its body take longer", async () => {
    origin.on("/both", async (exchange) => {
      await exchange.receives(1);
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
      await exchange.receives();
      await slowly((part) => exchange.send(part));
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/r/both", { method: "POST", headers: { "Content-Length": "5" } }));
    await slowly((part) => client.send(part));
    expect(await client.answer()).toMatchObject({ status: 200, text: "abcde", complete: true });
  });
});

describe.concurrent("an origin that sends no headers in time is 504", () => {
  test.each(["GET", "HEAD", "DELETE"])("%s", async (method) => {
    origin.on(`/silent-${method}`, (exchange) => exchange.closes());
    const answer = await ask(gateway.port(), `/r/silent-${method}`, { method });
    await expectSpoken(gateway, answer, { status: 504, category: "timeout", logged: { cause: "timeout" } });
    expectReferenceShown(answer);
    expect(answer.phrase).toContain("1 second");
    expect(origin.to(`/silent-${method}`)).toHaveLength(1);
  });

  test.each(["PUT", "POST"])("%s, once the upload has ended", async (method) => {
    origin.on(`/silent-${method}`, (exchange) => exchange.closes());
    const client = await Connection.open(gateway.port());
    client.send(requestHead(`/r/silent-${method}`, { method, headers: { "Content-Length": "5" } }));
    await slowly((part) => client.send(part));
    const answer = await client.answer();
    await expectSpoken(gateway, answer, { status: 504, category: "timeout", logged: { cause: "timeout" } });
    expect(origin.only(`/silent-${method}`).body.toString()).toBe("abcde");
  });

  test("the origin's connection is closed then", async () => {
    origin.on("/dropped", (exchange) => exchange.closes());
    await ask(gateway.port(), "/r/dropped");
    await origin.only("/dropped").closes();
    expect(origin.only("/dropped").closed).toBe(true);
  });
});
