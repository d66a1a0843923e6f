import { type IncomingMessage, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { READ_AHEAD_MAX_BYTES, READ_AHEAD_MAX_MS } from "../../src/limits.ts";
import { Connection, requestHead } from "./client.ts";
import { ARRIVAL_MS } from "./faults.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import {
  gateway,
  get,
  JSON_TYPE,
  origin,
  packument,
  serve,
  serveRewriting,
} from "./url-rewriting-registry.ts";

serveRewriting();

describe("a document in transit", () => {
  test("arrives from its beginning before the origin has sent the rest", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const url = `"${origin.url}/base/a.tgz", `;
    origin.on("/base/slow", async (exchange) => {
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      exchange.send(chunks(`[${url.repeat(100)}`));
      await promise;
      exchange.send(chunks("1]"));
      exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/npm/slow"));
    await client.receives('"http://packages.example/npm/a.tgz", "http');
    resolve();
    const answer = await client.answer();
    expect(JSON.parse(answer.text)).toHaveLength(101);
  });

  test("of 50 MB passes with every URL rewritten, plain and in gzip", async () => {
    const line = `"${origin.url}/base/left-pad/-/left-pad-1.0.0.tgz", ${"x".repeat(943)}\n`;
    const lines = 50_000;
    const body = Buffer.from(line.repeat(lines));
    const named = Buffer.from(
      line.replace(`${origin.url}/base`, "http://packages.example/npm").repeat(lines),
    );
    serve("/big", body);
    serve("/big-gzip", gzipSync(body, { level: 1 }), { ...JSON_TYPE, "Content-Encoding": "gzip" });
    expect((await download("/npm/big", {})).equals(named)).toBe(true);
    const compressed = await download("/npm/big-gzip", { "Accept-Encoding": "gzip" });
    expect(gunzipSync(compressed).equals(named)).toBe(true);
  });

  test.each([undefined, "gzip"])(
    "that breaks off does not look complete (Accept-Encoding: %s)",
    async (accept) => {
      const { sent } = packument("broken", 10_000);
      expect(sent.length).toBeGreaterThan(2 * READ_AHEAD_MAX_BYTES);
      const body = accept === undefined ? Buffer.from(sent) : gzipSync(sent, { level: 0 });
      origin.on(`/base/broken-${accept}`, async (exchange) => {
        const coding = accept === undefined ? "" : `Content-Encoding: ${accept}\r\n`;
        exchange.send(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${coding}Transfer-Encoding: chunked\r\n\r\n`,
        );
        exchange.send(chunks(body.subarray(0, body.length - 5_000)));
        await wait(ARRIVAL_MS);
        exchange.reset();
      });
      const answer = await get(
        `/npm/broken-${accept}`,
        accept === undefined ? {} : { "Accept-Encoding": accept },
        { patienceMs: 1_500 },
      );
      expect(answer.status).toBe(200);
      const isComplete = answer.complete && (accept === undefined || isCompleteGzip(answer.body));
      expect(isComplete).toBe(false);
    },
  );
});

/** The head of a chunked answer, or of one with the given length. */
function headOf(length: number | null, more = ""): string {
  const framing = length === null ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${more}${framing}\r\n\r\n`;
}

describe("a document that stalls", () => {
  test.each(["chunks", "Content-Length"])("is sent as far as it has arrived, with %s", async (framing) => {
    const { sent, named } = packument("stalls", 100);
    // The rewriter holds back as much as the longest path.
    const [first, rest] = [sent.slice(0, 4_000), sent.slice(4_000)];
    const isChunked = framing === "chunks";
    const { promise, resolve } = Promise.withResolvers<void>();
    origin.on("/base/stalls", async (exchange) => {
      exchange.send(headOf(isChunked ? null : sent.length));
      exchange.send(isChunked ? chunks(first) : first);
      await promise;
      exchange.send(isChunked ? chunks(rest) : rest);
      if (isChunked) exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/npm/stalls"));
    await client.receives('"http://packages.example/npm/stalls/-/stalls-1.0.0.tgz"');
    resolve();
    expect(await client.answer()).toMatchObject({ status: 200, text: named, complete: true });
  });

  test("whose client leaves before the headers is counted once", async () => {
    origin.on("/base/left/stalls", async (exchange) => {
      exchange.send(headOf(1_000));
      exchange.send("{");
      await exchange.closes();
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/npm/left/stalls"));
    await origin.arrives("/base/left/stalls");
    await wait(READ_AHEAD_MAX_MS / 4);
    client.reset();
    await origin.only("/base/left/stalls").closes();
    const line = { event: "failure", route: "npm", category: "aborted" };
    await gateway.log.line(line);
    // Anything logged twice would be there by now.
    await get("/npm/left/afterwards");
    expect(gateway.log.matching(line)).toHaveLength(1);
  });
});

describe("a document that ends at once gets a length, however it was framed", () => {
  test("in chunks", async () => {
    const { sent, named } = packument("chunked", 20);
    origin.on("/base/chunked", (exchange) => exchange.send(headOf(null) + chunks(sent) + LAST_CHUNK));
    const answer = await get("/npm/chunked");
    expect(answer).toMatchObject({ framing: "length", text: named, complete: true });
  });

  test("in gzip, for a client that accepts none", async () => {
    const { sent, named } = packument("coded", 20);
    serve("/coded", gzipSync(sent), { ...JSON_TYPE, "Content-Encoding": "gzip" });
    const answer = await get("/npm/coded");
    expect(answer).toMatchObject({ framing: "length", text: named, complete: true });
  });

  test.each(["5", "0", "100000"])(
    "in chunks, with a Content-Length: %s that does not count (RFC 9112 6.3)",
    async (length) => {
      const { sent, named } = packument("both", 20);
      const both = `Content-Length: ${length}\r\n`;
      origin.on(`/base/both-${length}`, (exchange) =>
        exchange.send(headOf(null, both) + chunks(sent) + LAST_CHUNK),
      );
      origin.on(`/base/both-gzip-${length}`, (exchange) => {
        exchange.send(headOf(null, `${both}Content-Encoding: gzip\r\n`));
        exchange.send(chunks(gzipSync(sent)));
        exchange.send(LAST_CHUNK);
      });
      for (const path of [`/npm/both-${length}`, `/npm/both-gzip-${length}`]) {
        const answer = await get(path);
        expect(answer).toMatchObject({ framing: "length", text: named, complete: true });
      }
    },
  );
});

describe("a document with a Content-Length small enough to be read ahead", () => {
  test.each([
    ["closed in its middle", 300],
    ["closed before its first byte", 0],
  ])("%s is reported as unreachable", async (_, bytes) => {
    const { sent } = packument("whole", 20);
    const path = `/cut-${bytes}`;
    origin.on(`/base${path}`, (exchange) => {
      exchange.send(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${sent.length}\r\n\r\n`,
      );
      exchange.send(sent.slice(0, bytes));
      exchange.reset();
    });
    const answer = await get(`/npm${path}`);
    expect(answer.status).toBe(502);
    expect(answer.header("x-outspoken")).toBe("unreachable");
    expect(JSON.parse(answer.text).error).toMatch(/could not be reached/);
  });

  test("arrives in many parts", async () => {
    const { named } = packument("parts", 20);
    const parts = packument("parts", 20).sent.match(/.{1,97}/gs) ?? [];
    origin.on("/base/parts", async (exchange) => {
      const length = parts.join("").length;
      exchange.send(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`);
      for (const part of parts) {
        exchange.send(part);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    expect(await get("/npm/parts")).toMatchObject({ status: 200, text: named, complete: true });
  });

  test("is empty", async () => {
    serve("/empty", "");
    expect(await get("/empty/empty")).toMatchObject({ status: 200, text: "", complete: true });
  });
});

/** For large bodies: the raw client parses the whole chunked body again at every packet. */
async function download(path: string, headers: Record<string, string>): Promise<Buffer> {
  const options = { port: gateway.port(), path, headers: { Host: "packages.example", ...headers } };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(options, resolve).on("error", reject).end();
  const parts: Buffer[] = [];
  for await (const part of await promise) parts.push(part);
  return Buffer.concat(parts);
}

function isCompleteGzip(body: Buffer): boolean {
  try {
    gunzipSync(body);
    return true;
  } catch {
    return false;
  }
}
