import { describe, expect, test } from "vitest";
import { ask, Connection } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

describe("the framing of a request's body is kept", () => {
  test.each(["PUT", "POST", "PATCH", "DELETE"])("%s with a body", async (method) => {
    await ask(gateway.port(), `/r/${method}`, { method, body: "upload" });
    const seen = origin.only(`/${method}`);
    expect([seen.header("content-length"), seen.body.toString()]).toEqual(["6", "upload"]);
  });

  test.each(["PUT", "POST", "PATCH"])(
    "%s with Content-Length: 0 (OCI uploads begin and end this way)",
    async (method) => {
      const answer = await ask(gateway.port(), `/r/zero-${method}`, {
        method,
        headers: { "Content-Length": "0" },
      });
      const seen = origin.only(`/zero-${method}`);
      expect([answer.status, seen.header("content-length")]).toEqual([200, "0"]);
      expect(seen.header("transfer-encoding")).toBeNull();
    },
  );

  test.each(["GET", "HEAD", "DELETE"])("%s with Content-Length: 0 has no body", async (method) => {
    const answer = await ask(gateway.port(), `/r/zero-${method}`, {
      method,
      headers: { "Content-Length": "0" },
    });
    expect([answer.status, origin.to(`/zero-${method}`).length]).toEqual([200, 1]);
    expect(origin.only(`/zero-${method}`).header("transfer-encoding")).toBeNull();
  });

  test("GET with a body reaches the origin with it, or is refused as the client's mistake", async () => {
    const answer = await ask(gateway.port(), "/r/get-body", { body: "query" });
    const bodies = origin.to("/get-body").map((seen) => seen.body.toString());
    expect([answer.status, bodies]).toEqual(bodies.length > 0 ? [200, ["query"]] : [400, []]);
  });

  test("a compressed upload stays unchanged", async () => {
    const body = Buffer.from([0x1f, 0x8b, 0, 0xff, 0xfe, 13, 10, 0]);
    await ask(gateway.port(), "/r/binary", { method: "PUT", body, headers: { "Content-Encoding": "gzip" } });
    expect(origin.only("/binary").body.equals(body)).toBe(true);
  });
});

/** The head's framing of the body, and the body, where readers could disagree on its end. */
const AMBIGUOUS = [
  ["both a length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked", "5\r\nhello\r\n0\r\n\r\n"],
  [
    "both, and the length is longer",
    "Transfer-Encoding: chunked\r\nContent-Length: 99",
    "5\r\nhello\r\n0\r\n\r\n",
  ],
  ["two lengths", "Content-Length: 5\r\nContent-Length: 3", "hello"],
  ["a list of lengths", "Content-Length: 5, 3", "hello"],
  ["a length with a sign", "Content-Length: +5", "hello"],
  ["a length in hexadecimal", "Content-Length: 0x5", "hello"],
  ["an unknown coding", "Transfer-Encoding: xchunked", "5\r\nhello\r\n0\r\n\r\n"],
  ["two codings", "Transfer-Encoding: gzip, chunked", "5\r\nhello\r\n0\r\n\r\n"],
  ["an invalid chunk size", "Transfer-Encoding: chunked", "5;\nhello\r\n0\r\n\r\n"],
] as const;

describe("a body whose end is ambiguous never turns one request into two", () => {
  test.each(AMBIGUOUS)("%s", async (name, head, body) => {
    const path = `/doubt-${name.replace(/\W+/g, "-")}`;
    const smuggled = `${path}-smuggled`;
    const before = origin.exchanges.length;
    const client = await Connection.open(gateway.port());
    client.send(`PUT /r${path} HTTP/1.1\r\nHost: packages.example\r\n${head}\r\n\r\n${body}`);
    client.send(`GET ${smuggled} HTTP/1.1\r\nHost: packages.example\r\n\r\n`);
    await client.answer("PUT", 300);
    const targets = origin.exchanges.slice(before).map((exchange) => exchange.target);
    expect(targets.filter((target) => target !== path)).toEqual([]);
    expect(targets.length).toBeLessThanOrEqual(1);
  });
});
