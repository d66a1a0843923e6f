import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { ARRIVAL_MS, BROKEN_CONNECTIONS, begin, TOO_LATE } from "./faults.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { Origin } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, METHODS } from "./spoken-answer.ts";

/** Below the ephemeral ports, so that no other process gets it in the meantime. */
const LATE_PORT = 20_000 + (process.pid % 10_000);

const RETRIES = [0, 1, 2];

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "generic", origin: origin.url, timeout_ms: 1_500 };
  return [
    ...RETRIES.map((retries) => ({ ...base, path: `/r${retries}/*`, retries })),
    { ...base, path: "/default/*" },
    { ...base, path: "/dead/*", origin: `http://127.0.0.1:${LATE_PORT}`, retries: 2 },
  ];
});

const isRepeatable = (method: string): boolean => method === "GET" || method === "HEAD";

describe("a connection that fails before headers is retried for GET and HEAD only", () => {
  const cases = BROKEN_CONNECTIONS.flatMap((fault) =>
    RETRIES.flatMap((retries) =>
      [...METHODS, "DELETE", "OPTIONS"].map((method) => [fault.name, retries, method, fault] as const),
    ),
  );

  test.each(cases)("%s, retries = %d: %s", async (name, retries, method, { script }) => {
    const path = `/${name.replace(/\W+/g, "-")}-${retries}-${method}`;
    origin.on(path, script);
    const repeats = isRepeatable(method) ? retries : 0;
    const expected = { status: 502, category: "unreachable", logged: { retries: repeats } } as const;
    await askSpoken(gateway, `/r${retries}${path}`, askOf(method), expected);
    expect(origin.to(path)).toHaveLength(1 + repeats);
  });

  test.each(METHODS)("nothing listens, retries = 2: %s", async (method) => {
    const logged = { retries: isRepeatable(method) ? 2 : 0 };
    await askSpoken(gateway, "/dead/x", askOf(method), { status: 502, category: "unreachable", logged });
  });

  test("once by default", async () => {
    origin.on("/by-default", (exchange) => exchange.reset());
    await ask(gateway.port(), "/default/by-default");
    expect(origin.to("/by-default")).toHaveLength(2);
  });
});

describe("a retry that succeeds is the answer, and nothing is logged", () => {
  test.each([
    ["GET", 1],
    ["HEAD", 1],
    ["GET", 2],
  ])("%s after %d resets", async (method, resets) => {
    const path = `/recovers-${method}-${resets}`;
    origin.on(path, (exchange) => {
      if (origin.to(path).length <= resets) exchange.reset();
      else exchange.answer("200 OK", {}, "ok");
    });
    const answer = await ask(gateway.port(), `/r2${path}`, { method, headers: { "X-A": "b" } });
    expect([answer.status, answer.header("x-outspoken")]).toEqual([200, null]);
    expect(origin.to(path).map((exchange) => exchange.header("x-a"))).toEqual(Array(resets + 1).fill("b"));
  });

  test.skipIf(IS_OBSERVED)("a refusal after a reset is logged with the number of retries", async () => {
    // Workerd itself repeats what fails on a reused connection, so none is kept open.
    origin.on("/ends-connection", (exchange) => {
      begin(exchange, "200 OK", { "Content-Length": "0" });
      exchange.fin();
    });
    await ask(gateway.port(), "/r2/ends-connection");
    origin.on("/refused-then", (exchange) => {
      if (origin.to("/refused-then").length === 1) exchange.reset();
      else exchange.answer("403 Forbidden", {}, "no");
    });
    const expected = { status: 403, category: "forbidden", logged: { retries: 1 } } as const;
    await askSpoken(gateway, "/r2/refused-then", {}, expected);
  });
});

describe("neither an answer nor a timeout is retried", () => {
  test.each([
    "429 Too Many Requests",
    "500 Internal Server Error",
    "502 Bad Gateway",
    "503 Service Unavailable",
    "504 Gateway Timeout",
    "521 Down",
  ])("%s", async (status) => {
    const path = `/answered-${status.slice(0, 3)}`;
    origin.on(path, (exchange) => exchange.answer(status, {}, "no"));
    await ask(gateway.port(), `/r2${path}`);
    expect(origin.to(path)).toHaveLength(1);
  });

  test.each(TOO_LATE.map(({ name, script }) => [name, script] as const))("%s", async (name, script) => {
    const path = `/late-${name.replace(/\W+/g, "-")}`;
    origin.on(path, script);
    const expected = { status: 504, category: "timeout", logged: { retries: 0 } } as const;
    await askSpoken(gateway, `/r2${path}`, {}, expected);
    expect(origin.to(path)).toHaveLength(1);
  });

  test("a body that breaks off", async () => {
    origin.on("/broken", (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
      exchange.fin();
    });
    const answer = await ask(gateway.port(), "/r2/broken");
    expect([answer.complete, origin.to("/broken").length]).toEqual([false, 1]);
  });
});

test("all retries share timeout_ms: a reset and then silence is 504", async () => {
  origin.on("/reset-then-silent", async (exchange) => {
    if (origin.to("/reset-then-silent").length === 1) exchange.reset();
    else await exchange.closes();
  });
  const expected = { status: 504, category: "timeout" } as const;
  await askSpoken(gateway, "/r2/reset-then-silent", {}, expected);
  expect(origin.to("/reset-then-silent")).toHaveLength(2);
});

test.each(["GET", "PUT"])(
  "%s after the origin closed its idle connection reaches it on a new one",
  async (method) => {
    origin.on("/idle", (exchange) => {
      exchange.answer("200 OK", {}, "kept");
      setImmediate(() => exchange.fin());
    });
    origin.on(`/after-idle-${method}`, (exchange) => exchange.answer("200 OK", {}, "ok"));
    await ask(gateway.port(), "/r0/idle");
    await origin.to("/idle").at(-1)?.closes();
    await wait(ARRIVAL_MS);
    const answer = await ask(gateway.port(), `/r0/after-idle-${method}`, askOf(method));
    expect([answer.status, origin.to(`/after-idle-${method}`).length]).toEqual([200, 1]);
  },
);

test("an origin that is back is reached again", async () => {
  expect((await ask(gateway.port(), "/dead/x")).status).toBe(502);
  const lateOrigin = await Origin.start({ port: LATE_PORT });
  const answer = await ask(gateway.port(), "/dead/x");
  await lateOrigin.close();
  expect(answer.status).toBe(200);
});
