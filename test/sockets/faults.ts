/** Scripts of origins that fail before their headers are complete, with what the client should get. */
import { setTimeout as wait } from "node:timers/promises";
import type { Category } from "../../src/failure/category.ts";
import type { Exchange, Script } from "./exchange.ts";

export interface Fault {
  readonly name: string;
  readonly script: Script;
  readonly status: number;
  readonly category: Category;
}

/** Workerd accepts 400 KB of headers, but not 520 KB. */
const BIG = 600_000;

function unreachable(name: string, script: Script): Fault {
  return { name, script, status: 502, category: "unreachable" };
}

function timeout(name: string, script: Script): Fault {
  return { name, script, status: 504, category: "timeout" };
}

/** Sends the bytes and closes. */
export function saying(bytes: string): Script {
  return (exchange) => {
    exchange.send(bytes);
    exchange.fin();
  };
}

/** The beginning of an answer; its connection is not used again. */
export function begin(exchange: Exchange, status: string, headers: Readonly<Record<string, string>>): void {
  const all = { Connection: "close", ...headers };
  const fields = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  exchange.send(`HTTP/1.1 ${status}\r\n${fields.join("")}\r\n`);
}

/** Long enough for what was sent to arrive before the connection breaks: a reset drops what is still in transit. */
export const ARRIVAL_MS = 50;

/** The connection was made and broke: the request may be repeated if that is safe. */
export const BROKEN_CONNECTIONS: readonly Fault[] = [
  unreachable("reset before the headers", (exchange) => exchange.reset()),
  unreachable("closed before the headers", (exchange) => exchange.fin()),
  unreachable("reset in the headers", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Le");
    await wait(ARRIVAL_MS);
    exchange.reset();
  }),
  unreachable("closed in the headers", saying("HTTP/1.1 200 OK\r\nContent-Le")),
  unreachable("closed in the status line", saying("HTTP/1.1 20")),
];

/** Something arrived that is not an HTTP answer. */
export const NO_HTTP: readonly Fault[] = [
  unreachable("a text instead of HTTP", saying("hello, this is not HTTP\r\n\r\n")),
  unreachable("binary instead of HTTP", saying("\x16\x03\x01\x00\x05\x01\r\n\r\n\x00\x01")),
  unreachable("an SSH banner", saying("SSH-2.0-OpenSSH_9.9\r\n\r\n")),
  unreachable("a status that is not a number", saying("HTTP/1.1 abc OK\r\nContent-Length: 0\r\n\r\n")),
  unreachable(
    "a header without a colon",
    saying("HTTP/1.1 200 OK\r\nno header\r\nContent-Length: 0\r\n\r\n"),
  ),
  unreachable("headers of 600 KB", async (exchange) => {
    begin(exchange, "200 OK", { "X-Big": "a".repeat(BIG), "Content-Length": "0" });
    await exchange.closes();
  }),
  unreachable("20,000 headers", async (exchange) => {
    const many = Array.from({ length: 20_000 }, (_, index) => `X-${index}: ${index}\r\n`).join("");
    exchange.send(`HTTP/1.1 200 OK\r\n${many}Content-Length: 0\r\n\r\n`);
    await exchange.closes();
  }),
];

/** Invalid lengths; they are read only if a body follows. */
export const NO_LENGTHS: readonly Fault[] = ["abc", "-3", "3, 5", "5 5", "0x5", "9".repeat(30)].map(
  (length) =>
    unreachable(`Content-Length: ${length}`, (exchange) => {
      begin(exchange, "200 OK", { "Content-Length": length });
      exchange.send("hello");
      exchange.fin();
    }),
);

export const TOO_LATE: readonly Fault[] = [
  timeout("silent", (exchange) => exchange.closes()),
  timeout("silent after the status line", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\n");
    await exchange.closes();
  }),
  timeout("dripping headers, a byte every 100 ms", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nX-Drip: ");
    while (!exchange.closed) {
      exchange.send("x");
      await wait(100);
    }
  }),
  timeout("a new header every 100 ms", async (exchange) => {
    exchange.send("HTTP/1.1 403 Forbidden\r\n");
    while (!exchange.closed) {
      exchange.send("X-Drip: x\r\n");
      await wait(100);
    }
  }),
];
