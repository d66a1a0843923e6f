import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { BREAKS, breaking, CHUNKED, reset } from "./breaking-bodies.ts";
import { ask } from "./client.ts";
import { begin } from "./faults.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

/** Silence after which a connection that stays open is given up. */
const PATIENCE_MS = 600;

describe.concurrent("a body that breaks off never ends as a clean success", () => {
  const cases = BREAKS.flatMap(([name, script, began]) =>
    ["GET", "POST"].map((method) => [name, method, script, began] as const),
  );

  test.each(cases)("%s: %s", async (name, method, script, began) => {
    const path = `/${name.replace(/\W+/g, "-")}-${method}`;
    origin.on(path, script);
    const answer = await ask(gateway.port(), `/r${path}`, { ...askOf(method), patienceMs: PATIENCE_MS });
    expect([answer.status, answer.complete]).toEqual([200, false]);
    expect(answer.text.slice(0, began.length)).toBe(began);
    // Only a silent origin keeps it open.
    expect(answer.end === "open").toBe(name.startsWith("silent"));
  });

  test.each(cases.filter(([, method]) => method === "GET"))(
    "%s, through an edge",
    async (name, _, script) => {
      const path = `/edge-${name.replace(/\W+/g, "-")}`;
      origin.on(path, script);
      const answer = await ask(gateway.entryPort, `/r${path}`, { patienceMs: PATIENCE_MS });
      expect(answer.complete).toBe(false);
    },
  );
});

const CODED: Readonly<Record<string, Buffer>> = {
  gzip: gzipSync("all work and no play ".repeat(500)),
  br: brotliCompressSync("all work and no play ".repeat(500)),
  deflate: deflateSync("all work and no play ".repeat(500)),
  zstd: zstdCompressSync("all work and no play ".repeat(500)),
};

/** Not all clients check for the end of the coding itself: requests 2.34 takes half of a gzip file for a success. */
describe.concurrent("a compressed body that breaks off", () => {
  const cases = Object.entries(CODED).flatMap(([coding, bytes]) => [
    [
      coding,
      "with Content-Length",
      { "Content-Length": String(bytes.length) },
      bytes.subarray(0, 20),
    ] as const,
    [coding, "in chunks", CHUNKED, chunks(bytes.subarray(0, 20))] as const,
  ]);

  test.each(cases)("%s, %s, never ends as a clean success", async (coding, framing, headers, part) => {
    const path = `/${coding}-${framing.replace(/\W+/g, "-")}`;
    origin.on(path, breaking({ ...headers, "Content-Encoding": coding }, part, reset));
    const options = { headers: { "Accept-Encoding": coding }, patienceMs: PATIENCE_MS };
    const answer = await ask(gateway.port(), `/r${path}`, options);
    expect([answer.status, answer.header("content-encoding")]).toEqual([200, coding]);
    expect(answer.complete).toBe(false);
  });

  test.skipIf(IS_OBSERVED).each(["gzip", "deflate"])(
    "%s, decoded for a client that can't decode it, is answered with 502",
    async (coding) => {
      const path = `/undone-${coding}`;
      origin.on(
        path,
        breaking(
          { ...CHUNKED, "Content-Encoding": coding },
          chunks((CODED[coding] ?? Buffer.alloc(0)).subarray(0, 30)),
          reset,
        ),
      );
      const headers = { "Accept-Encoding": "identity" };
      const answer = await ask(gateway.port(), `/r${path}`, { headers, patienceMs: PATIENCE_MS });
      expect(answer).toMatchObject({ status: 502, complete: true });
      expect([answer.header("content-encoding"), answer.header("x-outspoken")]).toEqual([
        null,
        "unreachable",
      ]);
    },
  );
});

describe("a complete body ends as a clean success", () => {
  test("chunked", async () => {
    origin.on("/whole", (exchange) => {
      begin(exchange, "200 OK", CHUNKED);
      exchange.send(chunks("hello", "world"));
      exchange.send(LAST_CHUNK);
    });
    expect(await ask(gateway.port(), "/r/whole")).toMatchObject({ text: "helloworld", complete: true });
  });

  test("ended by the close of the connection", async () => {
    origin.on("/closed", (exchange) => {
      begin(exchange, "200 OK", {});
      exchange.send("hello");
      exchange.fin();
    });
    expect(await ask(gateway.port(), "/r/closed")).toMatchObject({ text: "hello", complete: true });
  });

  test("HTTP/1.0", async () => {
    origin.on("/old", (exchange) => {
      exchange.send("HTTP/1.0 200 OK\r\n\r\nhello");
      exchange.fin();
    });
    expect(await ask(gateway.port(), "/r/old")).toMatchObject({ text: "hello", complete: true });
  });

  test("with more bytes than its Content-Length: the rest is dropped", async () => {
    origin.on("/longer", (exchange) => {
      begin(exchange, "200 OK", { "Content-Length": "5" });
      exchange.send("helloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
      exchange.fin();
    });
    expect(await ask(gateway.port(), "/r/longer")).toMatchObject({ text: "hello", complete: true });
    expect(await ask(gateway.port(), "/r/fine")).toMatchObject({ status: 200, text: "ok\n" });
  });

  test("with Content-Length and chunks: the chunks count (RFC 9112 6.3), and no length is sent", async () => {
    origin.on("/both", (exchange) => {
      begin(exchange, "200 OK", { "Content-Length": "3", ...CHUNKED });
      exchange.send(chunks("hello"));
      exchange.send(LAST_CHUNK);
    });
    const answer = await ask(gateway.port(), "/r/both");
    expect(answer).toMatchObject({ framing: "chunked", text: "hello", complete: true });
    expect(answer.header("content-length")).toBeNull();
  });
});
