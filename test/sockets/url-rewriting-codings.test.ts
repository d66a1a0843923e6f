import { brotliCompressSync, deflateSync, gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
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

describe("codings", () => {
  const { sent, named } = ((): { sent: () => string; named: () => string } => ({
    sent: () => packument("coded", 50).sent,
    named: () => packument("coded", 50).named,
  }))();

  test.each(["gzip", "gzip, deflate, br", "br;q=1, gzip;q=0.5", "*"])(
    "Accept-Encoding: %s gets gzip",
    async (accept) => {
      const path = `/gzip-${encodeURIComponent(accept)}`;
      serve(path, gzipSync(sent()), { ...JSON_TYPE, "Content-Encoding": "gzip", Vary: "Accept-Encoding" });
      const answer = await get(`/npm${path}`, { "Accept-Encoding": accept });
      expect([answer.header("content-encoding"), answer.header("vary")]).toEqual(["gzip", "Accept-Encoding"]);
      expect(answer.complete).toBe(true);
      expect(gunzipSync(answer.body).toString()).toBe(named());
      expect(origin.only(`/base${path}`).headers("accept-encoding")).toEqual(["gzip"]);
    },
  );

  test.each([undefined, "identity", "br", "gzip;q=0", "deflate, zstd"])(
    "Accept-Encoding: %s gets identity",
    async (accept) => {
      const path = `/none-${encodeURIComponent(accept ?? "absent")}`;
      serve(path, gzipSync(sent()), { ...JSON_TYPE, "Content-Encoding": "gzip" });
      const answer = await get(`/npm${path}`, accept === undefined ? {} : { "Accept-Encoding": accept });
      expect(answer.header("content-encoding")).toBeNull();
      expect(answer.header("vary")).toMatch(/accept-encoding/i);
      expect(answer).toMatchObject({ text: named(), complete: true });
      expect(origin.only(`/base${path}`).headers("accept-encoding")).toEqual(["identity"]);
    },
  );

  test("an origin that compresses with br unrequested", async () => {
    serve("/br", brotliCompressSync(sent()), { ...JSON_TYPE, "Content-Encoding": "br" });
    const compressed = await get("/npm/br", { "Accept-Encoding": "gzip" });
    expect(compressed.header("content-encoding")).toBe("gzip");
    expect(gunzipSync(compressed.body).toString()).toBe(named());
    const plain = await get("/npm/br");
    expect([plain.header("content-encoding"), plain.text]).toEqual([null, named()]);
  });

  test.each([
    ["zstd", zstdCompressSync("{}")],
    ["deflate", deflateSync("{}")],
  ])("%s unrequested passes unchanged, with its own validators", async (coding, body) => {
    serve(`/${coding}`, body, { ...JSON_TYPE, "Content-Encoding": coding, ETag: '"abc"' });
    const answer = await get(`/npm/${coding}`, { "Accept-Encoding": `gzip, ${coding}` });
    expect(answer.body.equals(body)).toBe(true);
    expect([answer.header("content-encoding"), answer.header("etag")]).toEqual([coding, '"abc"']);
  });

  test("an error in gzip is heard, and spoken in the client's form", async () => {
    const refusal = gzipSync(JSON.stringify({ message: "Package coded is blocked." }));
    origin.on("/base/refused", (exchange) =>
      exchange.answer("403 Forbidden", { ...JSON_TYPE, "Content-Encoding": "gzip" }, refusal),
    );
    const answer = await get("/npm/refused", { "Accept-Encoding": "gzip" });
    expect([answer.status, answer.header("content-encoding")]).toEqual([403, null]);
    expect(answer.text).toContain("Package coded is blocked.");
  });

  test("an answer that turns out not to be a document, but was requested compressed like one", async () => {
    serve("/blob", gzipSync(sent()), {
      "Content-Type": "text/plain",
      "Content-Encoding": "gzip",
      ETag: '"abc"',
    });
    const answer = await get("/npm/blob", { "Accept-Encoding": "gzip" });
    expect([answer.header("content-encoding"), answer.header("etag")]).toEqual(["gzip", '"abc"']);
    expect(gunzipSync(answer.body).toString()).toBe(sent());
    expect((await get("/npm/blob", { "Accept-Encoding": "identity" })).text).toBe(sent());
  });

  test("with the route's notice", async () => {
    const text = (base: string): string => `"metadata-url":"${base}/p2/%package%.json"}`;
    const body = gzipSync(`{${text(`${origin.url}/base`)}`);
    serve("/packages.json", body, { ...JSON_TYPE, "Content-Encoding": "gzip" });
    const headers = {
      "Accept-Encoding": "gzip",
      "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.4.1; cURL 8.5)",
    };
    const answer = await get("/told/packages.json", headers);
    expect(gunzipSync(answer.body).toString()).toBe(
      `{"info":"Moving on Friday.",${text("http://packages.example/told")}`,
    );
  });

  test("through an edge that compresses by itself", async () => {
    serve("/edge", gzipSync(sent()), { ...JSON_TYPE, "Content-Encoding": "gzip" });
    const answer = await ask(gateway.entryPort, "/npm/edge", { headers: { "Accept-Encoding": "gzip" } });
    expect(answer.header("content-encoding")).toBe("gzip");
    expect(gunzipSync(answer.body).toString()).toContain("packages.example/npm/coded/-/coded-1.49.0.tgz");
  });

  const spellings: readonly [coding: string, code: (text: string) => string | Buffer][] = [
    ["identity", (text) => text],
    ["Identity", (text) => text],
    ["GZIP", gzipSync],
    ["x-gzip", gzipSync],
  ];
  test.each(spellings)("Content-Encoding: %s is understood", async (coding, code) => {
    serve(`/as-${coding}`, code(sent()), { ...JSON_TYPE, "Content-Encoding": coding });
    const plain = await get(`/npm/as-${coding}`);
    expect(plain.header("content-encoding")).toBeNull();
    expect(plain).toMatchObject({ text: named(), complete: true });
    const again = await get(`/npm/as-${coding}`, { "Accept-Encoding": "gzip" });
    const isGzip = again.header("content-encoding") === "gzip";
    expect(isGzip).toBe(!/identity/i.test(coding));
    expect((isGzip ? gunzipSync(again.body) : again.body).toString()).toBe(named());
  });

  test.each([
    ["gzip", "200 OK"],
    ["br", "200 OK"],
    ["x-gzip", "200 OK"],
    ["gzip", "201 Created"],
    ["gzip", "302 Found"],
  ])("an empty body in %s, with %s, stays empty", async (coding, status) => {
    const path = `/empty-${coding}-${status.slice(0, 3)}`;
    const headers = { ...JSON_TYPE, "Content-Encoding": coding, Location: `${origin.url}/base/a` };
    origin.on(`/base${path}`, (exchange) => exchange.answer(status, headers, ""));
    for (const accept of ["gzip", "identity"]) {
      const answer = await get(`/empty${path}`, { "Accept-Encoding": accept });
      expect(answer).toMatchObject({ status: Number(status.slice(0, 3)), text: "", complete: true });
      // A redirect is not a document: it passes unchanged to a client that accepts that coding.
      const expected = status.startsWith("302") && accept === "gzip" ? coding : null;
      expect([answer.header("content-encoding"), answer.header("content-length")]).toEqual([expected, "0"]);
      expect(answer.header("location")).toBe("http://packages.example/empty/a");
    }
  });
});
