/** Every fault of an origin, on routes with a second origin, with a breaker, and with both. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { BREAKS } from "./breaking-bodies.ts";
import { type Answer, ask } from "./client.ts";
import type { Script } from "./exchange.ts";
import { FAILING_BODIES } from "./failing-bodies.ts";
import { BROKEN_CONNECTIONS, type Fault, NO_HTTP, NO_LENGTHS, TOO_LATE } from "./faults.ts";
import type { LogLine } from "./gateway.ts";
import type { Origin } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, METHODS } from "./spoken-answer.ts";

const FAILURES = 2;
const TIMES = Array.from({ length: FAILURES }, () => "GET");
const DOWN: readonly Fault[] = [...BROKEN_CONNECTIONS, ...NO_HTTP, ...TOO_LATE, ...NO_LENGTHS];
const SECOND = "of the second";

/** Routes for each fault with their own breaker: routes with different rules have different breakers. */
function routesOf(slug: string, index: number) {
  const base = { format: "generic", origin: first.url, timeout_ms: 2_000, retries: 0 };
  const fallback = { origin: `${second.url}/mirror` };
  const breaker = { failures: FAILURES, open_seconds: 100 + index };
  return [
    { ...base, path: `/fallback-${slug}/*`, fallback },
    { ...base, path: `/breaker-${slug}/*`, breaker },
    { ...base, path: `/both-${slug}/*`, fallback, breaker: { ...breaker, open_seconds: 1_000 + index } },
  ];
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40);
}

const WRONG: readonly (readonly [name: string, script: Script])[] = [
  ...DOWN.map(({ name, script }) => [name, script] as const),
  ...BREAKS.map(([name, script]) => [name, script] as const),
  ...FAILING_BODIES,
];

const first = serveOrigin();
const second = serveOrigin();
const gateway = serveGateway(() => WRONG.flatMap(([name], index) => routesOf(slugOf(name), index)));

second.on("*", (exchange) => exchange.answer("200 OK", {}, SECOND));
for (const [name, script] of WRONG)
  for (const kind of ["fallback", "breaker", "both"])
    for (const method of METHODS) first.on(pathOf(kind, name, method), script);

function pathOf(kind: string, name: string, method: string): string {
  return `/${kind}-${slugOf(name)}-${method}`;
}

function targetOf(kind: string, name: string, method: string): string {
  return `/${kind}-${slugOf(name)}${pathOf(kind, name, method)}`;
}

/** How many requests of the route with both reached an origin. */
function seen(origin: Origin, name: string, base = ""): number {
  return METHODS.flatMap((method) => origin.to(base + pathOf("both", name, method))).length;
}

/** The log lines of a route's requests. */
function lines(kind: string, name: string, more: LogLine = {}): LogLine[] {
  return gateway.log.matching({ route: `${kind}-${slugOf(name)}`, ...more });
}

/** Resolves once there are `count` of them; otherwise the test times out. */
async function logged(kind: string, name: string, count: number): Promise<void> {
  while (lines(kind, name).length < count) await wait(10);
}

function expectSecond(answer: Answer, method: string): void {
  expect([answer.status, answer.text, answer.complete, answer.header("x-outspoken-origin")]).toEqual([
    200,
    method === "HEAD" ? "" : SECOND,
    true,
    "fallback",
  ]);
}

const isRead = (method: string): boolean => method === "GET" || method === "HEAD";
/** An invalid length is read only if a body follows. */
const methodsOf = (fault: Fault): readonly string[] =>
  NO_LENGTHS.includes(fault) ? METHODS.filter((method) => method !== "HEAD") : METHODS;

describe.concurrent("an origin that gives no answer, with a second one", () => {
  test.each(DOWN.flatMap((fault) => methodsOf(fault).map((method) => [fault.name, method, fault] as const)))(
    "%s: %s",
    async (name, method, { status, category }) => {
      const target = targetOf("fallback", name, method);
      const mirrored = `/mirror${pathOf("fallback", name, method)}`;
      if (isRead(method)) {
        expectSecond(await ask(gateway.port(), target, { method }), method);
        expect(second.only(mirrored).method).toBe(method);
        await gateway.log.line({ route: `fallback-${slugOf(name)}`, method, event: "fallback" });
      } else {
        await askSpoken(gateway, target, askOf(method), { status, category });
        expect(second.to(mirrored)).toEqual([]);
        expect(first.to(pathOf("fallback", name, method))).toHaveLength(1);
      }
      const counted = isRead(method) ? { event: "fallback", status: 200 } : { event: "failure", status };
      const [line, ...more] = lines("fallback", name, { method });
      expect(more).toEqual([]);
      expect(line).toMatchObject({ ...counted, category, origin_host: first.host });
    },
  );
});

describe.concurrent("an origin that gives no answer, behind a breaker", () => {
  test.each(DOWN.map((fault) => [fault.name, fault] as const))(
    "%s: opens it for every method",
    async (name, { status, category }) => {
      for (const method of TIMES)
        await askSpoken(gateway, targetOf("breaker", name, method), {}, { status, category });
      const asked = first.to(pathOf("breaker", name, "GET")).length;
      for (const method of METHODS) {
        const target = targetOf("breaker", name, method);
        const answer = await askSpoken(gateway, target, askOf(method), { status, category });
        expect(Number(answer.header("retry-after"))).toBeGreaterThan(1);
      }
      expect(first.to(pathOf("breaker", name, "GET"))).toHaveLength(asked);
      expect(first.to(pathOf("breaker", name, "PUT"))).toEqual([]);
      expect(lines("breaker", name, { event: "failure" })).toHaveLength(TIMES.length + METHODS.length);
    },
  );
});

describe.concurrent("an origin that gives no answer, behind a breaker and with a second one", () => {
  test.each(DOWN.map((fault) => [fault.name, fault] as const))(
    "%s: gets no more requests, and the second does",
    async (name, { status, category }) => {
      for (const method of TIMES)
        expectSecond(await ask(gateway.port(), targetOf("both", name, method), { method }), method);
      const asked = seen(first, name);
      for (const method of METHODS) {
        const target = targetOf("both", name, method);
        if (isRead(method)) expectSecond(await ask(gateway.port(), target, { method }), method);
        else await askSpoken(gateway, target, askOf(method), { status, category });
      }
      expect(seen(first, name), "requests to the first").toBe(asked);
      const reads = [...TIMES, ...METHODS].filter(isRead).length;
      const writes = METHODS.length + TIMES.length - reads;
      await logged("both", name, reads + writes);
      expect(lines("both", name, { event: "fallback", category })).toHaveLength(reads);
      expect(lines("both", name, { event: "failure", category })).toHaveLength(writes);
      expect(lines("both", name)).toHaveLength(reads + writes);
      expect(seen(second, name, "/mirror"), "requests to the second").toBe(reads);
    },
  );
});

/** One more than would open a breaker. */
const ENOUGH = [...TIMES, "GET"];

describe.concurrent("an origin that answers is not an outage, however its answer ends", () => {
  test.each(BREAKS.map(([name]) => name))("a body %s", async (name) => {
    for (const method of ENOUGH) {
      const answer = await ask(gateway.port(), targetOf("both", name, method), { patienceMs: 600 });
      expect([answer.status, answer.complete, answer.header("x-outspoken-origin")]).toEqual([
        200,
        false,
        null,
      ]);
    }
    await expectAnswered(name, 0);
  });

  test.each(FAILING_BODIES.map(([name]) => name))("a refusal whose body is %s", async (name) => {
    const refused = { status: 403, category: "forbidden" } as const;
    for (const method of ENOUGH) {
      const answer = await ask(gateway.port(), targetOf("both", name, method));
      expect([answer.status, answer.complete]).toEqual([refused.status, true]);
    }
    await expectAnswered(name, ENOUGH.length);
  });
});

/** Expects that every request went to the first origin, none to the second, and that many failures are counted. */
async function expectAnswered(name: string, failures: number): Promise<void> {
  const path = pathOf("both", name, "GET");
  expect(first.to(path)).toHaveLength(ENOUGH.length);
  expect(second.to(`/mirror${path}`)).toEqual([]);
  await logged("both", name, failures);
  expect(lines("both", name)).toHaveLength(failures);
}

test("the gateway has logged no error of its own", () => {
  expect(gateway.log.matching({ event: "gateway_error" })).toEqual([]);
});
