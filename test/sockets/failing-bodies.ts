/** Scripts of origins that refuse and whose error bodies fail. */
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Script } from "./exchange.ts";
import { ARRIVAL_MS, begin } from "./faults.ts";
import { chunks } from "./message.ts";

/** If the body fails, only the words of the phrase are left. */
export const STATUS = "403 Package left-pad is quarantined";
export const PHRASE = "Package left-pad is quarantined";
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

/** Error answers whose head arrives and whose body fails, by what goes wrong with it. */
export const FAILING_BODIES: readonly (readonly [name: string, script: Script])[] = [
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
    "in invalid chunks",
    failing(CHUNKED, (exchange) => {
      exchange.send("zz\r\n{}\r\n");
      exchange.fin();
    }),
  ],
  [
    "labelled gzip that is not gzip",
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
    "of gzip that expands to 50 MB",
    failing({ ...CHUNKED, "Content-Encoding": "gzip" }, async (exchange) => {
      exchange.send(chunks(BOMB));
      await exchange.closes();
    }),
  ],
];
