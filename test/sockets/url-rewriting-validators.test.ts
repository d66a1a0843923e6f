import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { get, JSON_TYPE, origin, packument, serve, serveRewriting } from "./url-rewriting-registry.ts";

serveRewriting();

describe("validators", () => {
  const DATE = "Wed, 21 Oct 2026 07:28:00 GMT";

  function serveRevalidating(path: string, tag: string): void {
    origin.on(`/base${path}`, (exchange) => {
      const headers = { ...JSON_TYPE, ETag: tag, "Last-Modified": DATE };
      const isFresh =
        exchange.header("if-none-match") === tag || exchange.header("if-modified-since") === DATE;
      if (isFresh)
        exchange.send(`HTTP/1.1 304 Not Modified\r\nETag: ${tag}\r\nLast-Modified: ${DATE}\r\n\r\n`);
      else exchange.answer("200 OK", headers, packument("valid").sent);
    });
  }

  test.each(['"abc"', 'W/"abc"', '"abc-gzip"'])(
    "ETag %s is sent marked, comes back, and is answered 304",
    async (tag) => {
      const path = `/tag-${encodeURIComponent(tag)}`;
      serveRevalidating(path, tag);
      const first = await get(`/npm${path}`);
      const marked = first.header("etag") ?? "";
      expect(marked).toMatch(/^W\/"abc(?:-gzip)?-[0-9a-f]{8}s?"$/);
      expect(first.header("last-modified")).toBe(DATE);
      const again = await get(`/npm${path}`, { "If-None-Match": marked, "If-Modified-Since": DATE });
      expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
      expect(again.header("etag")).toBe(marked);
      const seen = origin.to(`/base${path}`).at(-1);
      expect([seen?.headers("if-none-match"), seen?.headers("if-modified-since")]).toEqual([[tag], [DATE]]);
    },
  );

  test.each([
    ["the origin's own tag, of a copy that names the origin", { "If-None-Match": '"abc"' }],
    ["a tag of another mapping", { "If-None-Match": '"abc-00000000"' }],
    ["a date alone", { "If-Modified-Since": DATE }],
    ["a date along with a tag that is not ours", { "If-None-Match": '"abc"', "If-Modified-Since": DATE }],
  ])("%s validates nothing", async (what, conditions) => {
    const path = `/stale-${what.replaceAll(" ", "-")}`;
    serveRevalidating(path, '"abc"');
    expect(await get(`/npm${path}`, conditions)).toMatchObject({
      status: 200,
      text: packument("valid").named,
    });
  });

  test("under another host name the gateway has other tags", async () => {
    serveRevalidating("/names", '"abc"');
    const tag = (await get("/npm/names")).header("etag") ?? "";
    const other = await get("/npm/names", { "If-None-Match": tag }, { host: "other.example" });
    expect(other.status).toBe(200);
    expect(other.header("etag")).not.toBe(tag);
  });

  test("Composer, which uses only dates, revalidates by a marked date; others get the date itself", async () => {
    serveRevalidating("/p2/acme/tool.json", '"abc"');
    const composer = { "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.4.1; cURL 8.5)" };
    const first = await get("/php/p2/acme/tool.json", composer);
    const date = first.header("last-modified") ?? "";
    expect(date).toMatch(/GMT; mapping=[0-9a-f]{8}$/);
    expect(first.header("vary")).toBe("user-agent");
    expect(await get("/php/p2/acme/tool.json", { ...composer, "If-Modified-Since": date })).toMatchObject({
      status: 304,
    });
    expect(await get("/php/p2/acme/tool.json", { ...composer, "If-Modified-Since": DATE })).toMatchObject({
      status: 200,
    });
    expect((await get("/php/p2/acme/tool.json")).header("last-modified")).toBe(DATE);
  });

  test("If-Match of a write names the origin's tag", async () => {
    serveRevalidating("/write", '"abc"');
    const tag = (await get("/npm/write")).header("etag") ?? "";
    await get("/npm/write", { "If-Match": tag }, { method: "PUT", body: "{}" });
    await get("/npm/write", { "If-Match": '"other"' }, { method: "PUT", body: "{}" });
    const puts = origin.to("/base/write").filter(({ method }) => method === "PUT");
    expect(puts.map((seen) => seen.headers("if-match"))).toEqual([['"abc"'], ['"other"']]);
  });
});

describe("HEAD and Range", () => {
  test.each([{}, { "Accept-Encoding": "gzip" }])("HEAD has the fields of GET: %j", async (accept) => {
    const { sent } = packument("head");
    const path = `/head-${Object.keys(accept).length}`;
    serve(path, gzipSync(sent), {
      ...JSON_TYPE,
      "Content-Encoding": "gzip",
      ETag: '"abc"',
      "Accept-Ranges": "bytes",
    });
    const answer = await get(`/npm${path}`, accept);
    const head = await get(`/npm${path}`, accept, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, complete: true });
    for (const name of ["etag", "content-encoding", "content-type", "accept-ranges", "vary"]) {
      expect([name, head.header(name)]).toEqual([name, answer.header(name)]);
    }
    expect(head.header("content-length")).toBeNull();
  });

  test("a document is sent completely, whatever range is requested", async () => {
    const { sent, named } = packument("range");
    serve("/range", sent);
    const answer = await get("/npm/range", { Range: "bytes=0-9", "If-Range": '"abc"' });
    expect(answer).toMatchObject({ status: 200, text: named });
    const seen = origin.only("/base/range");
    expect([seen.headers("range"), seen.headers("if-range")]).toEqual([[], []]);
  });
});
