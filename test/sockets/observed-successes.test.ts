/** False successes on an observed route: event streams with an error in them, and web pages. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { answering, type Script } from "./exchange.ts";
import { ARRIVAL_MS, begin } from "./faults.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { meaningOf, ObservedRoutes } from "./observed-routes.ts";

const routes = ObservedRoutes.serve();

const STREAM = { "Content-Type": "text/event-stream", "Transfer-Encoding": "chunked" };
const PIECE =
  'data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n';
const ERROR =
  'data: {"error":{"message":"The model is overloaded.","type":"server_error","code":"overloaded"}}\n\n';

describe("an event stream", () => {
  const STREAMS: readonly (readonly [name: string, counted: boolean, script: Script])[] = [
    [
      "with an error",
      true,
      (exchange) => {
        begin(exchange, "200 OK", STREAM);
        exchange.send(chunks(PIECE, ERROR));
        exchange.send(LAST_CHUNK);
      },
    ],
    [
      "that breaks off",
      true,
      async (exchange) => {
        begin(exchange, "200 OK", STREAM);
        exchange.send(chunks(PIECE));
        await wait(ARRIVAL_MS);
        exchange.reset();
      },
    ],
    [
      "that ends too early",
      true,
      (exchange) => {
        begin(exchange, "200 OK", STREAM);
        exchange.send(chunks(PIECE));
        exchange.send(LAST_CHUNK);
      },
    ],
    [
      "with a length, and an entity tag",
      true,
      answering("200 OK", { "Content-Type": "text/event-stream", ETag: '"e"' }, PIECE + ERROR),
    ],
    [
      "that is complete",
      false,
      (exchange) => {
        begin(exchange, "200 OK", STREAM);
        exchange.send(chunks(PIECE, "data: [DONE]\n\n"));
        exchange.send(LAST_CHUNK);
      },
    ],
  ];

  test.each(STREAMS)("%s", async (name, isCounted, script) => {
    const path = `/stream-${name.replace(/\W+/g, "-")}`;
    routes.origin.on(path, script);
    const off = await routes.through("off", path, { method: "POST", body: "{}" }, "ai");
    const seen = routes.gateway.log.matching({ event: "data_point", index: "ai-observed" }).length;
    const observed = await routes.through("observed", path, { method: "POST", body: "{}" }, "ai");
    // If its parts arrive together, the chunks may be cut elsewhere.
    expect(observed.answer.headers).toEqual(off.answer.headers);
    expect(observed.answer.text).toBe(off.answer.text);
    expect([observed.answer.end, observed.answer.complete]).toEqual([off.answer.end, off.answer.complete]);
    const on = await routes.through("on", path, { method: "POST", body: "{}" }, "ai");
    expect(on.answer.status).toBe(200);
    if (isCounted) await vi.waitUntil(() => routes.pointsOf("ai-observed").length > seen);
    const [point, ...more] = routes.pointsOf("ai-observed").slice(seen);
    expect(more).toEqual([]);
    if (point !== undefined)
      expect(meaningOf(point)).toEqual(meaningOf(routes.pointsOf("ai-on").at(-1) ?? {}));
  });
});

const HTML = { "Content-Type": "text/html; charset=utf-8" };
const PAGE =
  "<!DOCTYPE html><html><head><title>Blocked</title></head><body><p>Not allowed in our network.</p></body></html>";
const SIGN_IN = { Location: "https://acme.cloudflareaccess.com/cdn-cgi/access/login/x?redirect_url=%2Fnpm" };

describe("a web page instead of a package", () => {
  const PAGES: readonly (readonly [name: string, script: Script, expected: object])[] = [
    [
      "a page",
      answering("200 OK", HTML, PAGE),
      { category: "server_error", status: 200, origin_status: 200 },
    ],
    [
      "a long page",
      answering("200 OK", HTML, PAGE + " ".repeat(3_000_000)),
      { category: "server_error", status: 200 },
    ],
    [
      "a redirect to a sign-in",
      answering("302 Found", SIGN_IN, ""),
      { category: "unauthorized", status: 302 },
    ],
    ["an empty answer", answering("200 OK", {}, ""), { category: "server_error", status: 200 }],
  ];

  test.each(PAGES)("%s passes byte for byte, and is counted", async (name, script, expected) => {
    const path = `/${name.replace(/\W+/g, "-")}`;
    routes.origin.on(path, script);
    const off = await routes.through("off", path, {});
    const observed = await routes.through("observed", path, {});
    const on = await routes.through("on", path, {});
    expect(observed.answer.bytes.equals(off.answer.bytes)).toBe(true);
    const point = await observed.counted();
    expect(point).toMatchObject({ ...expected, mode: "observe" });
    expect(meaningOf(point)).toEqual(meaningOf(await on.counted()));
  });

  test.each([
    [
      "JSON typed as a page",
      answering("200 OK", HTML, `{"name":"left-pad","readme":"${"x".repeat(3_000_000)}"}`),
    ],
    ["a redirect to a file", answering("302 Found", { Location: "https://files.example/left-pad.tgz" }, "")],
  ])("%s passes, and nothing is counted", async (name, script) => {
    const path = `/${name.replace(/\W+/g, "-")}`;
    routes.origin.on(path, script);
    const counted = routes.pointsOf("observed").length;
    const off = await routes.through("off", path, {});
    const observed = await routes.through("observed", path, {});
    expect(observed.answer.bytes.equals(off.answer.bytes)).toBe(true);
    // A data point of this one would come before that of the next.
    routes.origin.on("/next", answering("403 No", {}, "no"));
    await (await routes.through("observed", "/next", {})).counted();
    expect(routes.pointsOf("observed")).toHaveLength(counted + 1);
  });
});
