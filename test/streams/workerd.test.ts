/** Event streams through the gateway in workerd: when each byte arrives, and what is counted. */
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, Connection, requestHead } from "../sockets/client.ts";
import type { Exchange, Script } from "../sockets/exchange.ts";
import { ARRIVAL_MS, begin } from "../sockets/faults.ts";
import { type Gateway, startGateway } from "../sockets/gateway.ts";
import { chunks, LAST_CHUNK } from "../sockets/message.ts";
import { Origin } from "../sockets/origin.ts";
import { ANTHROPIC_ERROR, CHAT, MESSAGES, OPENAI_ERROR } from "./samples.ts";

/** The origin's headers must arrive within this time; pauses in a stream are longer. */
const HEADERS_MAX_MS = 300;
const PAUSE_MS = 500;

let origin: Origin;
let gateway: Gateway;

beforeAll(async () => {
  origin = await Origin.start();
  const route = { origin: origin.url, timeout_ms: HEADERS_MAX_MS };
  gateway = await startGateway(
    [
      { ...route, path: "/openai/*", format: "openai", id: "openai" },
      { ...route, path: "/anthropic/*", format: "anthropic", id: "anthropic" },
      { ...route, path: "/generic/*", format: "generic", id: "generic" },
      { ...route, path: "/off/*", format: "openai", id: "off", enabled: false },
    ],
    { dataset: true },
  );
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
});

const STREAM = { "Content-Type": "text/event-stream; charset=utf-8", "Transfer-Encoding": "chunked" };

function streaming(headers: Readonly<Record<string, string>>, ...parts: (string | Buffer)[]): Script {
  return (exchange) => {
    begin(exchange, "200 OK", headers);
    if (exchange.method === "HEAD") return;
    for (const part of parts) exchange.send(part);
  };
}

async function breakOff(exchange: Exchange): Promise<void> {
  await wait(ARRIVAL_MS);
  exchange.reset();
}

function breaking(headers: Readonly<Record<string, string>>, ...parts: (string | Buffer)[]): Script {
  return async (exchange) => {
    await streaming(headers, ...parts)(exchange);
    await breakOff(exchange);
  };
}

describe("on its way", () => {
  test("an event, even half of one, arrives before the origin sends the next, and no pause is too long", async () => {
    const seen = Promise.withResolvers<void>();
    const again = Promise.withResolvers<void>();
    origin.on("/slow", async (exchange) => {
      begin(exchange, "200 OK", STREAM);
      exchange.send(chunks("data: one\n\nda"));
      await seen.promise;
      await wait(PAUSE_MS);
      exchange.send(chunks("ta: two"));
      await again.promise;
      exchange.send(chunks("\n\ndata: [DONE]\n\n"));
      exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/openai/slow"));
    await client.receives("data: one\n\nda");
    seen.resolve();
    await client.receives("ta: two");
    again.resolve();
    const answer = await client.answer();
    expect(answer).toMatchObject({ text: "data: one\n\ndata: two\n\ndata: [DONE]\n\n", complete: true });
    expect(answer.header("content-type")).toBe(STREAM["Content-Type"]);
  });

  test("headers arrive before the first event", async () => {
    const seen = Promise.withResolvers<void>();
    origin.on("/headers", async (exchange) => {
      begin(exchange, "200 OK", STREAM);
      await seen.promise;
      exchange.send(chunks("data: [DONE]\n\n"));
      exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/openai/headers"));
    await client.receives("text/event-stream");
    seen.resolve();
    expect(await client.answer()).toMatchObject({ text: "data: [DONE]\n\n", complete: true });
  });

  test("a stream with a length arrives complete, and counts as broken off if it is too short", async () => {
    const whole = CHAT.begun + CHAT.end;
    const length = {
      "Content-Type": "text/event-stream",
      "Content-Length": String(Buffer.byteLength(whole)),
    };
    origin.on("/length", streaming(length, whole));
    expect(await ask(gateway.port(), "/openai/length")).toMatchObject({ text: whole, complete: true });
    origin.on("/short", breaking(length, CHAT.begun));
    const short = await ask(gateway.port(), "/openai/short");
    expect(short).toMatchObject({ framing: "chunked", complete: true });
    expect(short.text).toMatch(/\n\nevent: error\ndata: \{"type":"error".*broke off.*\}\n\n$/);
  });

  test.each([
    [
      "openai",
      'data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"a"},"finish_reason":""}]}\n\n',
    ],
    ["anthropic", 'event: message_delta\ndata: {"type":"message_delta","delta":{"stop_reason":""}}\n\n'],
  ])("an empty finish reason does not count as the end: %s", async (format, begun) => {
    origin.on("/empty", (exchange) => {
      begin(exchange, "200 OK", STREAM);
      exchange.send(chunks(begun));
      exchange.send(LAST_CHUNK);
    });
    const { text } = await ask(gateway.port(), `/${format}/empty`);
    expect(text.slice(0, begun.length)).toBe(begun);
    expect(text.slice(begun.length)).toMatch(/^event: error\ndata: .*broke off.*\n\n$/);
  });

  test("a client that goes away ends the origin's stream too, and is not counted as a failure", async () => {
    const gone = Promise.withResolvers<void>();
    origin.on("/gone", async (exchange) => {
      begin(exchange, "200 OK", STREAM);
      exchange.send(chunks(CHAT.begun));
      await exchange.closes();
      gone.resolve();
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/openai/gone?once"));
    await client.receives("data: ");
    client.reset();
    await gone.promise;
    expect(gateway.log.matching({ event: "failure", route: "openai", category: "aborted" })).toEqual([]);
  });

  test("HEAD has no body to watch", async () => {
    origin.on("/head", streaming(STREAM));
    const answer = await ask(gateway.port(), "/openai/head", { method: "HEAD" });
    expect(answer).toMatchObject({ status: 200, complete: true });
    expect(answer.header("content-type")).toBe(STREAM["Content-Type"]);
  });
});

describe("an origin's own error", () => {
  test.each([
    ["openai", CHAT.begun + OPENAI_ERROR, "server_error", "server_error", "/v1/chat/completions"],
    ["anthropic", MESSAGES.begun + ANTHROPIC_ERROR, "overloaded", "overloaded_error", "/v1/messages"],
  ])("is counted once, in a data point and a line: %s", async (route, body, category, code, path) => {
    origin.on(path, streaming(STREAM, chunks(body), LAST_CHUNK));
    const options = { method: "POST", body: "{}", headers: { "User-Agent": "curl/8.7.1" } };
    expect(await ask(gateway.port(), `/${route}${path}`, options)).toMatchObject({
      text: body,
      complete: true,
    });
    const line = await gateway.log.line({ event: "failure", route, category });
    expect(line).toMatchObject({
      cause: "answered",
      status: 200,
      origin_status: 200,
      origin_code: code,
      reason: "The engine ran out of memory.",
      method: "POST",
      operation: "api",
      client: "curl",
      rule: "",
      retries: 0,
    });
    const { ref = "" } = line;
    await gateway.log.line({ event: "data_point", ref });
    expect(gateway.log.matching({ ref }).map(({ event }) => event)).toEqual(["data_point", "failure"]);
  });
});

describe("is not watched", () => {
  test("a stream in a coding that the client decodes", async () => {
    const bytes = gzipSync(CHAT.begun + OPENAI_ERROR);
    origin.on("/gzip", streaming({ ...STREAM, "Content-Encoding": "gzip" }, chunks(bytes), LAST_CHUNK));
    const answer = await ask(gateway.port(), "/openai/gzip", { headers: { "Accept-Encoding": "gzip" } });
    expect(answer.body.equals(bytes)).toBe(true);
    expect(gunzipSync(answer.body).toString()).toBe(CHAT.begun + OPENAI_ERROR);
  });

  test("a stream of another format, which stays incomplete if it broke off", async () => {
    origin.on("/other", breaking(STREAM, chunks(CHAT.begun)));
    const answer = await ask(gateway.port(), "/generic/other", { patienceMs: PAUSE_MS });
    expect(answer).toMatchObject({ text: CHAT.begun, complete: false });
  });

  test("a stream on a route that is switched off", async () => {
    origin.on("/switched-off", streaming(STREAM, chunks(CHAT.begun + OPENAI_ERROR), LAST_CHUNK));
    const answer = await ask(gateway.port(), "/off/switched-off");
    expect(answer).toMatchObject({ text: CHAT.begun + OPENAI_ERROR, complete: true });
    expect(gateway.log.matching({ event: "failure", route: "off" })).toEqual([]);
  });
});

test("a stream in a coding that the client can't take is decoded and watched", async () => {
  const bytes = gzipSync(CHAT.begun + OPENAI_ERROR.replace("memory", "gzip"));
  origin.on("/undone", streaming({ ...STREAM, "Content-Encoding": "gzip" }, chunks(bytes), LAST_CHUNK));
  const headers = { "Accept-Encoding": "identity" };
  const answer = await ask(gateway.port(), "/openai/undone", { headers });
  expect(answer).toMatchObject({ text: gunzipSync(bytes).toString(), complete: true });
  expect(answer.header("content-encoding")).toBeNull();
  await gateway.log.line({ event: "failure", reason: "The engine ran out of gzip." });
});
