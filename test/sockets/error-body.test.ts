import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ERROR_BODY_MAX_BYTES } from "../../src/limits.ts";
import { ask } from "./client.ts";
import type { Script } from "./exchange.ts";
import { ARRIVAL_MS, begin } from "./faults.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { chunks } from "./message.ts";
import { Origin } from "./origin.ts";
import { askOf, expectSpoken } from "./spoken-answer.ts";

// Most of these wait, and none of them computes.
vi.setConfig({ maxConcurrency: 50 });

let origin: Origin;
let gateway: Gateway;

beforeAll(async () => {
  origin = await Origin.start();
  gateway = await startGateway([{ path: "/r/*", format: "generic", origin: origin.url, timeout_ms: 15_000 }]);
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
});

/** The words of the phrase are all that is to be had where the body fails. */
const STATUS = "403 Package left-pad is quarantined";
const PHRASE = "Package left-pad is quarantined";
const JSON_TYPE = { "Content-Type": "application/json" };
const LENGTH = { ...JSON_TYPE, "Content-Length": "1000" };
const CHUNKED = { ...JSON_TYPE, "Transfer-Encoding": "chunked" };
const PART = '{"status":403,"mess';
const BOMB = gzipSync(Buffer.alloc(50_000_000, '{"a":'));

function failing(headers: Record<string, string>, then: Script): Script {
  return async (exchange) => {
    begin(exchange, STATUS, headers);
    if (exchange.method === "HEAD") exchange.fin();
    else await then(exchange);
  };
}

const stalls: Script = async (exchange) => {
  exchange.send(PART);
  await exchange.closes();
};

const CASES: readonly (readonly [name: string, script: Script])[] = [
  ["stalled from its first byte", failing(LENGTH, (exchange) => exchange.closes())],
  ["stalled in the middle", failing(LENGTH, stalls)],
  [
    "stalled in the middle of a chunk",
    failing(CHUNKED, async (exchange) => {
      exchange.send(`100\r\n${PART}`);
      await exchange.closes();
    }),
  ],
  [
    "dripping, a byte every 100 ms",
    failing(CHUNKED, async (exchange) => {
      while (!exchange.closed) {
        exchange.send(chunks(" "));
        await wait(100);
      }
    }),
  ],
  [
    "reset in the middle",
    failing(LENGTH, async (exchange) => {
      exchange.send(PART);
      await wait(ARRIVAL_MS);
      exchange.reset();
    }),
  ],
  [
    "closed in the middle",
    failing(LENGTH, (exchange) => {
      exchange.send(PART);
      exchange.fin();
    }),
  ],
  [
    "closed in the middle of a chunk",
    failing(CHUNKED, (exchange) => {
      exchange.send(`100\r\n${PART}`);
      exchange.fin();
    }),
  ],
  [
    "in chunks that are none",
    failing(CHUNKED, (exchange) => {
      exchange.send("zz\r\n{}\r\n");
      exchange.fin();
    }),
  ],
  [
    "that says it is gzip and is not",
    failing({ ...JSON_TYPE, "Content-Encoding": "gzip", "Content-Length": "2" }, (exchange) =>
      exchange.send("{}"),
    ),
  ],
  [
    "of gzip that breaks off",
    failing({ ...CHUNKED, "Content-Encoding": "gzip" }, (exchange) => {
      exchange.send(chunks(gzipSync('{"message":"lost"}').subarray(0, 10)));
      exchange.fin();
    }),
  ],
  [
    "larger than 64 KiB",
    failing({ ...JSON_TYPE, "Content-Length": "300000" }, (exchange) => {
      exchange.send(`{"pad":"${"a".repeat(299_990)}"}`);
    }),
  ],
  [
    "without end",
    failing(CHUNKED, async (exchange) => {
      exchange.send(chunks('{"pad":['));
      while (!exchange.closed) {
        exchange.send(chunks(`"${"a".repeat(9_997)}",`));
        await wait(1);
      }
    }),
  ],
  [
    "of gzip that unfolds to 50 MB",
    failing({ ...CHUNKED, "Content-Encoding": "gzip" }, async (exchange) => {
      exchange.send(chunks(BOMB));
      await exchange.closes();
    }),
  ],
];

describe.concurrent("an error body that fails costs detail, never the answer: status and phrase arrive", () => {
  const cases = CASES.flatMap(([name, script]) =>
    ["GET", "HEAD", "PUT", "POST"].map((method) => [name, method, script] as const),
  );

  test.each(cases)("a body %s: %s", async (name, method, script) => {
    const path = `/${name.replace(/\W+/g, "-")}-${method}`;
    origin.on(path, script);
    const answer = await ask(gateway.port(), `/r${path}`, askOf(method));
    const line = await expectSpoken(gateway, answer, {
      status: 403,
      category: "forbidden",
      logged: { origin_status: 403, cause: "answered", method },
    });
    expect(answer.phrase).toBe(PHRASE);
    expect(line.body_bytes).toBeLessThanOrEqual(ERROR_BODY_MAX_BYTES);
    expect(origin.to(path)).toHaveLength(1);
  });
});

test.each([
  "stalled-in-the-middle-GET",
  "dripping-a-byte-every-100-ms-GET",
  "without-end-GET",
  "larger-than-64-KiB-GET",
])("the origin is not read on afterwards: %s", async (path) => {
  const exchange = origin.only(`/${path}`);
  await exchange.closes();
  expect(exchange.closed).toBe(true);
});

describe("an error body at the limits", () => {
  test.each([ERROR_BODY_MAX_BYTES - 1, ERROR_BODY_MAX_BYTES, ERROR_BODY_MAX_BYTES + 1])(
    "%d bytes",
    async (size) => {
      origin.on(`/size-${size}`, (exchange) =>
        exchange.answer("500 Oops", { "Content-Type": "text/plain" }, "a".repeat(size)),
      );
      const answer = await ask(gateway.port(), `/r/size-${size}`);
      const line = await expectSpoken(gateway, answer, { status: 500, category: "server_error" });
      expect(line.body_bytes).toBe(Math.min(size, ERROR_BODY_MAX_BYTES));
    },
  );

  test("none at all", async () => {
    origin.on("/none", (exchange) => exchange.answer(STATUS, {}, ""));
    const answer = await ask(gateway.port(), "/r/none");
    const line = await expectSpoken(gateway, answer, { status: 403, category: "forbidden" });
    expect([line.body_bytes, answer.phrase]).toEqual([0, PHRASE]);
  });

  test("one that comes slowly but within 2 s is read to its end", async () => {
    origin.on("/slow", async (exchange) => {
      begin(exchange, "403 Forbidden", { "Content-Type": "application/json", "Content-Length": "44" });
      exchange.send('{"message":"Package left-pad is ');
      await wait(600);
      exchange.send('blocked."}  ');
      exchange.fin();
    });
    const answer = await ask(gateway.port(), "/r/slow");
    await expectSpoken(gateway, answer, { status: 403, category: "forbidden" });
    expect(answer.text).toContain("Package left-pad is blocked.");
  });
});
