/**
 * A refusal on an observed route: the client gets the bytes it would get on a route that is off; counted is what would be
 * counted on a route that is on.
 */
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { type Answer, Connection, requestHead } from "./client.ts";
import { readPoint } from "./counted-point.ts";
import { answering, type Script } from "./exchange.ts";
import { FAILING_BODIES } from "./failing-bodies.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { GITLAB, JSON_TYPE, meaningOf, npm, ObservedRoutes } from "./observed-routes.ts";
import { askOf, METHODS } from "./spoken-answer.ts";

// Most of these wait, and none of them uses the CPU.
vi.setConfig({ maxConcurrency: 50 });

const routes = ObservedRoutes.serve();

const REFUSALS: readonly (readonly [name: string, script: Script])[] = [
  ["JSON", answering("403 Forbidden", JSON_TYPE, GITLAB)],
  ["a page", answering("404 Not Found", { "Content-Type": "text/html" }, "<h1>No such package here</h1>")],
  ["a challenge", answering("401 Unauthorized", { "WWW-Authenticate": 'Basic realm="x"' }, "no")],
  ["only a phrase", answering("403 Package is quarantined,\task security", { "X-Id": "1" }, "")],
  ["a rate limit", answering("429 Slow down", { "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" }, "wait")],
  ["an outage", answering("503 Service Unavailable", {}, "<html><title>down</title></html>")],
  ["bytes", answering("500 Oops", { "X-Outspoken": "the origin's own" }, "\u0000\u001b[31mred")],
  ["an edge's error", answering("522 <none>", { "cf-error-type": "522" }, "error code: 522")],
  ["an odd status", answering("499 Odd", {}, "odd")],
  [
    "a repeated field, and cookies",
    (exchange) =>
      exchange.send(
        "HTTP/1.1 403 No\r\nX-Two: a\r\nX-Two: b\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\nContent-Length: 2\r\n\r\nno",
      ),
  ],
  ["gzip", answering("403 No", { ...JSON_TYPE, "Content-Encoding": "gzip" }, gzipSync(GITLAB))],
  [
    "chunks",
    (exchange) => {
      exchange.send(
        "HTTP/1.1 403 No\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      exchange.send(chunks(GITLAB.slice(0, 9), GITLAB.slice(9)));
      exchange.send(LAST_CHUNK);
    },
  ],
  ["more than is read", answering("403 No", { "Content-Type": "text/plain" }, "a".repeat(300_000))],
];

describe.concurrent("a refusal", () => {
  const cases = REFUSALS.flatMap(([name, script]) =>
    METHODS.map((method) => [name, method, script] as const),
  );

  test.each(cases)(
    "with %s passes byte for byte and is counted the same: %s",
    async (name, method, script) => {
      const path = `/${name.replace(/\W+/g, "-")}-${method}`;
      routes.origin.on(path, script);
      const options = { ...askOf(method), headers: { "Accept-Encoding": "gzip" } };
      const off = await routes.through("off", path, options);
      const observed = await routes.through("observed", path, options);
      const on = await routes.through("on", path, options);
      expect(observed.answer.bytes.toString("latin1")).toBe(off.answer.bytes.toString("latin1"));
      expect(observed.answer.complete).toBe(true);
      const point = await observed.counted();
      expect(meaningOf(point)).toEqual(meaningOf(await on.counted()));
      expect([point.status, point.mode]).toEqual([observed.answer.status, "observe"]);
    },
  );
});

/** The head only, since chunks may be cut elsewhere. */
function headOf({ bytes }: Answer): string {
  return bytes.subarray(0, bytes.indexOf("\r\n\r\n")).toString("latin1");
}

const ENDLESS = ["dripping, a byte every 100 ms", "without end"];

describe.concurrent("a refusal with a body that fails", () => {
  const cases = FAILING_BODIES.flatMap(([name, script]) =>
    ["GET", "HEAD", "PUT"].map((method) => [name, method, script] as const),
  );

  test.each(cases.filter(([name]) => !ENDLESS.includes(name)))("%s: %s", async (name, method, script) => {
    const path = `/${name.replace(/\W+/g, "-")}-${method}`;
    routes.origin.on(path, script);
    const options = { ...askOf(method), patienceMs: 600, headers: { "Accept-Encoding": "gzip" } };
    const [off, observed, on] = await Promise.all([
      routes.through("off", path, options),
      routes.through("observed", path, options),
      routes.through("on", path, askOf(method)),
    ]);
    expect(headOf(observed.answer)).toBe(headOf(off.answer));
    expect(observed.answer.body.equals(off.answer.body)).toBe(true);
    expect([observed.answer.end, observed.answer.complete]).toEqual([off.answer.end, off.answer.complete]);
    expect(meaningOf(await observed.counted())).toEqual(meaningOf(await on.counted()));
  });

  test.each(cases.filter(([name, method]) => ENDLESS.includes(name) && method !== "HEAD"))(
    "%s: %s",
    async (name, method, script) => {
      const path = `/${name.replace(/\W+/g, "-")}-${method}`;
      routes.origin.on(path, script);
      const version = routes.newVersion();
      const client = await Connection.open(routes.gateway.port());
      client.send(requestHead(`/observed${path}`, { ...askOf(method), headers: npm(version) }));
      client.send(askOf(method).body ?? "");
      const [line, on] = await Promise.all([
        routes.gateway.log.line({ event: "data_point", client_version: version }),
        routes.through("on", path, askOf(method)),
      ]);
      expect(meaningOf(readPoint(line))).toEqual(meaningOf(await on.counted()));
      expect([client.text.split("\r\n", 1), client.end]).toEqual([
        ["HTTP/1.1 403 Package left-pad is quarantined"],
        "open",
      ]);
      client.reset();
      await routes.origin.to(path).at(-2)?.closes();
    },
  );
});

describe("a failure of the gateway itself is answered as on a route that is off, and counted as observed", () => {
  test.each(METHODS)("an origin that can't be reached: %s", async (method) => {
    const { answer, counted } = await routes.through("observed", "/x", askOf(method), "dead");
    expect(answer.line).toBe("HTTP/1.1 502 Bad Gateway");
    expect([answer.header("content-type"), answer.header("npm-notice")]).toEqual([
      "text/plain; charset=utf-8",
      null,
    ]);
    expect(await counted()).toMatchObject({ category: "unreachable", status: 502, mode: "observe" });
  });

  test("one that does not answer in time", async () => {
    routes.origin.on("/silent", (exchange) => exchange.closes());
    const { answer, counted } = await routes.through("observed", "/silent", {});
    expect(answer.line).toBe("HTTP/1.1 504 Gateway Timeout");
    expect(await counted()).toMatchObject({ category: "timeout", status: 504, mode: "observe" });
  });

  test("a path that leaves the origin's base", async () => {
    const { answer, counted } = await routes.through("observed", "/..%2fsecret", {});
    expect([answer.status, answer.header("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(await counted()).toMatchObject({ category: "bad_request", status: 400 });
  });
});

test("the gateway's own credentials are in no reason that is counted, wherever the origin repeats them", async () => {
  const body = '{"message":"Token very-secret-token may not read left-pad."}';
  routes.origin.on("/echo", answering("403 No", JSON_TYPE, body));
  const { answer, counted } = await routes.through("observed", "/echo", {}, "ours");
  expect(answer.text).toBe(body);
  expect((await counted()).reason).toBe("Token [redacted] may not read left-pad.");
});
