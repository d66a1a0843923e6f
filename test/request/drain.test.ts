import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UPLOAD_CHUNK_BYTES, UPLOAD_DRAIN_MAX_MS } from "../../src/limits.ts";
import { drainContent, emptied } from "../../src/request/drain.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

interface Content {
  readonly request: Request;
  /** How many parts were read. */
  readonly taken: () => number;
}

/** A request whose client sends `parts` parts, one every `everyMs`, and then ends, falls silent or leaves. */
function contentOf(
  parts: number,
  behind: "end" | "silence" | "leave",
  { headers = {}, everyMs = 0 }: { headers?: Record<string, string>; everyMs?: number } = {},
): Content {
  let taken = 0;
  const body = new ReadableStream({
    type: "bytes",
    async pull(controller) {
      taken += 1;
      if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
      if (taken <= parts) return controller.enqueue(new Uint8Array(1_000));
      if (behind === "silence") return new Promise(() => {});
      if (behind === "leave") return controller.error(new Error("Network connection lost."));
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
  const init = { method: "POST", body, duplex: "half", headers };
  return { request: new Request("https://packages.example/", init), taken: () => taken };
}

describe("content of a request that is answered here", () => {
  test.each<[string, Content, number]>([
    ["is read to its end", contentOf(20, "end"), 21],
    ["is given up if the client leaves", contentOf(3, "leave"), 4],
    [
      "is not read if the client sent Expect",
      contentOf(3, "end", { headers: { expect: "100-continue" } }),
      0,
    ],
  ])("%s", async (_, { request, taken }, times) => {
    const before = taken();
    await drainContent(request);
    expect(taken()).toBe(Math.max(times, before));
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is not read if another reader has it", async () => {
    const { request, taken } = contentOf(20, "end");
    const reader = request.body?.getReader();
    await reader?.read();
    const before = taken();
    await drainContent(request);
    expect(taken()).toBeLessThanOrEqual(before + 1);
  });

  test("may be absent", async () => {
    await drainContent(new Request("https://packages.example/", { method: "POST" }));
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, Content]>([
    ["silent", contentOf(3, "silence")],
    ["one that never stops sending", contentOf(Number.POSITIVE_INFINITY, "end", { everyMs: 7 })],
  ])("is waited for only a while, from a client that is %s", async (_, { request }) => {
    const drained = vi.fn();
    drainContent(request).then(drained);
    await vi.advanceTimersByTimeAsync(UPLOAD_DRAIN_MAX_MS - 1);
    expect(drained).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(drained).toHaveBeenCalledOnce();
  });
});

test("all of the buffer behind a chunk is reused; one that can't be is replaced", () => {
  const buffer = new ArrayBuffer(100);
  const again = emptied(new Uint8Array(buffer, 10, 20));
  expect([again.buffer === buffer, again.byteOffset, again.length]).toEqual([true, 0, 100]);
  const shared = emptied(new Uint8Array(new SharedArrayBuffer(100)));
  expect([shared.buffer instanceof ArrayBuffer, shared.length]).toEqual([true, UPLOAD_CHUNK_BYTES]);
});
