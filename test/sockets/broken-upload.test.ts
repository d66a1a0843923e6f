/** Uploads that break off, and origins that read nothing: half a package must never look complete. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { UPLOAD_PART_MIN_MS, WATCH_CLIENT_AFTER_MS } from "../../src/limits.ts";
import { ask, Connection, requestHead } from "./client.ts";
import { begin } from "./faults.ts";
import { chunks } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const WAITED_MS = WATCH_CLIENT_AFTER_MS + 75;

const origin = serveOrigin();
/** Accepts connections and never reads from one. */
const deaf = serveOrigin({ onConnection: (socket) => socket.pause() });
const gateway = serveGateway(
  () => {
    const base = { format: "generic", timeout_ms: 1_500 };
    return [
      { ...base, path: "/on/*", id: "on", origin: origin.url },
      { ...base, path: "/off/*", id: "off", origin: origin.url, enabled: false },
      { ...base, path: "/left/*", id: "left", origin: origin.url },
      { ...base, path: "/drained/*", id: "drained", origin: origin.url },
      { ...base, path: "/deaf/*", id: "deaf", origin: `https://localhost:${deaf.port}` },
    ];
  },
  { dataset: true },
);

const CHUNKED = { "Transfer-Encoding": "chunked" };

/** A client that has sent the beginning of an upload, which the origin has received. */
async function uploading(target: string, path: string, headers: Record<string, string>): Promise<Connection> {
  const client = await Connection.open(gateway.port());
  client.send(requestHead(target, { method: "PUT", headers }));
  client.send("Transfer-Encoding" in headers ? chunks("part") : "part");
  await origin.arrives(path);
  await origin.only(path).receives(4);
  return client;
}

describe("an upload that breaks off is not complete at the origin", () => {
  test.each(["100 Continue", "102 Processing", "103 Early Hints"])(
    "after an interim answer, when the client closes: %s",
    async (status) => {
      const path = `/interim-${status.slice(0, 3)}`;
      origin.on(path, (exchange) => exchange.send(`HTTP/1.1 ${status}\r\n\r\n`));
      const client = await uploading(`/on${path}`, path, CHUNKED);
      await wait(WAITED_MS);
      client.close();
      await origin.only(path).closes();
      expect(origin.only(path).bodyEnded).toBe(false);
    },
  );

  const ends: readonly (readonly [string, (client: Connection) => void])[] = [
    ["closes", (client) => client.close()],
    ["resets", (client) => client.reset()],
    ["sends an invalid chunk", (client) => client.send("zz\r\n")],
  ];
  // Fails with workerd 1.20261117, which sends a last chunk after any request that ends, even by an abort, once its
  // answer's headers have arrived (1.20260730 did not). No way for a Worker to prevent this was found.
  test.fails.each(["on", "off"].flatMap((route) => ends.map(([how, end]) => ({ route, how, end }))))(
    "after an early answer, when the client $how (/$route)",
    async ({ route, how, end }) => {
      const path = `/early-${route}-${how.replaceAll(" ", "-")}`;
      origin.on(path, async (exchange) => {
        await exchange.receives(4);
        begin(exchange, "201 Created", { "Content-Length": "1000" });
        exchange.send("y");
        await exchange.closes();
      });
      const client = await uploading(`/${route}${path}`, path, CHUNKED);
      await client.receives("\r\n\r\ny");
      end(client);
      await origin.only(path).closes();
      expect(origin.only(path).bodyEnded).toBe(false);
    },
  );
});

async function countedOn(route: string): Promise<unknown[]> {
  await wait(100);
  return gateway.log.matching({ event: "data_point", index: route }).map(({ category }) => category);
}

describe("a client that leaves while a refusal is being prepared is counted once, as aborted", () => {
  test("while its body stalls", async () => {
    origin.on("/stalls", async (exchange) => {
      begin(exchange, "403 Forbidden", { "Content-Length": "100" });
      exchange.send("x");
      await exchange.closes();
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/left/stalls"));
    await origin.arrives("/stalls");
    await wait(WAITED_MS);
    client.reset();
    await origin.only("/stalls").closes();
    expect(await countedOn("left")).toEqual(["aborted"]);
  });

  test("while the rest of its upload is read", async () => {
    origin.on("/refuses", (exchange) => {
      begin(exchange, "403 Forbidden", { "Content-Length": "1" });
      exchange.send("x");
    });
    const client = await uploading("/drained/refuses", "/refuses", { "Content-Length": "1000" });
    await wait(WAITED_MS);
    client.reset();
    await origin.only("/refuses").closes();
    expect(await countedOn("drained")).toEqual(["aborted"]);
  });
});

test("an origin that reads nothing of an upload times out", {
  timeout: UPLOAD_PART_MIN_MS + 20_000,
  retry: 0,
}, async () => {
  const body = "x".repeat(200_000);
  const answer = await ask(gateway.port(), "/deaf/x", {
    method: "PUT",
    body,
    patienceMs: UPLOAD_PART_MIN_MS + 10_000,
  });
  expect([answer.status, answer.header("x-outspoken")]).toEqual([504, "timeout"]);
  expect(answer.text).toContain("within 30 seconds");
});

test("a phrase with a tab (RFC 9112 4) passes unchanged", async () => {
  origin.on("/tabbed", (exchange) => {
    exchange.send(`HTTP/1.1 201 Cre\tated\r\nTransfer-Encoding: chunked\r\n\r\n${chunks("ok")}0\r\n\r\n`);
  });
  for (const route of ["on", "off"]) {
    const answer = await ask(gateway.port(), `/${route}/tabbed`, { method: "PUT", body: "artifact" });
    expect([answer.line, answer.text]).toEqual(["HTTP/1.1 201 Cre\tated", "ok"]);
  }
});

test("an unreadable answer is requested again, since workerd reports it like a lost connection", async () => {
  origin.on("/unreadable", (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nabc");
    exchange.fin();
  });
  const answer = await ask(gateway.port(), "/on/unreadable");
  expect([answer.status, answer.header("x-outspoken")]).toEqual([502, "unreachable"]);
  expect(origin.to("/unreadable")).toHaveLength(2);
});
