/** Scripts of origins that answer with success and whose bodies break off. */
import { setTimeout as wait } from "node:timers/promises";
import type { Exchange, Script } from "./exchange.ts";
import { ARRIVAL_MS, begin } from "./faults.ts";
import { chunks } from "./message.ts";

export async function reset(exchange: Exchange): Promise<void> {
  await wait(ARRIVAL_MS);
  exchange.reset();
}

async function fin(exchange: Exchange): Promise<void> {
  await wait(ARRIVAL_MS);
  exchange.fin();
}

const LENGTH = { "Content-Length": "100" };
export const CHUNKED = { "Transfer-Encoding": "chunked" };

export function breaking(
  headers: Record<string, string>,
  part: string | Buffer,
  end: (exchange: Exchange) => Promise<void>,
): Script {
  return async (exchange) => {
    begin(exchange, "200 OK", headers);
    if (exchange.method !== "HEAD") exchange.send(part);
    await end(exchange);
  };
}

/** `began` is the part of the body that must arrive. */
export const BREAKS: readonly (readonly [name: string, script: Script, began: string])[] = [
  [
    "silent after the headers, with Content-Length",
    breaking(LENGTH, "", (exchange) => exchange.closes()),
    "",
  ],
  ["silent after the headers, in chunks", breaking(CHUNKED, "", (exchange) => exchange.closes()), ""],
  ["reset in a body with Content-Length", breaking(LENGTH, "hello", reset), "hello"],
  ["closed in a body with Content-Length", breaking(LENGTH, "hello", fin), "hello"],
  ["closed before the body with Content-Length", breaking(LENGTH, "", fin), ""],
  ["reset in a chunked body", breaking(CHUNKED, chunks("hello"), reset), "hello"],
  ["closed in a chunked body", breaking(CHUNKED, chunks("hello"), fin), "hello"],
  ["closed within a chunk", breaking(CHUNKED, "a\r\nhello", fin), "hello"],
  ["closed before the first chunk", breaking(CHUNKED, "", fin), ""],
  ["closed before the last chunk's size ends", breaking(CHUNKED, `${chunks("hello")}0`, fin), "hello"],
  [
    "a chunk whose size is not a number",
    breaking(CHUNKED, `${chunks("hello")}zz\r\nhello\r\n`, fin),
    "hello",
  ],
  ["a chunk longer than its size", breaking(CHUNKED, "3\r\nhello\r\n0\r\n\r\n", fin), "hel"],
  ["reset in a body that ends with the connection", breaking({}, "hello", reset), "hello"],
  [
    "reset in a large body",
    breaking({ "Content-Length": "9000000" }, Buffer.alloc(300_000, "a"), reset),
    "aaaa",
  ],
  [
    "reset in a body labelled identity",
    breaking({ ...CHUNKED, "Content-Encoding": "identity" }, chunks("hello"), reset),
    "hello",
  ],
  [
    "reset in a body of an unknown coding",
    breaking({ ...CHUNKED, "Content-Encoding": "x-odd" }, chunks("hello"), reset),
    "hello",
  ],
];
