import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

/** A gate that one side opens for the other, which continues only after it: what was sent before has arrived by then. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

test("a chunk of a download arrives before the origin has sent the next", async () => {
  const seen = gate();
  origin.on("/down", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    exchange.send(chunks("first"));
    await seen.opened;
    exchange.send(chunks("second"));
    exchange.send(LAST_CHUNK);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/down"));
  await client.receives("first");
  expect(client.text).not.toContain("second");
  seen.open();
  const answer = await client.answer();
  expect(answer).toMatchObject({ status: 200, framing: "chunked", text: "firstsecond", complete: true });
});

test("a part of a download with Content-Length arrives before the origin has sent the next", async () => {
  const seen = gate();
  origin.on("/down-length", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst");
    await seen.opened;
    exchange.send("second");
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/down-length"));
  await client.receives("first");
  seen.open();
  expect(await client.answer()).toMatchObject({ framing: "length", text: "firstsecond", complete: true });
});

test("headers arrive before the origin has sent any of the body", async () => {
  const seen = gate();
  origin.on("/down-headers", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nX-Early: yes\r\nTransfer-Encoding: chunked\r\n\r\n");
    await seen.opened;
    exchange.send(chunks("body"));
    exchange.send(LAST_CHUNK);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/down-headers"));
  await client.receives("X-Early: yes");
  seen.open();
  expect(await client.answer()).toMatchObject({ text: "body", complete: true });
});

test("a chunk of an upload reaches the origin before the client has sent the next, and stays chunked", async () => {
  const arrived = gate();
  origin.on("/up", async (exchange) => {
    await exchange.receives(5);
    arrived.open();
    await exchange.receives();
    exchange.answer("201 Created", {}, exchange.body);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/up", { method: "PUT", headers: { "Transfer-Encoding": "chunked" } }));
  client.send(chunks("first"));
  await arrived.opened;
  expect(origin.only("/up").body.toString()).toBe("first");
  client.send(chunks("second"));
  client.send(LAST_CHUNK);
  expect(await client.answer()).toMatchObject({ status: 201, text: "firstsecond", complete: true });
  expect(origin.only("/up").header("transfer-encoding")).toBe("chunked");
  expect(origin.only("/up").header("content-length")).toBeNull();
});

test("a part of an upload with Content-Length reaches the origin before the rest, and keeps its length", async () => {
  const arrived = gate();
  origin.on("/up-length", async (exchange) => {
    await exchange.receives(5);
    arrived.open();
    await exchange.receives();
    exchange.answer("201 Created", {}, exchange.body);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/up-length", { method: "POST", headers: { "Content-Length": "11" } }));
  client.send("first");
  await arrived.opened;
  client.send("second");
  expect(await client.answer()).toMatchObject({ status: 201, text: "firstsecond" });
  expect(origin.only("/up-length").header("content-length")).toBe("11");
  expect(origin.only("/up-length").header("transfer-encoding")).toBeNull();
});

test("both directions at once: the origin echoes each chunk before the client sends the next", async () => {
  origin.on("/echo", async (exchange) => {
    await exchange.receives(3);
    exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    exchange.send(chunks("echo:one"));
    await exchange.receives(6);
    exchange.send(chunks("echo:two"));
    await exchange.receives();
    exchange.send(LAST_CHUNK);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/echo", { method: "POST", headers: { "Transfer-Encoding": "chunked" } }));
  client.send(chunks("one"));
  await client.receives("echo:one");
  client.send(chunks("two"));
  await client.receives("echo:two");
  client.send(LAST_CHUNK);
  expect(await client.answer("POST")).toMatchObject({ text: "echo:oneecho:two", complete: true });
});

test("a chunk of a compressed download arrives before the origin has sent the next", async () => {
  const seen = gate();
  const compressed = gzipSync(Buffer.from("a".repeat(5000)));
  origin.on("/down-gzip", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
    exchange.send(chunks(compressed.subarray(0, 10)));
    await seen.opened;
    exchange.send(chunks(compressed.subarray(10)));
    exchange.send(LAST_CHUNK);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/down-gzip", { headers: { "Accept-Encoding": "gzip" } }));
  await client.receives(compressed.subarray(0, 10).toString("latin1"));
  seen.open();
  const answer = await client.answer();
  expect(answer.complete).toBe(true);
  expect(gunzipSync(answer.body).toString()).toBe("a".repeat(5000));
});

test("a body of 20 MiB passes completely in both directions", async () => {
  const body = Buffer.alloc(20 * 1024 * 1024, "0123456789abcdef");
  origin.on("/big", async (exchange) => {
    await exchange.receives();
    exchange.answer("200 OK", { "Content-Type": "application/octet-stream" }, exchange.body);
  });
  const answer = await ask(gateway.port(), "/r/big", { method: "PUT", body });
  expect(answer).toMatchObject({ status: 200, framing: "length", complete: true });
  expect(answer.body.equals(body)).toBe(true);
});

test("an empty success keeps its length of zero, and a 204 has neither length nor body", async () => {
  origin.on("/empty", (exchange) => exchange.answer("200 OK", {}, ""));
  origin.on("/nothing", (exchange) => exchange.send("HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n"));
  const empty = await ask(gateway.port(), "/r/empty");
  expect([empty.status, empty.header("content-length"), empty.body.length]).toEqual([200, "0", 0]);
  const nothing = await ask(gateway.port(), "/r/nothing");
  expect([nothing.status, nothing.header("content-length"), nothing.header("x-a")]).toEqual([204, null, "b"]);
  expect(nothing).toMatchObject({ complete: true });
});

test("several requests on one connection of the client are answered in turn", async () => {
  origin.on("/turn", (exchange) => exchange.answer("200 OK", {}, exchange.target));
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/r/turn?1", { headers: { Connection: "keep-alive" } }));
  await client.receives("/turn?1");
  client.send(requestHead("/r/turn?2", { headers: { Connection: "keep-alive" } }));
  await client.receives("/turn?2");
  client.close();
  expect(client.text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
});
