/**
 * Interim answers (1xx), directly followed by the final one: workerd drops them. An unrequested 101 it treats as the
 * answer: the client gets a 502 in its own form.
 */
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import type { Script } from "./exchange.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, METHODS } from "./spoken-answer.ts";

const INTERIM: readonly (readonly [name: string, bytes: string])[] = [
  ["100", "HTTP/1.1 100 Continue\r\n\r\n"],
  ["102", "HTTP/1.1 102 Processing\r\n\r\n"],
  ["103", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"],
];

function interim(bytes: string): Script {
  return (exchange) => {
    exchange.send(`${bytes}HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n`);
    if (exchange.method !== "HEAD") exchange.send("ok");
    exchange.fin();
  };
}

const switching: Script = async (exchange) => {
  exchange.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n");
  await exchange.closes();
};

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: 10_000 },
]);

describe.concurrent("no interim answer reaches the client", () => {
  const repeated = INTERIM.flatMap(([name, bytes]) => [
    { path: `/${name}`, bytes },
    { path: `/${name}-50-times`, bytes: bytes.repeat(50) },
  ]);
  const cases = repeated.flatMap((one) => METHODS.map((method) => ({ ...one, method })));

  test.each(cases)("$path: $method", async ({ path, bytes, method }) => {
    origin.on(`${path}-${method}`, interim(bytes));
    const answer = await ask(gateway.port(), `/r${path}-${method}`, askOf(method));
    expect([answer.interim, answer.status, answer.complete]).toEqual([[], 200, true]);
    expect(answer.text).toBe(method === "HEAD" ? "" : "ok");
    expect(origin.to(`${path}-${method}`)).toHaveLength(1);
  });

  test.each(METHODS)("an unrequested 101: %s", async (method) => {
    origin.on(`/switching-${method}`, switching);
    const expected = { status: 502, category: "unreachable" } as const;
    const answer = await askSpoken(gateway, `/r/switching-${method}`, askOf(method), expected);
    expect(answer.interim).toEqual([]);
    expect(origin.to(`/switching-${method}`)).toHaveLength(1);
  });
});
