/** A client's body on its way: handed over part by part, broken off, refused, and the rest of it drained. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UPLOAD_DRAIN_MAX_MS } from "../../src/limits.ts";
import { Upload } from "../../src/request/upload.ts";
import { stubPlatformStreams } from "./platform-streams.ts";

const LOST = new Error("Network connection lost.");
const NOT_HTTP = {
  kind: "refused_here",
  status: 400,
  says: "The content of this request is not valid HTTP.",
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

/** What a client sends, part by part, and how much of it was read. */
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
  ])("arrives as it was sent, with the declared length: %j", async (length, fixed) => {
    const upload = new Upload(new Client("abc", "de", "f").body, length);
    expect(await new Response(upload.body).text()).toBe("abcdef");
    expect(await upload.handedOver).toBe(true);
    expect([upload.broken, upload.signal.aborted]).toEqual([null, false]);
    expect(lengths).toEqual(fixed);
  });

  test("reports when each part is handed over, and when it was accepted", async () => {
    const upload = new Upload(new Client("a", "b").body, null);
    const reported: boolean[] = [];
    upload.watchWriting((isWriting) => reported.push(isWriting));
    const reader = upload.body.getReader();
    await settled();
    expect(reported).toEqual([true]);
    await reader.read();
    await settled();
    expect(reported).toEqual([true, false, true]);
    await reader.read();
    await reader.read();
    await settled();
    expect(reported).toEqual([true, false, true, false, true, false]);
  });

  test("that the origin stops reading was not handed over, and is not the client's fault", async () => {
    const client = new Client("a", "b", "c", "d");
    const upload = new Upload(client.body, null);
    const reported: boolean[] = [];
    upload.watchWriting((isWriting) => reported.push(isWriting));
    await upload.body.cancel();
    expect(await upload.handedOver).toBe(false);
    expect([upload.broken, upload.signal.aborted]).toEqual([null, false]);
    expect(reported.at(-1)).toBe(true);
    expect(client.taken).toBeLessThan(4);
  });
});

describe("an upload that breaks off aborts the request", () => {
  test.each<[string, Error, object]>([
    ["the client left", LOST, { kind: "aborted" }],
    ["the client left, in other words", new Error("The client disconnected."), { kind: "aborted" }],
    ["its length is wrong", new Error("Body ended before its length."), NOT_HTTP],
    ["a message that only ends like a lost connection's", new Error("no Network connection lost"), NOT_HTTP],
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

  test("and is not reported as a failure once the origin has answered", async () => {
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

describe("the rest of a refused upload", () => {
  test("is read to its end, and the request is aborted", async () => {
    const client = new Client("a", "b", "c", "d", "e");
    const upload = new Upload(client.body, null);
    await upload.body.cancel();
    await upload.drain();
    expect(client.taken).toBe(6);
    expect(upload.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is empty if all of it was handed over", async () => {
    const upload = new Upload(new Client("a").body, null);
    await new Response(upload.body).text();
    await upload.drain();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each<[string, () => Promise<Upload>]>([
    [
      "the client stops sending",
      async () => {
        const upload = new Upload(new Client("a", "b", "silence").body, null);
        await upload.body.cancel();
        return upload;
      },
    ],
    ["the origin stops reading without an answer", async () => new Upload(new Client("a", "b").body, null)],
  ])("is waited for only a while if %s", async (_, refused) => {
    const drained = vi.fn();
    const upload = await refused();
    upload.drain().then(drained);
    await vi.advanceTimersByTimeAsync(UPLOAD_DRAIN_MAX_MS - 1);
    expect(drained).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(drained).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is given up if the client leaves, which does not make the request fail", async () => {
    const upload = new Upload(new Client("a", "b", "c", LOST).body, null);
    await upload.body.cancel();
    await upload.drain();
    expect([upload.broken, vi.getTimerCount()]).toEqual([null, 0]);
  });

  test("may break off while it is drained, even before the origin has answered", async () => {
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
