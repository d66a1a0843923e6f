import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, expectSpoken, METHODS } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "npm", origin: origin.url, timeout_ms: 1_500 };
  return [
    { ...base, path: "/off/*", enabled: false },
    { ...base, path: "/none/*", enabled: "0%" },
    { ...base, path: "/half/*", enabled: "50%" },
    { ...base, path: "/all/*", enabled: "100%" },
    { ...base, path: "/dead/*", enabled: false, origin: DEAD_ORIGIN },
  ];
});

const REFUSALS = [
  [
    "403 Package is quarantined, ask security",
    { "Content-Type": "application/json", "X-Request-Id": "r1" },
    '{"message":"403 Forbidden"}',
  ],
  [
    "404 Not Found",
    { "Content-Type": "text/html", ETag: '"e"', "Cache-Control": "public, max-age=60" },
    "<h1>Not here</h1>",
  ],
  ["401 Unauthorized", { "WWW-Authenticate": 'Basic realm="x"', "Set-Cookie": "a=b" }, "no"],
  ["429 Slow down", { "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT", Location: "/docs" }, ""],
  [
    "500 Oops",
    { "Content-Disposition": "attachment", "X-Outspoken": "the origin's own" },
    "\u0000\u001b[31mred",
  ],
  ["522 <none>", { "cf-error-type": "522", "CF-RAY": "x-FRA" }, "error code: 522"],
  ["499 Odd", {}, "odd"],
] as const;

describe.each(["off", "none"])("/%s", (route) => {
  test.each(REFUSALS)("%s passes unchanged: status line, headers, body", async (status, headers, body) => {
    const path = `/${status.slice(0, 3)}`;
    origin.on(path, (exchange) => exchange.answer(status, headers, body));
    const answer = await ask(gateway.port(), `/${route}${path}`);
    expect(answer.line).toBe(`HTTP/1.1 ${status}`);
    // The client requested `Connection: close`.
    const expected = { ...headers, "Content-Length": String(Buffer.byteLength(body)), Connection: "close" };
    expect(Object.fromEntries(answer.headers.map(([name, value]) => [name.toLowerCase(), value]))).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [name.toLowerCase(), value])),
    );
    expect(answer.body.equals(Buffer.from(body))).toBe(true);
    expect(gateway.log.matching({ event: "failure", route, status: answer.status })).toEqual([]);
  });

  test("a compressed refusal passes byte for byte, a chunked one with its content", async () => {
    const bytes = gzipSync('{"message":"no"}');
    origin.on("/gzip", (exchange) => exchange.answer("403 No", { "Content-Encoding": "gzip" }, bytes));
    const compressed = await ask(gateway.port(), `/${route}/gzip`, {
      headers: { "Accept-Encoding": "gzip" },
    });
    expect([compressed.header("content-encoding"), compressed.body.equals(bytes)]).toEqual(["gzip", true]);
    origin.on("/chunked", (exchange) => {
      exchange.send("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n");
      exchange.send(chunks("a", "b"));
      exchange.send(LAST_CHUNK);
    });
    expect(await ask(gateway.port(), `/${route}/chunked`)).toMatchObject({
      status: 403,
      text: "ab",
      complete: true,
    });
  });

  test("a refusal larger than what would be read passes completely", async () => {
    origin.on("/large", (exchange) => exchange.answer("403 No", {}, "a".repeat(300_000)));
    const answer = await ask(gateway.port(), `/${route}/large`);
    expect([answer.status, answer.body.length, answer.complete]).toEqual([403, 300_000, true]);
  });
});

describe("off: an origin that can't be reached gets a plain line, whatever the format", () => {
  test.each(METHODS)("502: %s", async (method) => {
    const answer = await ask(gateway.port(), "/dead/x", askOf(method));
    await expectSpoken(gateway, answer, { status: 502, category: "unreachable" });
    expect(answer.line).toBe("HTTP/1.1 502 Bad Gateway");
    expect(answer.header("content-type")).toBe("text/plain; charset=utf-8");
    expect(answer.header("npm-notice")).toBeNull();
    if (method !== "HEAD") expect(answer.text).toMatch(/^[^\n]*Reference: [a-z]+\n$/);
  });

  test.each(METHODS)("504: %s", async (method) => {
    origin.on("/silent", (exchange) => exchange.closes());
    const answer = await ask(gateway.port(), "/off/silent", askOf(method));
    await expectSpoken(gateway, answer, { status: 504, category: "timeout" });
    expect(answer.line).toBe("HTTP/1.1 504 Gateway Timeout");
  });

  test("400 for a path that leaves the origin's base", async () => {
    const answer = await ask(gateway.port(), "/off/..%2fsecret");
    expect([answer.status, answer.header("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
  });
});

describe("a share of the clients", () => {
  const addresses = Array.from({ length: 60 }, (_, index) => `203.0.113.${index}`);

  async function isSpoken(route: string, address: string): Promise<boolean> {
    origin.on("/shared", (exchange) => exchange.answer("403 No", {}, "no"));
    const answer = await ask(gateway.port(), `/${route}/shared`, {
      headers: { "CF-Connecting-IP": address },
    });
    return answer.header("x-outspoken") !== null;
  }

  test("is about as large as configured, and the same client is always on the same side", async () => {
    const first = await Promise.all(addresses.map((address) => isSpoken("half", address)));
    const second = await Promise.all(addresses.map((address) => isSpoken("half", address)));
    expect(second).toEqual(first);
    const spoken = first.filter(Boolean).length;
    expect(spoken).toBeGreaterThan(15);
    expect(spoken).toBeLessThan(45);
  });

  test("100% is all clients", async () => {
    const all = await Promise.all(addresses.map((address) => isSpoken("all", address)));
    expect(all).toEqual(addresses.map(() => true));
  });
});
