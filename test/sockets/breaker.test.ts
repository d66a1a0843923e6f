import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { DEAD_ORIGIN, Origin } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askSpoken, expectReferenceShown } from "./spoken-answer.ts";

const FAILURES = 3;
const OPEN_SECONDS = 1;
const LATE_PORT = 30_000 + (process.pid % 10_000);

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const breaker = { failures: FAILURES, open_seconds: 60 };
  const base = { format: "npm", timeout_ms: 300, retries: 0, breaker };
  return [
    { ...base, path: "/dead/*", origin: DEAD_ORIGIN },
    {
      ...base,
      path: "/late/*",
      origin: `http://127.0.0.1:${LATE_PORT}`,
      breaker: { ...breaker, open_seconds: OPEN_SECONDS },
    },
    // Routes with different rules have different breakers.
    { ...base, path: "/silent/*", origin: origin.url, breaker: { ...breaker, open_seconds: 61 } },
    { ...base, path: "/edge/*", origin: origin.url, breaker: { ...breaker, open_seconds: 62 } },
    { ...base, path: "/fine/*", origin: origin.url, breaker: { ...breaker, open_seconds: 63 } },
    {
      ...base,
      path: "/left/*",
      origin: origin.url,
      timeout_ms: 5_000,
      breaker: { ...breaker, open_seconds: 64 },
    },
    {
      ...base,
      path: "/second/*",
      origin: DEAD_ORIGIN,
      fallback: { origin: origin.url },
      breaker: { ...breaker, open_seconds: 65 },
    },
    {
      ...base,
      path: "/off/*",
      origin: origin.url,
      enabled: false,
      breaker: { ...breaker, open_seconds: 66 },
    },
  ];
});

async function askTimes(times: number, target: string): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push((await ask(gateway.port(), target)).status);
  return statuses;
}

describe("an open breaker answers like the last failure", () => {
  test("unreachable: with Retry-After, and counted", async () => {
    expect(await askTimes(FAILURES, "/dead/x")).toEqual([502, 502, 502]);
    await gateway.log.line({ event: "breaker_open", origin_host: "127.0.0.1:1" });
    const answer = await askSpoken(gateway, "/dead/x", {}, { status: 502, category: "unreachable" });
    expect(Number(answer.header("retry-after"))).toBeGreaterThan(50);
    expectReferenceShown(answer);
    expect(gateway.log.matching({ event: "failure", route: "dead" })).toHaveLength(FAILURES + 1);
  });

  test("timed out: the origin gets no more requests", async () => {
    origin.on("/never", () => new Promise(() => {}));
    expect(await askTimes(FAILURES + 2, "/silent/never")).toEqual(Array(FAILURES + 2).fill(504));
    expect(origin.to("/never")).toHaveLength(FAILURES);
    const logged = { cause: "timeout" };
    const answer = await askSpoken(
      gateway,
      "/silent/never",
      {},
      { status: 504, category: "timeout", logged },
    );
    expect(answer.text).toContain("did not answer within 0.3 seconds");
  });

  test("an edge's error", async () => {
    origin.on("/edge", (exchange) => exchange.answer("522 ", {}, "error code: 522"));
    expect(await askTimes(FAILURES + 1, "/edge/edge")).toEqual(Array(FAILURES + 1).fill(504));
    expect(origin.to("/edge")).toHaveLength(FAILURES);
  });

  test("a request with content gets the answer too, and is not forwarded", async () => {
    const answer = await ask(gateway.port(), "/dead/up", { method: "PUT", body: "content" });
    expect(answer.status).toBe(502);
  });

  test("a second origin answers instead", async () => {
    origin.on("/there", (exchange) => exchange.answer("200 OK", {}, "second"));
    expect(await askTimes(FAILURES + 2, "/second/there")).toEqual(Array(FAILURES + 2).fill(200));
    expect(gateway.log.matching({ event: "fallback", route: "second" })).toHaveLength(FAILURES + 2);
  });
});

describe("a breaker is not opened", () => {
  test.each([401, 403, 404, 429, 500, 502, 503, 504])("by answers with %d", async (status) => {
    const path = `/status-${status}`;
    origin.on(path, (exchange) => exchange.answer(`${status} No`, {}, "no"));
    expect(await askTimes(FAILURES + 1, `/fine${path}`)).toEqual(Array(FAILURES + 1).fill(status));
    expect(origin.to(path)).toHaveLength(FAILURES + 1);
  });

  test("by clients that disconnect", async () => {
    origin.on("/slow", () => new Promise(() => {}));
    for (let client = 0; client < FAILURES + 2; client += 1) {
      const connection = await Connection.open(gateway.port());
      connection.send(requestHead("/left/slow"));
      while (origin.to("/slow").length <= client) await wait(10);
      await wait(50);
      connection.reset();
    }
    origin.on("/after", (exchange) => exchange.answer("200 OK", {}, "fine"));
    expect(await askTimes(1, "/left/after")).toEqual([200]);
  });

  test("if the route is off", async () => {
    origin.on("/off", (exchange) => exchange.reset());
    await askTimes(FAILURES + 1, "/off/off");
    // workerd repeats a GET whose connection was used before.
    expect(origin.to("/off").length).toBeGreaterThan(FAILURES);
  });
});

test("a breaker closes once the origin is back", async () => {
  expect(await askTimes(FAILURES, "/late/x")).toEqual([502, 502, 502]);
  const late = await Origin.start({ port: LATE_PORT });
  expect((await ask(gateway.port(), "/late/x")).status).toBe(502);
  await wait(OPEN_SECONDS * 1_000 + 50);
  expect(await askTimes(2, "/late/x")).toEqual([200, 200]);
  await gateway.log.line({ event: "breaker_closed", origin_host: `127.0.0.1:${LATE_PORT}` });
  await late.close();
});
