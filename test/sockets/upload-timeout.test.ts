/** How long an origin may work on an upload: a 504 too early would report a failure for a package that is stored. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

// They wait, and none of them uses the CPU.
vi.setConfig({ maxConcurrency: 30 });

const READ_MS = 500;
const WRITE_MS = 2_000;
/** Longer than a read may take, but not a write. */
const WORK_MS = 1_200;
/** Longer than the default for reads in these formats. */
const LONG_WORK_MS = 12_000;
/** Formats whose clients wait longer when they publish. */
const PUBLISHING = ["pypi", "rubygems", "hex", "huggingface", "terraform"] as const;

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: { read: READ_MS, write: WRITE_MS } },
  ...PUBLISHING.map((format) => ({ path: `/${format}/*`, format, origin: origin.url })),
]);

/** Reads the upload completely, works on it, and answers that it is stored. */
function worksOn(path: string, workMs: number): void {
  origin.on(path, async (exchange) => {
    await exchange.receives();
    await wait(workMs);
    exchange.answer("201 Created", {}, "stored");
  });
}

describe.concurrent("an origin that works on an upload", () => {
  test.each(PUBLISHING)("may take 12 s by default: %s", { timeout: 3 * LONG_WORK_MS }, async (format) => {
    worksOn(`/${format}`, LONG_WORK_MS);
    const options = { method: "POST", body: "a wheel", patienceMs: 2 * LONG_WORK_MS };
    expect(await ask(gateway.port(), `/${format}/${format}`, options)).toMatchObject({
      status: 201,
      text: "stored",
    });
  });

  test.each(["PUT", "POST", "PATCH", "DELETE"])("has as long as `write` says: %s", async (method) => {
    worksOn(`/work-${method}`, WORK_MS);
    const answer = await ask(gateway.port(), `/r/work-${method}`, { method, body: "content" });
    expect(answer).toMatchObject({ status: 201, text: "stored" });
  });

  test.each(["Content-Length", "chunks"])("has that time from the last byte on: %s", async (framing) => {
    const path = `/slow-${framing}`;
    worksOn(path, WORK_MS);
    const isChunked = framing === "chunks";
    const headers: Record<string, string> = isChunked
      ? { "Transfer-Encoding": "chunked" }
      : { "Content-Length": "5" };
    const client = await Connection.open(gateway.port());
    client.send(requestHead(`/r${path}`, { method: "PUT", headers }));
    for (const part of ["a", "b", "c", "d", "e"]) {
      client.send(isChunked ? chunks(part) : part);
      await wait(WRITE_MS / 4);
    }
    if (isChunked) client.send(LAST_CHUNK);
    expect(await client.answer()).toMatchObject({ status: 201, text: "stored" });
  });

  test.each(["PUT", "POST"])("is 504 after that: %s", async (method) => {
    origin.on(`/silent-${method}`, (exchange) => exchange.closes());
    const answer = await ask(gateway.port(), `/r/silent-${method}`, { method, body: "content" });
    await expectSpoken(gateway, answer, { status: 504, category: "timeout", logged: { cause: "timeout" } });
    expectReferenceShown(answer);
    expect(answer.phrase).toContain("within 2 seconds");
  });
});

test.concurrent.each(["GET", "HEAD", "DELETE"])(
  "an origin has as long as `read` says without content: %s",
  async (method) => {
    origin.on(`/read-${method}`, (exchange) => exchange.closes());
    const answer = await ask(gateway.port(), `/r/read-${method}`, { method });
    await expectSpoken(gateway, answer, { status: 504, category: "timeout" });
    expect(answer.phrase).toContain("within 0.5 seconds");
  },
);

test.concurrent.each(["PUT", "POST"])("an upload with Content-Length: 0 is an upload: %s", async (method) => {
  worksOn(`/empty-${method}`, WORK_MS);
  const answer = await ask(gateway.port(), `/r/empty-${method}`, {
    method,
    headers: { "Content-Length": "0" },
  });
  expect(answer).toMatchObject({ status: 201, text: "stored" });
});
