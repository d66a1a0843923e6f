/** Adding a route's notice changes nothing else about an answer, and delays nothing. */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { READ_AHEAD_MAX_BYTES } from "../../src/limits.ts";
import { type Answer, ask, Connection, requestHead } from "./client.ts";
import { ARRIVAL_MS } from "./faults.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { COMPOSER, JSON_TYPE, NOTICE, NPM } from "./notice-clients.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/npm/*", format: "npm", origin: origin.url, notice: NOTICE },
  // Without `pass`, an empty index would be a failure.
  { path: "/composer/*", format: "composer", origin: origin.url, notice: NOTICE, web_pages: "pass" },
]);

function hasNotice(answer: Answer): boolean {
  return answer.bytes.includes(NOTICE);
}

const NO_STORE = { "Cache-Control": "no-store" };

test("a large download with the notice in its head", async () => {
  const bytes = randomBytes(3_000_000);
  origin.on("/big.tgz", (exchange) => exchange.answer("200 OK", NO_STORE, bytes));
  const answer = await ask(gateway.port(), "/npm/big.tgz", { headers: NPM });
  expect([hasNotice(answer), answer.header("content-length"), answer.body.equals(bytes)]).toEqual([
    true,
    "3000000",
    true,
  ]);
});

test("a compressed download with the notice in its head", async () => {
  const bytes = gzipSync("x".repeat(10_000));
  origin.on("/coded.tgz", (exchange) =>
    exchange.answer("200 OK", { ...NO_STORE, "Content-Encoding": "gzip" }, bytes),
  );
  const answer = await ask(gateway.port(), "/npm/coded.tgz", {
    headers: { ...NPM, "Accept-Encoding": "gzip" },
  });
  expect([hasNotice(answer), answer.body.equals(bytes)]).toEqual([true, true]);
});

test.each([undefined, "gzip"])(
  "a large document with the notice as a member (Accept-Encoding: %s)",
  async (accept) => {
    const document = JSON.stringify({
      packages: Array.from({ length: 50_000 }, (_, index) => `acme/package-${index}`),
    });
    origin.on("/packages.json", (exchange) => exchange.answer("200 OK", JSON_TYPE, document));
    const headers = accept === undefined ? COMPOSER : { ...COMPOSER, "Accept-Encoding": accept };
    const answer = await ask(gateway.port(), "/composer/packages.json", { headers });
    const text =
      answer.header("content-encoding") === "gzip" ? gunzipSync(answer.body).toString() : answer.text;
    expect([answer.complete, text]).toEqual([true, document.replace("{", `{"info":"${NOTICE}",`)]);
  },
);

test.each([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["deflate", deflateSync],
  ["br", brotliCompressSync],
] as const)("a document that came in %s is decoded, with the notice as a member", async (coding, encode) => {
  const headers = { ...JSON_TYPE, "Content-Encoding": coding, "X-A": "b" };
  origin.on("/packages.json", (exchange) => exchange.answer("200 OK", headers, encode('{"a":1}')));
  const answer = await ask(gateway.port(), "/composer/packages.json", {
    headers: { ...COMPOSER, "Accept-Encoding": "identity" },
  });
  expect(answer).toMatchObject({ framing: "length", text: `{"info":"${NOTICE}","a":1}`, complete: true });
  expect([answer.header("content-encoding"), answer.header("x-a")]).toEqual([null, "b"]);
});

test.each(["", "[]", "null", "not JSON", "<html>", '"{}"'])(
  "a document that is not an object stays unchanged: %j",
  async (body) => {
    origin.on("/packages.json", (exchange) => exchange.answer("200 OK", JSON_TYPE, body));
    expect((await ask(gateway.port(), "/composer/packages.json", { headers: COMPOSER })).text).toBe(body);
  },
);

test("a document arrives as it is sent, not once it is complete", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  origin.on("/packages.json", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    exchange.send(chunks(`{"a":"${"x".repeat(20_000)}`));
    await promise;
    exchange.send(chunks('"}'));
    exchange.send(LAST_CHUNK);
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/composer/packages.json", { headers: COMPOSER }));
  await client.receives(NOTICE);
  resolve();
  expect(JSON.parse((await client.answer()).text)).toMatchObject({ info: NOTICE });
});

test.each([
  ["at its start is answered with 502", '{"a":1,', { status: 502, complete: true }],
  [
    "after what is read ahead does not look complete",
    `{"a":"${"x".repeat(2 * READ_AHEAD_MAX_BYTES)}`,
    { status: 200, complete: false },
  ],
])("a document that breaks off %s", async (_, part, expected) => {
  origin.on("/packages.json", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
    exchange.send(chunks(part));
    await wait(ARRIVAL_MS);
    exchange.reset();
  });
  const answer = await ask(gateway.port(), "/composer/packages.json", {
    headers: COMPOSER,
    patienceMs: 1_000,
  });
  expect(answer).toMatchObject(expected);
});
