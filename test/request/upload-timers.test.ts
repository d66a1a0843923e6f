/** Timers of an upload: they are calls into the platform, and none may keep running after the answer. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/request/deadline.ts";
import { fetchOrigin, type OriginFetch, type Outcome } from "../../src/request/fetch-origin.ts";
import { Upload } from "../../src/request/upload.ts";

const CHUNK_BYTES = 64 * 1024;
const CHUNKS = 200;
const PARTS = 10;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(globalThis, "setTimeout");
  // workerd's own; here they only have to pass bytes on.
  vi.stubGlobal("IdentityTransformStream", TransformStream);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A client's body of `chunks` chunks, after which it ends or, with `ends` false, stays silent. */
function body(chunks: number, ends = true): ReadableStream {
  let sent = 0;
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const { byobRequest } = controller;
      if (sent === chunks) {
        if (!ends) return new Promise(() => {});
        controller.close();
        byobRequest?.respond(0);
        return;
      }
      sent += 1;
      byobRequest?.respond(byobRequest.view?.byteLength ?? 0);
      if (byobRequest === null) controller.enqueue(new Uint8Array(CHUNK_BYTES));
    },
  });
}

/** An upload in progress, and the deadline that it shares with the reader of the answer. */
function fetching(
  origin: (content: ReadableStream) => Promise<Response>,
  upload: Upload,
  other: Partial<Pick<OriginFetch, "timeoutMs" | "watchClient">> = {},
): { readonly outcome: Promise<Outcome>; readonly deadline: Deadline } {
  const client = new Request("http://packages.example/", { method: "POST" });
  const deadline = new Deadline();
  const outcome = fetchOrigin({
    deadline,
    request: { client, url: "http://origin.example/", method: "POST", headers: new Headers(), upload },
    send: ({ upload: sent }) => origin(sent?.body ?? new ReadableStream()),
    timeoutMs: { read: 9_000, write: 60_000 },
    retries: 0,
    watchClient: () => {},
    onAborted: () => {},
    ...other,
  });
  return { outcome, deadline };
}

/** Like the gateway, which stops the timer once there is nothing more to wait for. */
async function sendTo(
  origin: (content: ReadableStream) => Promise<Response>,
  upload: Upload,
): Promise<Outcome> {
  const { outcome, deadline } = fetching(origin, upload);
  const ended = await outcome;
  deadline.stop();
  return ended;
}

async function take(content: ReadableStream, chunks = Number.POSITIVE_INFINITY): Promise<number> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = content.getReader();
  let bytes = 0;
  for (let taken = 0; taken < chunks; taken += 1) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
  }
  reader.releaseLock();
  return bytes;
}

describe("an upload of many parts", () => {
  test("does not set a timer for each of them", async () => {
    let bytes = 0;
    const outcome = await sendTo(
      async (content) => {
        bytes = await take(content);
        return new Response("stored", { status: 201 });
      },
      new Upload(body(CHUNKS), null),
    );
    expect(outcome).toMatchObject({ kind: "response" });
    expect(bytes).toBe(CHUNKS * CHUNK_BYTES);
    expect(vi.mocked(setTimeout).mock.calls.length).toBeLessThan(5);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves no timer behind if the origin refuses it on its way and the rest is drained", async () => {
    const upload = new Upload(body(CHUNKS), null);
    const outcome = await sendTo(async (content) => {
      await take(content, 2);
      await content.cancel().catch(() => {});
      return new Response("too large", { status: 413 });
    }, upload);
    expect(outcome).toMatchObject({ kind: "response" });
    await upload.drain();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves none behind if the client stops sending", async () => {
    const upload = new Upload(body(1, false), null);
    await sendTo(async (content) => {
      await take(content, 1);
      return new Response("no", { status: 403 });
    }, upload);
    const drained = upload.drain();
    await vi.advanceTimersByTimeAsync(2_000);
    await drained;
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("an origin that accepts", () => {
  test("nothing of a part is given up after half a minute", async () => {
    const outcome = sendTo(() => new Promise(() => {}), new Upload(body(CHUNKS), null));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toMatchObject({ cause: { kind: "timeout", afterMs: 30_000 } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test("all of it is given up after the write timeout, however long the upload took", async () => {
    const outcome = sendTo(
      async (content) => {
        const reader: ReadableStreamDefaultReader<Uint8Array> = content.getReader();
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 20_000));
          if ((await reader.read()).done) return new Promise(() => {});
        }
      },
      new Upload(body(PARTS), null),
    );
    let isOver = false;
    outcome.then(() => {
      isOver = true;
    });
    await vi.advanceTimersByTimeAsync(PARTS * 20_000 + 59_000);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await outcome).toMatchObject({ cause: { kind: "timeout", afterMs: 60_000 } });
  });
});

describe("during an upload", () => {
  test("the client is watched from the beginning", async () => {
    const watched = vi.fn();
    const asked = fetching(() => new Promise(() => {}), new Upload(body(1), null), { watchClient: watched });
    expect(watched).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(watched).toHaveBeenCalledOnce();
    await asked.outcome;
  });

  test("the client may be as slow as it likes", async () => {
    const over = vi.fn();
    const { outcome } = fetching(
      async (content) => {
        await take(content);
        return new Response("stored");
      },
      new Upload(body(PARTS, false), null),
    );
    outcome.then(over);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(over).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("an origin that stops reading without an answer is given up after half a minute", async () => {
    const { outcome } = fetching(
      async (content) => {
        await content.cancel();
        return new Promise(() => {});
      },
      new Upload(body(PARTS), null),
    );
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await outcome).toMatchObject({ cause: { kind: "timeout", afterMs: 30_000 } });
  });

  test("a route with a longer read timeout waits that long for a part to be accepted", async () => {
    const timeoutMs = { read: 40_000, write: 60_000 };
    const { outcome } = fetching(() => new Promise(() => {}), new Upload(body(PARTS), null), { timeoutMs });
    await vi.advanceTimersByTimeAsync(40_000);
    expect(await outcome).toMatchObject({ cause: { kind: "timeout", afterMs: 40_000 } });
  });

  test("the deadline belongs to the reader of the answer once there is one", async () => {
    const { deadline, outcome } = fetching(
      async (content) => {
        setTimeout(() => take(content), 100);
        return new Response("stored");
      },
      new Upload(body(PARTS), null),
    );
    await vi.advanceTimersByTimeAsync(0);
    await outcome;
    const passed = vi.fn();
    deadline.set(5_000, passed);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(passed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(passed).toHaveBeenCalledOnce();
  });

  test.each<[string, Error, object]>([
    ["left", new Error("Network connection lost."), { kind: "aborted" }],
    ["sent an invalid chunk", new Error("no chunk"), { kind: "refused_here", status: 400 }],
  ])(
    "an upload that breaks off because the client %s is not the origin's failure",
    async (_, error, cause) => {
      const broken = new ReadableStream({ type: "bytes", pull: (controller) => controller.error(error) });
      const upload = new Upload(broken, null);
      const { outcome } = fetching(
        () => new Promise((_resolve, reject) => upload.signal.addEventListener("abort", () => reject(error))),
        upload,
      );
      expect(await outcome).toMatchObject({ kind: "failed", cause, retries: 0 });
    },
  );
});
