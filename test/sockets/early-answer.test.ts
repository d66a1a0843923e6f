import { describe, expect, test, vi } from "vitest";
import { Connection, requestHead } from "./client.ts";
import type { Script } from "./exchange.ts";
import { begin } from "./faults.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

// Most of these wait, and none of them uses the CPU.
vi.setConfig({ maxConcurrency: 50 });

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: 1_500 },
  { path: "/secretless/*", format: "generic", origin: origin.url, origin_auth: "UNSET" },
]);

const TEXT = '{"message":"Packages are limited to 50 MB here."}';

/** Answers once the first bytes of the upload have arrived, then runs `then`. */
function refusing(status: string, headers: Record<string, string>, then: Script): Script {
  return async (exchange) => {
    await exchange.receives(10);
    begin(exchange, status, {
      "Content-Type": "application/json",
      "Content-Length": String(TEXT.length),
      ...headers,
    });
    exchange.send(TEXT);
    await then(exchange);
  };
}

const REFUSALS = [
  ["413 Content Too Large", "bad_request", {}],
  ["401 Unauthorized", "challenge", { "WWW-Authenticate": 'Basic realm="packages"' }],
  ["401 Unauthorized", "unauthorized", {}],
  ["403 Forbidden", "forbidden", {}],
  ["503 Service Unavailable", "overloaded", { "Retry-After": "5" }],
] as const;

const ENDS = [
  ["closes", (exchange) => exchange.fin()],
  ["keeps reading", (exchange) => exchange.closes()],
] as const satisfies readonly (readonly [string, Script])[];

const FRAMINGS = ["Content-Length", "chunks"] as const;

const CASES = REFUSALS.flatMap(([status, category, headers]) =>
  ENDS.flatMap(([how, then]) =>
    ["PUT", "POST"].flatMap((method) =>
      FRAMINGS.map((framing) => ({ status, category, headers, how, then, method, framing })),
    ),
  ),
);

/** Begins an upload of 1 MB and sends the first 20 bytes of it. */
async function beginUpload(
  target: string,
  method: string,
  framing: (typeof FRAMINGS)[number],
): Promise<Connection> {
  const client = await Connection.open(gateway.port());
  const isChunked = framing === "chunks";
  const headers: Record<string, string> = isChunked
    ? { "Transfer-Encoding": "chunked" }
    : { "Content-Length": "1000000" };
  client.send(requestHead(target, { method, headers }));
  client.send(isChunked ? chunks("0123456789", "0123456789") : "01234567890123456789");
  return client;
}

describe.concurrent("a refusal in the middle of an upload is heard before the upload ends", () => {
  test.each(CASES)("$status as $category to a $method with $framing, and the origin $how", async (is) => {
    const path = `/${is.status.slice(0, 3)}-${is.category}-${is.how.replace(" ", "-")}-${is.method}-${is.framing}`;
    origin.on(path, refusing(is.status, is.headers, is.then));
    const client = await beginUpload(`/r${path}`, is.method, is.framing);
    const answer = await client.answer(is.method);
    await expectSpokenOrCounted(answer, Number(is.status.slice(0, 3)), is.category);
    for (const [name, value] of Object.entries(is.headers)) {
      if (name === "WWW-Authenticate") expect(answer.header(name)).toBe(value);
    }
    expect(origin.to(path)).toHaveLength(1);
  });
});

/** A challenge is spoken like any other refusal, but not logged. */
async function expectSpokenOrCounted(
  answer: Parameters<typeof expectSpoken>[1],
  status: number,
  category: (typeof REFUSALS)[number][1],
): Promise<void> {
  if (category !== "challenge") {
    await expectSpoken(gateway, answer, { status, category });
    return;
  }
  expect([answer.status, answer.header("x-outspoken"), answer.complete]).toEqual([status, category, true]);
  expect(gateway.log.matching({ ref: answer.header("x-outspoken-ref") ?? "" })).toEqual([]);
}

test("the origin's reason arrives if its answer was complete before the connection closed", async () => {
  origin.on(
    "/reason",
    refusing("413 Content Too Large", {}, (exchange) => exchange.closes()),
  );
  const client = await beginUpload("/r/reason", "PUT", "Content-Length");
  const answer = await client.answer("PUT");
  expect(answer.phrase).toBe("Packages are limited to 50 MB here.");
});

test.each(["GET", "PUT"])("the request after a refused upload gets its own answer: %s", async (method) => {
  origin.on(
    "/refused",
    refusing("413 Content Too Large", {}, (exchange) => exchange.fin()),
  );
  const first = await beginUpload("/r/refused", "PUT", "chunks");
  expect((await first.answer("PUT")).status).toBe(413);
  origin.on("/next", (exchange) => exchange.answer("200 OK", {}, exchange.target));
  const client = await Connection.open(gateway.port());
  client.send(
    requestHead("/r/next", { method, ...(method === "PUT" ? { body: "x" } : {}) }) +
      (method === "PUT" ? "x" : ""),
  );
  expect(await client.answer(method)).toMatchObject({ status: 200, text: "/next" });
});

test("a success before the upload ends passes too", async () => {
  origin.on("/success", async (exchange) => {
    await exchange.receives(10);
    begin(exchange, "200 OK", { "Content-Length": "4" });
    exchange.send("have");
    await exchange.closes();
  });
  const client = await beginUpload("/r/success", "PUT", "chunks");
  expect(await client.answer("PUT")).toMatchObject({ status: 200, text: "have", complete: true });
});

test("a reset in the middle of an upload is 502, and the upload is not sent again", async () => {
  origin.on("/reset", async (exchange) => {
    await exchange.receives(10);
    exchange.reset();
  });
  const client = await beginUpload("/r/reset", "PUT", "chunks");
  const answer = await client.answer("PUT");
  await expectSpoken(gateway, answer, { status: 502, category: "unreachable" });
  expect(origin.to("/reset")).toHaveLength(1);
});

test("an origin that closes in the middle of an upload without an answer is 502, though the client continues", async () => {
  origin.on("/word", async (exchange) => {
    await exchange.receives(10);
    exchange.fin();
  });
  const client = await beginUpload("/r/word", "POST", "chunks");
  client.send(chunks("more"));
  client.send(LAST_CHUNK);
  await expectSpoken(gateway, await client.answer("POST"), { status: 502, category: "unreachable" });
  expect(origin.to("/word")).toHaveLength(1);
});

test.each([
  ["a path that leaves the origin's base", "/r/..%2fsecret", 400, "bad_request"],
  ["a route whose secret is missing", "/secretless/x", 500, "server_error"],
] as const)(
  "an upload that is not forwarded is answered once it ends: %s",
  async (_, target, status, category) => {
    const client = await Connection.open(gateway.port());
    const body = Buffer.alloc(4_000_000, "a");
    client.send(requestHead(target, { method: "PUT", body }));
    client.send(body);
    await expectSpoken(gateway, await client.answer("PUT"), { status, category });
  },
);

describe("a client that never stops sending is answered anyway", () => {
  test.each([
    ["refused by the origin", "/r/endless", 413, "bad_request"],
    ["refused by the gateway", "/r/..%2fsecret", 400, "bad_request"],
  ] as const)("%s", async (_, target, status, category) => {
    origin.on(
      "/endless",
      refusing("413 Content Too Large", {}, (exchange) => exchange.closes()),
    );
    const client = await beginUpload(target, "PUT", "chunks");
    const part = chunks("x".repeat(64 * 1024));
    const sending = setInterval(() => client.send(part), 1);
    try {
      await client.receives("\r\n\r\n");
    } finally {
      clearInterval(sending);
    }
    await expectSpoken(gateway, await client.answer("PUT"), { status, category });
  });
});
