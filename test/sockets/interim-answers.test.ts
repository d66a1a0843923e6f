/**
 * Interim answers (1xx), behind which the true one comes at once. Workerd takes the first for the answer and the rest
 * for its body (measured with 1.20260730), so what was true can't be had: the client gets a 502 in its own form.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askOf, askSpoken, METHODS } from "./contract.ts";
import type { Script } from "./exchange.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { Origin } from "./origin.ts";

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

const SCRIPTS: readonly (readonly [name: string, script: Script])[] = [
  ...INTERIM.map(([name, bytes]) => [name, interim(bytes)] as const),
  ...INTERIM.map(([name, bytes]) => [`50 times ${name}`, interim(bytes.repeat(50))] as const),
  ["101 that nobody asked for", switching],
];

const CASES = SCRIPTS.flatMap(([name, script], index) =>
  METHODS.map((method) => ({ name, method, script, path: `${index}-${method}` })),
);

/** One for each case: workerd would give what is left of one answer to the next request on the same connection. */
const origins = new Map<string, Origin>();
let gateway: Gateway;

beforeAll(async () => {
  for (const { path, script } of CASES) {
    const origin = await Origin.start();
    origin.on("*", script);
    origins.set(path, origin);
  }
  gateway = await startGateway(
    [...origins].map(([path, { url }]) => ({
      path: `/${path}/*`,
      id: `r${path}`,
      format: "generic",
      origin: url,
      timeout_ms: 10_000,
    })),
  );
});

afterAll(async () => {
  await gateway.close();
  for (const origin of origins.values()) await origin.close();
});

describe.concurrent("no interim answer reaches the client as one", () => {
  test.each(CASES)("$name: $method", async ({ method, path }) => {
    const expected = { status: 502, category: "unreachable" } as const;
    const answer = await askSpoken(gateway, `/${path}/x`, askOf(method), expected);
    expect(answer.interim).toEqual([]);
    if (method === "PUT" || method === "POST") expect(origins.get(path)?.to("/x")).toHaveLength(1);
  });
});
