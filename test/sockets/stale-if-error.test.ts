import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askSpoken } from "./spoken-answer.ts";

const TAG = { "If-None-Match": '"abc"' };
const DATE = { "If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT" };

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "npm", origin: DEAD_ORIGIN, timeout_ms: 300, retries: 0 };
  return [
    { ...base, path: "/stale/*", stale_if_error: true },
    { ...base, path: "/always/*", stale_if_error: "always" },
    { ...base, path: "/never/*" },
    { ...base, path: "/off/*", stale_if_error: true, enabled: false },
    { ...base, path: "/up/*", stale_if_error: true, origin: origin.url },
  ];
});

describe("a 304 with the client's validator confirms its copy", () => {
  test.each([
    ["a tag", TAG, "etag", '"abc"'],
    ["a weak tag", { "If-None-Match": 'W/"abc-x"' }, "etag", 'W/"abc-x"'],
    ["a date", DATE, "last-modified", DATE["If-Modified-Since"]],
    // Conditions precede ranges (RFC 9110 13.2.2); Bundler uses both to fetch what is new in an index.
    ["a tag along with a range", { ...TAG, Range: "bytes=1-" }, "etag", '"abc"'],
    ["a tag along with a date", { ...TAG, ...DATE }, "etag", '"abc"'],
  ])("%s", async (_, headers, name, value) => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await ask(gateway.port(), "/stale/left-pad", { method, headers });
      expect([answer.status, answer.header(name), answer.complete]).toEqual([304, value, true]);
      expect(answer.header("cache-control"), "npm would drop a copy that it must not store").toBeNull();
      const ref = answer.header("x-outspoken-ref") ?? "";
      const line = await gateway.log.line({ event: "failure", ref });
      expect(line).toMatchObject({ category: "unreachable", status: 304, method });
    }
  });

  test("after a silence", async () => {
    origin.on("/silent", () => new Promise(() => {}));
    expect((await ask(gateway.port(), "/up/silent", { headers: TAG })).status).toBe(304);
  });

  test("after an edge's outage error", async () => {
    origin.on("/edge", (exchange) => exchange.answer("521 ", {}, "error code: 521"));
    expect((await ask(gateway.port(), "/up/edge", { headers: TAG })).status).toBe(304);
  });

  test("with credentials if the route says so", async () => {
    const headers = { ...TAG, Authorization: "Bearer t" };
    expect((await ask(gateway.port(), "/always/left-pad", { headers })).status).toBe(304);
  });
});

describe("a failure stays a failure", () => {
  test.each<[string, string, string, Record<string, string>]>([
    ["without a condition", "GET", "/stale/left-pad", {}],
    ["with credentials", "GET", "/stale/left-pad", { ...TAG, Authorization: "Bearer t" }],
    ["with a cookie", "GET", "/stale/left-pad", { ...TAG, Cookie: "a=b" }],
    ["with several tags", "GET", "/stale/left-pad", { "If-None-Match": '"a", "b"' }],
    ["with any tag", "GET", "/stale/left-pad", { "If-None-Match": "*" }],
    ["for a part", "GET", "/stale/left-pad", { Range: "bytes=1-", "If-Range": '"abc"' }],
    ["for the rest of a part", "GET", "/stale/left-pad", { ...DATE, Range: "bytes=1-", "If-Range": '"abc"' }],
    ["for a package's file", "GET", "/stale/left-pad/-/left-pad-1.0.0.tgz", TAG],
    ["for a write", "PUT", "/stale/left-pad", TAG],
    ["on a route without it", "GET", "/never/left-pad", TAG],
  ])("%s", async (_, method, target, headers) => {
    await askSpoken(gateway, target, { method, headers }, { status: 502, category: "unreachable" });
  });

  test("on a route that is off", async () => {
    expect((await ask(gateway.port(), "/off/left-pad", { headers: TAG })).status).toBe(502);
  });

  test.each([500, 502, 503, 504])("if the origin itself answers %d", async (status) => {
    origin.on("/says", (exchange) => exchange.answer(`${status} No`, {}, "no"));
    expect((await ask(gateway.port(), "/up/says", { headers: TAG })).status).toBe(status);
  });
});
