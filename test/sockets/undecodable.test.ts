/** Answers labelled gzip that are not gzip, or not only. */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import type { Script } from "./exchange.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url },
  { path: "/npm/*", format: "npm", origin: origin.url },
  { path: "/composer/*", format: "composer", origin: origin.url, notice: "Moving on Friday." },
]);

/** Longer than reading ahead may take. */
const PATIENCE_MS = 2_500;

const TEXT = JSON.stringify({ name: "a", readme: "all work and no play ".repeat(100) });
const GZIP = gzipSync(TEXT);

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

const BODIES: readonly (readonly [name: string, body: Buffer])[] = [
  ["an empty body, in chunks", Buffer.alloc(0)],
  ["plain JSON", Buffer.from(TEXT)],
  ["gzip followed by zeros", Buffer.concat([GZIP, Buffer.alloc(100)])],
  ["gzip followed by text", Buffer.concat([GZIP, Buffer.from("and more")])],
  ["truncated gzip", GZIP.subarray(0, 30)],
  ["gzip with a wrong checksum", flipped(GZIP, GZIP.length - 6)],
];

function script(body: Buffer, coding = "gzip"): Script {
  return (exchange) => {
    exchange.send(
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" +
        `Content-Encoding: ${coding}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    if (body.length > 0) exchange.send(chunks(body));
    exchange.send(LAST_CHUNK);
  };
}

describe.each(["gzip", "x-gzip"])("labelled %s", (coding) => {
  describe.each(BODIES)("%s", (_, body) => {
    test.each(["gzip", undefined])("passes unchanged if nothing reads it (%j)", async (accept) => {
      origin.on("/x", script(body, coding));
      const headers = accept === undefined ? {} : { "Accept-Encoding": accept };
      const answer = await ask(gateway.port(), "/r/x", { headers, patienceMs: PATIENCE_MS });
      expect(answer).toMatchObject({ status: 200, complete: true });
      expect([answer.header("content-encoding"), answer.body.equals(body)]).toEqual([coding, true]);
    });

    test.each([
      ["for a client that takes no gzip", "/r/x", { "Accept-Encoding": "identity" }],
      ["in a document", "/npm/x", {}],
      ["in a document, for a client that takes gzip", "/npm/x", { "Accept-Encoding": "gzip" }],
      [
        "with a notice",
        "/composer/packages.json",
        { "Accept-Encoding": "gzip", "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.4.1; cURL 8.5)" },
      ],
    ])("is answered with 502 if it has to be read: %s", async (_where, path, headers) => {
      for (const name of ["/x", "/packages.json"]) origin.on(name, script(body, coding));
      const answer = await ask(gateway.port(), path, { headers, patienceMs: PATIENCE_MS });
      await expectSpoken(gateway, answer, { status: 502, category: "unreachable" });
      expect(answer.text).toContain("can't be decoded");
      expectReferenceShown(answer);
    });

    test("leaves a write successful, without its content", async () => {
      origin.on("/write", script(body, coding));
      const headers = { "Accept-Encoding": "identity" };
      const options = { method: "PUT", body: "{}", headers, patienceMs: PATIENCE_MS };
      const answer = await ask(gateway.port(), "/r/write", options);
      expect(answer).toMatchObject({ status: 200, text: "", complete: true });
    });
  });
});

describe("two gzip members are one text (RFC 1952 2.2)", () => {
  const two = Buffer.concat([gzipSync(TEXT.slice(0, 500)), gzipSync(TEXT.slice(500))]);

  test.each(["/r/two", "/npm/two"])("%s", async (path) => {
    origin.on("/two", script(two));
    const answer = await ask(gateway.port(), path, { headers: { "Accept-Encoding": "identity" } });
    expect(answer).toMatchObject({ status: 200, text: TEXT, complete: true });
  });
});

test("an error whose gzip can't be decoded is spoken by its status", async () => {
  for (const [name, body] of BODIES) {
    origin.on("/refused", (exchange) =>
      exchange.answer("403 Forbidden", { "Content-Encoding": "gzip", "Content-Type": "text/plain" }, body),
    );
    const answer = await ask(gateway.port(), "/npm/refused", { patienceMs: PATIENCE_MS });
    expect([name, answer.status]).toEqual([name, 403]);
    await expectSpoken(gateway, answer, { status: 403, category: "forbidden" });
  }
});

test.each(["3", "0", "9999"])(
  "a chunked error that also has Content-Length: %s is read to its end (RFC 9112 6.3)",
  async (length) => {
    origin.on("/both", (exchange) => {
      exchange.send("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n");
      exchange.send(`Content-Length: ${length}\r\nTransfer-Encoding: chunked\r\n\r\n`);
      exchange.send(chunks("Package left-pad ", "is quarantined."));
      exchange.send(LAST_CHUNK);
    });
    const answer = await ask(gateway.port(), "/r/both", { patienceMs: PATIENCE_MS });
    expect([answer.status, answer.text.trim()]).toEqual([403, "Package left-pad is quarantined."]);
  },
);
