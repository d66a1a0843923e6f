/** The origins of one run of a fault: scripted sockets that record their requests. */
import type { Exchange, Script } from "../../sockets/exchange.ts";
import { Origin } from "../../sockets/origin.ts";
import type { Place } from "./fault.ts";

export interface Origins {
  readonly origin: Origin;
  readonly other: Origin;
  stop(): Promise<void>;
}

export async function startOrigins(): Promise<Origins> {
  const origin = await Origin.start();
  const other = await Origin.start();
  const stop = async (): Promise<void> => {
    await origin.close();
    await other.close();
  };
  return { origin, other, stop };
}

/** A new run: earlier requests and scripts do not count. */
export function placeAt({ origin, other }: Origins, prefix: string): Place {
  origin.forget("*");
  const since = origin.exchanges.length;
  const sinceOther = other.exchanges.length;
  const on = (path: string, script: Script): void => origin.on(prefix + path, script);
  return {
    url: origin.url + prefix,
    otherUrl: other.url + prefix,
    on,
    onOther: (path, script) => other.on(prefix + path, script),
    file: (path, body, headers = {}) => on(path, (exchange) => serveFile(exchange, body, headers)),
    onAll: (script) => origin.on("*", script),
    seen: () => origin.exchanges.slice(since),
    seenByOther: () => other.exchanges.slice(sinceOther),
  };
}

/** With one range at most, and a validator, as web servers do. */
function serveFile(
  exchange: Exchange,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  const bytes = Buffer.from(body);
  const all = {
    "Content-Type": "application/octet-stream",
    "Accept-Ranges": "bytes",
    ETag: '"1"',
    ...headers,
  };
  const begin = Number(/^bytes=(\d+)-$/.exec(exchange.header("range") ?? "")?.[1] ?? Number.NaN);
  if (!(begin < bytes.length)) exchange.answer("200 OK", all, bytes);
  else {
    const range = `bytes ${begin}-${bytes.length - 1}/${bytes.length}`;
    exchange.answer("206 Partial Content", { ...all, "Content-Range": range }, bytes.subarray(begin));
  }
}
