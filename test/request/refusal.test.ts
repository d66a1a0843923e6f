/** Requests that are not sent to any origin. The head stands in for methods that Node's Request refuses. */
import { describe, expect, test } from "vitest";
import { type Refusal, refusalOf } from "../../src/request/refusal.ts";
import { headOf } from "../../src/request/request-head.ts";

const CONTENT = { status: 400, says: "A GET or HEAD with content can't be passed on." };
const TRACE = { status: 400, says: "A TRACE is not passed on." };
const CODING = {
  status: 501,
  says: "Content in a Transfer-Encoding other than chunked can't be passed on.",
};
const LOOP = {
  status: 508,
  says: "The registry behind this gateway leads back to the gateway itself; the gateway's operators have to correct the route.",
};
const WEBSOCKET = {
  status: 426,
  says: "A WebSocket can't be opened through this gateway, which passes on HTTP only.",
};

/** The refusal of a request with this content; null for none. */
async function refused(
  method: string,
  headers: Record<string, string>,
  content: ReadableStream | null = null,
): Promise<Refusal | null> {
  const init = content === null ? {} : { method: "POST", body: content, duplex: "half" };
  const request = new Request("https://packages.example/npm/left-pad", { ...init, headers });
  return refusalOf(request, { ...headOf(request), method });
}

function streamOf(...parts: string[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

const LOOPED = "outspoken, outspoken, outspoken";

test.each<[string, Record<string, string>, Refusal | null]>([
  ["GET", {}, null],
  ["HEAD", {}, null],
  ["OPTIONS", {}, null],
  ["TRACE", {}, TRACE],
  ["TRACE", { "cdn-loop": LOOPED }, TRACE],
  ["GET", { "cdn-loop": LOOPED }, LOOP],
  ["POST", { "cdn-loop": LOOPED }, LOOP],
  ["GET", { "cdn-loop": "outspoken, outspoken" }, null],
  ["POST", { "cdn-loop": "cloudflare" }, null],
  ["GET", { upgrade: "websocket" }, WEBSOCKET],
  ["HEAD", { upgrade: "h2c, WebSocket" }, WEBSOCKET],
  ["GET", { upgrade: "h2c" }, null],
  ["POST", { upgrade: "websocket" }, null],
])("%s with %j", async (method, headers, refusal) => {
  expect(await refused(method, headers)).toEqual(refusal);
});

describe("Transfer-Encoding", () => {
  test.each<[string, Refusal | null]>([
    ["chunked", null],
    ["Chunked", null],
    [", chunked ,\t,", null],
    ["", CODING],
    ["gzip, chunked", CODING],
    ["chunked, gzip", CODING],
    ["chunked, chunked", CODING],
    ["xchunked", CODING],
    ["chunkedx", CODING],
    ["identity", CODING],
  ])("%j", async (value, refusal) => {
    for (const method of ["GET", "HEAD", "POST", "PUT"])
      expect(await refused(method, { "transfer-encoding": value })).toEqual(refusal);
  });
});

describe("content", () => {
  const broken = (): ReadableStream =>
    new ReadableStream({ pull: (controller) => controller.error(new Error("no chunk")) });
  const CHUNKED = { "transfer-encoding": "chunked" };

  test.each<[string, Record<string, string>, () => ReadableStream, Refusal | null]>([
    ["of a known length", { "content-length": "1" }, () => streamOf("x"), CONTENT],
    ["of length 0", { "content-length": "0" }, () => streamOf(), null],
    ["of an unknown length", {}, () => streamOf("x"), CONTENT],
    ["in chunks", CHUNKED, () => streamOf("x"), CONTENT],
    ["in chunks, with the last chunk alone", CHUNKED, () => streamOf(), null],
    ["in invalid chunks", CHUNKED, broken, CONTENT],
  ])("%s", async (_, headers, content, refusal) => {
    expect(await refused("GET", headers, content())).toEqual(refusal);
    expect(await refused("HEAD", headers, content())).toEqual(refusal);
    expect(await refused("POST", headers, content())).toBeNull();
  });
});
