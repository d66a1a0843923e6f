/**
 * A route that is observed: to the client it is one that is off, to the byte; to the counters it is one that is on.
 */
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Answer, type Ask, ask, Connection, requestHead } from "./client.ts";
import { type CountedPoint, readPoint } from "./counted-point.ts";
import type { Script } from "./exchange.ts";
import { FAILING_BODIES } from "./failing-bodies.ts";
import { ARRIVAL_MS, begin } from "./faults.ts";
import { type Gateway, type RouteTable, startGateway } from "./gateway.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { NOBODY, Origin } from "./origin.ts";
import { askOf, METHODS } from "./spoken-answer.ts";

// Most of these wait, and none of them computes.
vi.setConfig({ maxConcurrency: 50 });

const MODES = { on: true, off: false, observed: "observe" } as const;
type ModeName = keyof typeof MODES;

let origin: Origin;
let gateway: Gateway;

beforeAll(async () => {
  origin = await Origin.start();
  const routes = Object.entries(MODES).flatMap(([name, enabled]): RouteTable[] => [
    { path: `/${name}/*`, id: name, format: "npm", origin: origin.url, timeout_ms: 1_500, enabled },
    { path: `/dead/${name}/*`, id: `dead-${name}`, format: "npm", origin: NOBODY, enabled },
    { path: `/ai/${name}/*`, id: `ai-${name}`, format: "openai", origin: origin.url, enabled },
    {
      path: `/ours/${name}/*`,
      id: `ours-${name}`,
      format: "npm",
      origin: origin.url,
      origin_auth: "TOKEN",
      enabled,
    },
  ]);
  gateway = await startGateway(routes, { dataset: true, variables: { TOKEN: "Bearer very-secret-token" } });
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
});

let last = 0;

/** A version that no other request has: what is counted for a request is found by it. */
function newVersion(): string {
  last += 1;
  return `11.0.${last}`;
}

function npm(version: string): Readonly<Record<string, string>> {
  return { "User-Agent": `npm/${version} node/v24.21.0 linux x64 workspaces/false` };
}

interface Exchanged {
  readonly answer: Answer;
  /** What was counted, by names; waited for. */
  counted(): Promise<CountedPoint>;
}

async function exchanged(route: string, target: string, options: Ask): Promise<Exchanged> {
  const version = newVersion();
  const headers = { ...npm(version), ...options.headers };
  const answer = await ask(gateway.port(), target, { ...options, headers });
  const event = { event: "data_point", index: route, client_version: version };
  return { answer, counted: async () => readPoint(await gateway.log.line(event)) };
}

function through(mode: ModeName, path: string, options: Ask, prefix = ""): Promise<Exchanged> {
  const route = prefix === "" ? mode : `${prefix}-${mode}`;
  return exchanged(route, `${prefix === "" ? "" : `/${prefix}`}/${mode}${path}`, options);
}

/** What must be the same whether the failure was spoken or only heard. */
function meaningOf(point: CountedPoint): CountedPoint {
  const { category, cause, origin_code, reason, origin_status, operation, method } = point;
  return { category, cause, origin_code, reason, origin_status, operation, method };
}

const JSON_TYPE = { "Content-Type": "application/json" };
const GITLAB = '{"message":"403 Forbidden - Package protected by group acme."}';

function answering(status: string, headers: Readonly<Record<string, string>>, body: string | Buffer): Script {
  return (exchange) => exchange.answer(status, headers, body);
}

const REFUSALS: readonly (readonly [name: string, script: Script])[] = [
  ["JSON", answering("403 Forbidden", JSON_TYPE, GITLAB)],
  ["a page", answering("404 Not Found", { "Content-Type": "text/html" }, "<h1>No such package here</h1>")],
  ["a challenge", answering("401 Unauthorized", { "WWW-Authenticate": 'Basic realm="x"' }, "no")],
  ["nothing but a phrase", answering("403 Package is quarantined,\task security", { "X-Id": "1" }, "")],
  ["a wait", answering("429 Slow down", { "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT" }, "wait")],
  ["an outage", answering("503 Service Unavailable", {}, "<html><title>down</title></html>")],
  ["bytes", answering("500 Oops", { "X-Outspoken": "the origin's own" }, "\u0000\u001b[31mred")],
  ["an edge's error", answering("522 <none>", { "cf-error-type": "522" }, "error code: 522")],
  ["an odd status", answering("499 Odd", {}, "odd")],
  [
    "a name twice, and cookies",
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

  test.each(cases)("of %s passes to the byte and means the same: %s", async (name, method, script) => {
    const path = `/${name.replace(/\W+/g, "-")}-${method}`;
    origin.on(path, script);
    const options = { ...askOf(method), headers: { "Accept-Encoding": "gzip" } };
    const off = await through("off", path, options);
    const observed = await through("observed", path, options);
    const on = await through("on", path, options);
    expect(observed.answer.bytes.toString("latin1")).toBe(off.answer.bytes.toString("latin1"));
    expect(observed.answer.complete).toBe(true);
    const point = await observed.counted();
    expect(meaningOf(point)).toEqual(meaningOf(await on.counted()));
    expect(point.status).toBe(observed.answer.status);
  });
});

/** Its chunks may be cut elsewhere. */
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
    origin.on(path, script);
    const options = { ...askOf(method), patienceMs: 600, headers: { "Accept-Encoding": "gzip" } };
    const [off, observed, on] = await Promise.all([
      through("off", path, options),
      through("observed", path, options),
      through("on", path, askOf(method)),
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
      origin.on(path, script);
      const version = newVersion();
      const client = await Connection.open(gateway.port());
      client.send(requestHead(`/observed${path}`, { ...askOf(method), headers: npm(version) }));
      client.send(askOf(method).body ?? "");
      const [line, on] = await Promise.all([
        gateway.log.line({ event: "data_point", client_version: version }),
        through("on", path, askOf(method)),
      ]);
      expect(meaningOf(readPoint(line))).toEqual(meaningOf(await on.counted()));
      expect([client.text.split("\r\n", 1), client.end]).toEqual([
        ["HTTP/1.1 403 Package left-pad is quarantined"],
        "open",
      ]);
      client.reset();
      await origin.to(path).at(-2)?.closes();
    },
  );
});

const SIGN_IN = '<html><title>Sign in</title><form><input type="password"></form></html>';
const HTML_TYPE = { "Content-Type": "text/html" };
const UNUSABLE: readonly (readonly [name: string, script: Script])[] = [
  [
    "a page",
    answering("200 OK", HTML_TYPE, "<html><p>This category is not allowed in our network.</p></html>"),
  ],
  ["a page in gzip", answering("200 OK", { ...HTML_TYPE, "Content-Encoding": "gzip" }, gzipSync(SIGN_IN))],
  ["a long page", answering("200 OK", HTML_TYPE, SIGN_IN.padEnd(300_000, " "))],
  [
    "a redirect to a sign-in",
    answering("302 Found", { Location: "https://sso.example/login?to=%2F" }, "there"),
  ],
  ["nothing", answering("200 OK", JSON_TYPE, "")],
];

describe.concurrent("a success that is none", () => {
  test.each(UNUSABLE)("of %s passes to the byte and means the same", async (name, script) => {
    const path = `/unusable-${name.replace(/\W+/g, "-")}`;
    origin.on(path, script);
    const options = { headers: { "Accept-Encoding": "gzip" } };
    const off = await through("off", path, options);
    const observed = await through("observed", path, options);
    const on = await through("on", path, options);
    expect(observed.answer.bytes.toString("latin1")).toBe(off.answer.bytes.toString("latin1"));
    const point = await observed.counted();
    // Where the origin said nothing, the reason is ours, with a reference in it.
    const meaning = { ...meaningOf(await on.counted()), reason: point.reason };
    expect(meaningOf(point)).toEqual(meaning);
    expect(point.status).toBe(observed.answer.status);
  });

  test("and one that only looks like it is not counted", async () => {
    const body = `{"name":"${"x".repeat(300_000)}"}`;
    origin.on("/usable", answering("200 OK", HTML_TYPE, body));
    const { answer } = await through("observed", "/usable", {});
    expect([answer.text === body, answer.complete]).toEqual([true, true]);
    expect(gateway.log.matching({ event: "data_point", client_version: `11.0.${last}` })).toEqual([]);
  });
});

describe("the client and the hearing don't wait for each other", () => {
  test("the head and each part arrive as they are sent", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    origin.on("/parts", async (exchange) => {
      begin(exchange, "403 No", { "Transfer-Encoding": "chunked" });
      await promise;
      exchange.send(chunks("first "));
      exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/observed/parts", { headers: npm(newVersion()) }));
    await client.receives("\r\n\r\n");
    resolve();
    expect((await client.answer()).text).toBe("first ");
  });

  test.each([1_000, 5_000_000])(
    "a client that reads nothing of %d bytes is counted all the same",
    async (size) => {
      const version = newVersion();
      const path = `/unread-${size}`;
      origin.on(path, answering("403 No", JSON_TYPE, `${GITLAB}${" ".repeat(size)}`));
      const client = await Connection.open(gateway.port());
      client.pause();
      client.send(requestHead(`/observed${path}`, { headers: npm(version) }));
      const point = await gateway.log.line({ event: "data_point", client_version: version });
      expect(point).toMatchObject({ index: "observed", category: "forbidden" });
      client.resume();
      const answer = await client.answer();
      expect([answer.status, answer.complete, answer.body.length]).toEqual([403, true, GITLAB.length + size]);
    },
  );

  test("a client that leaves with the head is counted with what the origin said", async () => {
    const version = newVersion();
    origin.on("/left", async (exchange) => {
      begin(exchange, "403 No", { ...JSON_TYPE, "Content-Length": String(GITLAB.length) });
      await wait(ARRIVAL_MS);
      exchange.send(GITLAB);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/observed/left", { headers: npm(version) }));
    await client.receives("\r\n\r\n");
    client.reset();
    const line = await gateway.log.line({ event: "failure", client_version: version });
    expect(line).toMatchObject({ category: "forbidden", reason: "Package protected by group acme." });
  });

  test("the origin is not read to its end for the hearing alone", async () => {
    origin.on("/endless", async (exchange) => {
      begin(exchange, "403 No", { "Transfer-Encoding": "chunked" });
      while (!exchange.closed) {
        exchange.send(chunks("a".repeat(10_000)));
        await wait(1);
      }
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/observed/endless", { headers: npm(newVersion()) }));
    await client.receives("aaaa");
    client.reset();
    await origin.only("/endless").closes();
  });
});

describe.concurrent("an origin that refuses in the middle of an upload", () => {
  const cases = (["closes", "reads on"] as const).flatMap((then) =>
    (["Content-Length", "chunks"] as const).map((framing) => [then, framing] as const),
  );

  test.each(cases)("and %s, with %s", async (then, framing) => {
    const path = `/upload-${then.replace(" ", "-")}-${framing}`;
    origin.on(path, async (exchange) => {
      await exchange.receives(10);
      begin(exchange, "413 Too Large", { ...JSON_TYPE, "Content-Length": String(GITLAB.length) });
      exchange.send(GITLAB);
      if (then === "closes") exchange.fin();
      else await exchange.closes();
    });
    const isChunked = framing === "chunks";
    const length = isChunked ? { "Transfer-Encoding": "chunked" } : { "Content-Length": "1000000" };
    const answers: Record<string, Answer> = {};
    for (const mode of ["off", "observed"] as const) {
      const version = newVersion();
      const client = await Connection.open(gateway.port());
      client.send(requestHead(`/${mode}${path}`, { method: "PUT", headers: { ...npm(version), ...length } }));
      client.send(isChunked ? chunks("0123456789", "0123456789") : "01234567890123456789");
      answers[mode] = await client.answer("PUT");
      if (mode !== "observed") continue;
      const line = await gateway.log.line({ event: "failure", client_version: version });
      expect(line).toMatchObject({ route: "observed", category: "bad_request", origin_status: 413 });
    }
    expect(answers.observed?.bytes.toString()).toBe(answers.off?.bytes.toString());
  });
});

describe("what the gateway itself meets is said as on a route that is off, and counted as observed", () => {
  test.each(METHODS)("an origin that can't be reached: %s", async (method) => {
    const { answer, counted } = await through("observed", "/x", askOf(method), "dead");
    expect(answer.line).toBe("HTTP/1.1 502 Bad Gateway");
    expect([answer.header("content-type"), answer.header("npm-notice")]).toEqual([
      "text/plain; charset=utf-8",
      null,
    ]);
    expect(await counted()).toMatchObject({ category: "unreachable", status: 502 });
  });

  test("one that does not answer in time", async () => {
    origin.on("/silent", (exchange) => exchange.closes());
    const { answer, counted } = await through("observed", "/silent", {});
    expect(answer.line).toBe("HTTP/1.1 504 Gateway Timeout");
    expect(await counted()).toMatchObject({ category: "timeout", status: 504 });
  });

  test("a path that leaves the origin's base", async () => {
    const { answer, counted } = await through("observed", "/..%2fsecret", {});
    expect([answer.status, answer.header("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(await counted()).toMatchObject({ category: "bad_request", status: 400 });
  });
});

test("the gateway's own credentials are in no reason that is counted, wherever the origin repeats them", async () => {
  const body = '{"message":"Token very-secret-token may not read left-pad."}';
  origin.on("/echo", answering("403 No", JSON_TYPE, body));
  const { answer, counted } = await through("observed", "/echo", {}, "ours");
  expect(answer.text).toBe(body);
  expect((await counted()).reason).toBe("Token [redacted] may not read left-pad.");
});

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
      "that is whole",
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
    origin.on(path, script);
    const off = await through("off", path, { method: "POST", body: "{}" }, "ai");
    const seen = gateway.log.matching({ event: "data_point", index: "ai-observed" }).length;
    const observed = await through("observed", path, { method: "POST", body: "{}" }, "ai");
    // Where its parts come together, their chunks may be cut elsewhere.
    expect(observed.answer.headers).toEqual(off.answer.headers);
    expect(observed.answer.text).toBe(off.answer.text);
    expect([observed.answer.end, observed.answer.complete]).toEqual([off.answer.end, off.answer.complete]);
    const on = await through("on", path, { method: "POST", body: "{}" }, "ai");
    expect(on.answer.status).toBe(200);
    if (isCounted) await vi.waitUntil(() => pointsOf("ai-observed").length > seen);
    const [point, ...more] = pointsOf("ai-observed").slice(seen);
    expect(more).toEqual([]);
    if (point !== undefined) expect(meaningOf(point)).toEqual(meaningOf(pointsOf("ai-on").at(-1) ?? {}));
  });

  function pointsOf(route: string): CountedPoint[] {
    return gateway.log.matching({ event: "data_point", index: route }).map(readPoint);
  }
});
