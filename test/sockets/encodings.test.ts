import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const PLAIN = JSON.stringify({ name: "left-pad", readme: "all work and no play ".repeat(500) });

const CODED: Readonly<Record<string, Buffer>> = {
  gzip: gzipSync(PLAIN),
  br: brotliCompressSync(PLAIN),
  deflate: deflateSync(PLAIN),
  zstd: zstdCompressSync(PLAIN),
};
const CODINGS = Object.keys(CODED);

function coded(coding: string): Buffer {
  return CODED[coding] ?? Buffer.from(PLAIN);
}

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

for (const coding of CODINGS) {
  const headers = { "Content-Type": "application/json", "Content-Encoding": coding };
  origin.on(`/${coding}`, (exchange) => exchange.answer("200 OK", headers, coded(coding)));
  origin.on(`/chunked-${coding}`, (exchange) => {
    exchange.send(`HTTP/1.1 200 OK\r\nContent-Encoding: ${coding}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    exchange.send(chunks(coded(coding).subarray(0, 20), coded(coding).subarray(20)));
    exchange.send(LAST_CHUNK);
  });
}

describe("a compressed body passes untouched", () => {
  test.each(CODINGS)("%s, with its length", async (coding) => {
    const answer = await ask(gateway.port(), `/r/${coding}`, { headers: { "Accept-Encoding": coding } });
    expect(answer).toMatchObject({ status: 200, framing: "length", complete: true });
    expect(answer.header("content-encoding")).toBe(coding);
    expect(answer.header("content-length")).toBe(String(coded(coding).length));
    expect(answer.body.equals(coded(coding))).toBe(true);
  });

  test.each(CODINGS)("%s, in chunks", async (coding) => {
    const answer = await ask(gateway.port(), `/r/chunked-${coding}`, {
      headers: { "Accept-Encoding": coding },
    });
    expect(answer).toMatchObject({ status: 200, framing: "chunked", complete: true });
    expect(answer.header("content-encoding")).toBe(coding);
    expect(answer.body.equals(coded(coding))).toBe(true);
  });

  test.each(CODINGS)("%s: HEAD has the same coding and length, and no body", async (coding) => {
    const answer = await ask(gateway.port(), `/r/${coding}`, {
      method: "HEAD",
      headers: { "Accept-Encoding": coding },
    });
    expect(answer).toMatchObject({ status: 200, complete: true });
    expect(answer.header("content-encoding")).toBe(coding);
    expect(answer.header("content-length")).toBe(String(coded(coding).length));
  });

  test("an unknown coding", async () => {
    origin.on("/odd", (exchange) => exchange.answer("200 OK", { "Content-Encoding": "x-odd" }, "bytes"));
    const answer = await ask(gateway.port(), "/r/odd", { headers: { "Accept-Encoding": "x-odd" } });
    expect([answer.header("content-encoding"), answer.text]).toEqual(["x-odd", "bytes"]);
  });

  test.each([
    "gzip",
    "gzip, deflate, br",
    "gzip,deflate",
    "GZIP",
    "br;q=1.0, gzip;q=0.8, *;q=0.1",
    "deflate, gzip;q=1.0",
    "*",
  ])("gzip, for a client that accepts %j", async (accept) => {
    const answer = await ask(gateway.port(), "/r/gzip", { headers: { "Accept-Encoding": accept } });
    expect(answer.header("content-encoding")).toBe("gzip");
    expect(answer.body.equals(coded("gzip"))).toBe(true);
  });
});

/** Sent by clients that can't decode gzip. */
const WITHOUT_GZIP = ["identity", "deflate", "br", "zstd", "gzip;q=0", "identity, gzip;q=0.0", "*;q=0"];

describe.skipIf(IS_OBSERVED)("a client that does not accept gzip never gets gzip", () => {
  test.each(WITHOUT_GZIP)("Accept-Encoding %j, and the origin compresses anyway", async (accept) => {
    for (const path of ["gzip", "chunked-gzip"]) {
      const answer = await ask(gateway.port(), `/r/${path}`, { headers: { "Accept-Encoding": accept } });
      expect([path, answer.header("content-encoding")]).toEqual([path, null]);
      expect(answer).toMatchObject({ status: 200, text: PLAIN, complete: true });
    }
  });

  test.each(["identity", "gzip", "br;q=0, *"])(
    "Accept-Encoding %j, and the origin sends br unrequested",
    async (accept) => {
      const answer = await ask(gateway.port(), "/r/br", { headers: { "Accept-Encoding": accept } });
      expect(answer.header("content-encoding")).toBeNull();
      expect(answer).toMatchObject({ status: 200, text: PLAIN, complete: true });
    },
  );

  test("gets the bytes unchanged if the gateway can't decode them", async () => {
    const answer = await ask(gateway.port(), "/r/zstd", { headers: { "Accept-Encoding": "identity" } });
    expect(answer.header("content-encoding")).toBe("zstd");
    expect(answer.body.equals(coded("zstd"))).toBe(true);
  });

  test.each(["identity", "deflate"])("through an edge that sends `br, gzip` for it: %j", async (accept) => {
    const answer = await ask(gateway.entryPort, "/r/gzip", { headers: { "Accept-Encoding": accept } });
    expect(answer.header("content-encoding")).toBeNull();
    expect(answer).toMatchObject({ text: PLAIN, complete: true });
  });

  test.each(["gzip", "x-gzip", "deflate"])(
    "an empty body labelled %s, which is not valid in that coding: empty, and at once",
    async (coding) => {
      for (const status of ["200 OK", "302 Found"]) {
        const path = `/empty-${coding}-${status.slice(0, 3)}`;
        origin.on(path, (exchange) => exchange.answer(status, { "Content-Encoding": coding }, ""));
        const headers = { "Accept-Encoding": "identity" };
        const answer = await ask(gateway.port(), `/r${path}`, { headers });
        expect(answer).toMatchObject({ status: Number(status.slice(0, 3)), text: "", complete: true });
        expect([answer.header("content-encoding"), answer.header("content-length")]).toEqual([null, "0"]);
      }
    },
  );

  test("HEAD states neither the coding nor the compressed length", async () => {
    const headers = { "Accept-Encoding": "identity" };
    const answer = await ask(gateway.port(), "/r/gzip", { method: "HEAD", headers });
    expect([answer.status, answer.header("content-encoding")]).toEqual([200, null]);
    expect(answer.header("content-length")).not.toBe(String(coded("gzip").length));
  });
});

describe("a client without Accept-Encoding takes any coding (RFC 9110 12.5.3): the body passes unchanged", () => {
  test.each(CODINGS)("%s, with its length, directly and through an edge", async (coding) => {
    for (const port of [gateway.port(), gateway.entryPort]) {
      const answer = await ask(port, `/r/${coding}`);
      expect(answer).toMatchObject({ status: 200, complete: true });
      expect(answer.header("content-encoding")).toBe(coding);
      expect(answer.header("content-length")).toBe(String(coded(coding).length));
      expect(answer.body.equals(coded(coding))).toBe(true);
    }
  });

  test.each(["200 OK", "302 Found"])("an empty body in gzip: %s", async (status) => {
    origin.on("/nothing", (exchange) => exchange.answer(status, { "Content-Encoding": "gzip" }, ""));
    const answer = await ask(gateway.port(), "/r/nothing");
    expect([answer.status, answer.header("content-encoding"), answer.header("content-length")]).toEqual([
      Number(status.slice(0, 3)),
      "gzip",
      "0",
    ]);
  });
});

describe("the origin gets the codings that the client accepts and the gateway can decode in an error", () => {
  const cases = [
    [undefined, "identity"],
    ["identity", "identity"],
    ["gzip", "gzip"],
    ["gzip, deflate, zstd;q=0.5", "gzip, deflate"],
    ["br, zstd", "identity"],
    ["gzip;q=0, *", "deflate"],
    ["", "identity"],
  ] as const;

  test.each(cases)("%j becomes %j", async (accept, asked) => {
    const path = `/asked-${encodeURIComponent(accept ?? "none")}`;
    await ask(
      gateway.port(),
      `/r${path}`,
      accept === undefined ? {} : { headers: { "Accept-Encoding": accept } },
    );
    expect(origin.only(path).headers("accept-encoding")).toEqual([asked]);
  });

  test.each(cases)("%j becomes %j through an edge that sends `br, gzip` for it", async (accept, asked) => {
    const path = `/edge-${encodeURIComponent(accept ?? "none")}`;
    const headers = accept === undefined ? {} : { "Accept-Encoding": accept };
    await ask(gateway.entryPort, `/r${path}`, { headers });
    expect(origin.only(path).headers("accept-encoding")).toEqual([asked]);
  });
});

describe.skipIf(IS_OBSERVED)("a compressed error answer", () => {
  const said = '{"message":"Package left-pad is blocked."}';
  const errors: Readonly<Record<string, Buffer>> = {
    gzip: gzipSync(said),
    br: brotliCompressSync(said),
    deflate: deflateSync(said),
    zstd: zstdCompressSync(said),
  };

  /** The platform decodes gzip and br, a stream deflate. If nothing can decode the body, only the status is known. */
  test.each([
    ["gzip", "Package left-pad is blocked."],
    ["deflate", "Package left-pad is blocked."],
    ["br", "Package left-pad is blocked."],
    ["zstd", "Forbidden"],
  ])("%s is read as %j, and the spoken answer does not state its coding", async (coding, phrase) => {
    origin.on(`/error-${coding}`, (exchange) => {
      const headers = { "Content-Type": "application/json", "Content-Encoding": coding };
      exchange.answer("403 Forbidden", headers, errors[coding]);
    });
    for (const accept of [coding, "identity"]) {
      const answer = await ask(gateway.port(), `/r/error-${coding}`, {
        headers: { "Accept-Encoding": accept },
      });
      expect([answer.status, answer.phrase, answer.header("content-encoding")]).toEqual([403, phrase, null]);
      expect(answer.header("content-length")).toBe(String(answer.body.length));
    }
  });
});
