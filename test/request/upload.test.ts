/** A client's body on its way: handed over part by part, broken off, refused, and what is left of it taken. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UPLOAD_DRAIN_MAX_MS } from "../../src/limits.ts";
import { Upload } from "../../src/request/upload.ts";
import { stubPlatformStreams } from "./platform-streams.ts";

const LOST = new Error("Network connection lost.");
const NOT_HTTP = {
  kind: "refused_here",
  status: 400,
  says: "The content of this request is not as HTTP has it.",
};

let lengths: readonly number[];

beforeEach(() => {
  vi.useFakeTimers();
  lengths = stubPlatformStreams();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** What a client sends, as it sends it, and how much of it was taken. */
class Client {
  taken = 0;
  readonly body: ReadableStream;
  readonly #parts: (string | Error | "silence")[];

  constructor(...parts: (string | Error | "silence")[]) {
    this.#parts = parts;
    this.body = new ReadableStream({
      type: "bytes",
      pull: (controller) => this.#send(controller),
    });
  }

  #send(controller: ReadableByteStreamController): Promise<void> | void {
    const part = this.#parts.shift();
    this.taken += 1;
    if (part === "silence") return new Promise(() => {});
    if (part instanceof Error) return controller.error(part);
    if (part !== undefined) return controller.enqueue(new TextEncoder().encode(part));
    controller.close();
    controller.byobRequest?.respond(0);
  }
}

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

describe("an upload", () => {
  test.each([
    [null, []],
    [6, [6]],
    [0, [0]],
  ])("arrives as it was sent, with the length that was declared: %j", async (length, fixed) => {
    const upload = new Upload(new Client("abc", "de", "f").body, length);
    expect(await new Response(upload.body).text()).toBe("abcdef");
    expect(await upload.handedOver).toBe(true);
    expect([upload.broken, upload.signal.aborted]).toEqual([null, false]);
    expect(lengths).toEqual(fixed);
  });

  test("tells of each part that it is handed over, and that it was taken", async () => {
    const upload = new Upload(new Client("a", "b").body, null);
    const told: boolean[] = [];
    upload.watchWriting((isWriting) => told.push(isWriting));
    const reader = upload.body.getReader();
    await settled();
    expect(told).toEqual([true]);
    await reader.read();
    await settled();
    expect(told).toEqual([true, false, true]);
    await reader.read();
    await reader.read();
    await settled();
    expect(told).toEqual([true, false, true, false, true, false]);
  });

  test("that the origin has enough of was not handed over, and is no fault of the client's", async () => {
    const client = new Client("a", "b", "c", "d");
    const upload = new Upload(client.body, null);
    const told: boolean[] = [];
    upload.watchWriting((isWriting) => told.push(isWriting));
    await upload.body.cancel();
    expect(await upload.handedOver).toBe(false);
    expect([upload.broken, upload.signal.aborted]).toEqual([null, false]);
    expect(told.at(-1)).toBe(true);
    expect(client.taken).toBeLessThan(4);
  });
});

describe("an upload that breaks off ends the request", () => {
  test.each<[string, Error, object]>([
    ["the client left", LOST, { kind: "aborted" }],
    ["the client left, in other words", new Error("The client disconnected."), { kind: "aborted" }],
    ["a length that does not hold", new Error("Body ended before its length."), NOT_HTTP],
    ["other words about a lost one", new Error("no Network connection lost"), NOT_HTTP],
  ])("%s", async (_, error, broken) => {
    const upload = new Upload(new Client("a", error).body, null);
    upload.body
      .getReader()
      .read()
      .catch(() => {});
    expect(await upload.handedOver).toBe(false);
    expect(upload.broken).toEqual(broken);
    expect(upload.signal.aborted).toBe(true);
    expect(upload.signal.reason).toBe(error);
  });

  test("and is no failure of its own once the origin has answered", async () => {
    const upload = new Upload(new Client("a", LOST).body, null);
    upload.answered();
    upload.body
      .getReader()
      .read()
      .catch(() => {});
    expect(await upload.handedOver).toBe(false);
    expect([upload.broken, upload.signal.aborted]).toEqual([null, true]);
  });
});

describe("what is left of a refused upload", () => {
  test("is taken to its end, and the request has ended", async () => {
    const client = new Client("a", "b", "c", "d", "e");
    const upload = new Upload(client.body, null);
    await upload.body.cancel();
    await upload.drain();
    expect(client.taken).toBe(6);
    expect(upload.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is nothing where all of it was handed over", async () => {
    const upload = new Upload(new Client("a").body, null);
    await new Response(upload.body).text();
    await upload.drain();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, () => Promise<Upload>]>([
    [
      "the client sends no more",
      async () => {
        const upload = new Upload(new Client("a", "b", "silence").body, null);
        await upload.body.cancel();
        return upload;
      },
    ],
    ["the origin takes no more and says nothing", async () => new Upload(new Client("a", "b").body, null)],
  ])("is waited for a while where %s", async (_, refused) => {
    const drained = vi.fn();
    const upload = await refused();
    upload.drain().then(drained);
    await vi.advanceTimersByTimeAsync(UPLOAD_DRAIN_MAX_MS - 1);
    expect(drained).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(drained).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is given up where the client leaves, which is no failure of the request", async () => {
    const upload = new Upload(new Client("a", "b", "c", LOST).body, null);
    await upload.body.cancel();
    await upload.drain();
    expect([upload.broken, vi.getTimerCount()]).toEqual([null, 0]);
  });

  test("may break off while it is drained, though the origin had not answered", async () => {
    const upload = new Upload(new Client("a", LOST).body, null);
    const drained = upload.drain();
    upload.body
      .getReader()
      .read()
      .catch(() => {});
    await drained;
    expect([upload.broken, vi.getTimerCount()]).toEqual([null, 0]);
  });
});
