/** Reading a body: its beginning within bounds, and what follows it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CONTENT_READ_MAX_BYTES, CONTENT_READ_MIN_BYTES, WATCH_CLIENT_AFTER_MS } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import {
  type Beginning,
  type Bounds,
  type ByteSource,
  ContentReader,
} from "../../src/response/content-reader.ts";
import { type Part, ScriptedSource, textOf } from "./scripted-source.ts";

const MAX_MS = 500;
const BROKEN = new Error("broken off");

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function begin(reader: ContentReader, bounds: Partial<Bounds> = {}, onSlow = () => {}): Promise<Beginning> {
  return reader.begin({ maxBytes: 100, maxMs: MAX_MS, ...bounds }, new Deadline(), onSlow);
}

function readerOf(...parts: readonly Part[]): ContentReader {
  return new ContentReader(new ScriptedSource(...parts), null);
}

describe("the beginning of a body", () => {
  test.each<[title: string, parts: readonly Part[], bounds: Partial<Bounds>, end: string, text: string]>([
    ["nothing", [], {}, "whole", ""],
    ["one part", ["abc"], {}, "whole", "abc"],
    ["parts", ["ab", "", "c"], {}, "whole", "abc"],
    ["less than the limit", ["ab", "c"], { maxBytes: 4 }, "whole", "abc"],
    ["exactly the limit", ["ab", "c", "d"], { maxBytes: 3 }, "more", "abc"],
    ["more than the limit", ["ab", "cd", "e"], { maxBytes: 3 }, "more", "abcd"],
    ["the declared length, and then silence", ["ab", "c", null], { endsAt: 3 }, "whole", "abc"],
    ["the declared length, equal to the limit", ["abc", null], { endsAt: 3, maxBytes: 3 }, "whole", "abc"],
    ["less than the declared length", ["ab"], { endsAt: 3 }, "whole", "ab"],
    ["more than the declared length", ["abcd"], { endsAt: 3 }, "whole", "abcd"],
    ["no declared length", ["abc"], { endsAt: null }, "whole", "abc"],
  ])("%s", async (_title, parts, bounds, end, text) => {
    const beginning = await begin(readerOf(...parts), bounds);
    expect([beginning.end, textOf(beginning.bytes)]).toEqual([end, text]);
  });

  test.each<[title: string, parts: readonly Part[], text: string]>([
    ["at once", [BROKEN], ""],
    ["after some of it", ["ab", "c", BROKEN], "abc"],
  ])("that breaks off %s", async (_title, parts, text) => {
    const beginning = await begin(readerOf(...parts));
    expect(beginning).toEqual({ end: "broken", bytes: new TextEncoder().encode(text), error: BROKEN });
  });

  test("continues where an earlier reading ended", async () => {
    const reader = readerOf("ab", "cd", "ef", "gh");
    expect(textOf((await begin(reader, { maxBytes: 1 })).bytes)).toBe("ab");
    expect(textOf((await begin(reader, { maxBytes: 4 })).bytes)).toBe("cdef");
    expect(textOf(await reader.next())).toBe("gh");
  });
});

describe("a body that is slow", () => {
  test("is reported as slow after a moment, and left after its time", async () => {
    const onSlow = vi.fn();
    let settled: Beginning | null = null;
    begin(readerOf("ab", null), {}, onSlow).then((beginning) => {
      settled = beginning;
    });
    await vi.advanceTimersByTimeAsync(WATCH_CLIENT_AFTER_MS - 1);
    expect(onSlow.mock.calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(onSlow.mock.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(MAX_MS - WATCH_CLIENT_AFTER_MS - 1);
    expect(settled).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toEqual({ end: "more", bytes: new TextEncoder().encode("ab") });
    expect(onSlow.mock.calls).toHaveLength(1);
  });

  test("leaves no timer once it has arrived", async () => {
    const onSlow = vi.fn();
    await begin(readerOf("abc"), {}, onSlow);
    await vi.advanceTimersByTimeAsync(MAX_MS * 2);
    expect(onSlow.mock.calls).toHaveLength(0);
  });

  /** A source whose first read is settled when the test says so. */
  function lateSource(): {
    source: ByteSource;
    arrive: (text: string) => void;
    fail: (error: Error) => void;
  } {
    const first = Promise.withResolvers<ReadableStreamReadResult<Uint8Array>>();
    const rest = new ScriptedSource("cd");
    let isFirst = true;
    return {
      source: {
        read: (into) => {
          const read = isFirst ? first.promise : rest.read(into);
          isFirst = false;
          return read;
        },
        cancel: () => Promise.resolve(),
      },
      arrive: (text) => first.resolve({ done: false, value: new TextEncoder().encode(text) }),
      fail: first.reject,
    };
  }

  test("loses nothing: a late part is the next one", async () => {
    const { source, arrive } = lateSource();
    const reader = new ContentReader(source, null);
    const beginning = begin(reader);
    await vi.advanceTimersByTimeAsync(MAX_MS);
    expect((await beginning).end).toBe("more");
    arrive("ab");
    await vi.advanceTimersByTimeAsync(1);
    expect([textOf(await reader.next()), textOf(await reader.next()), await reader.next()]).toEqual([
      "ab",
      "cd",
      null,
    ]);
  });

  test("leaves the next deadline alone when it breaks off too late", async () => {
    const { source, fail } = lateSource();
    const deadline = new Deadline();
    const onPassed = vi.fn();
    const beginning = new ContentReader(source, null).begin(
      { maxBytes: 100, maxMs: MAX_MS },
      deadline,
      () => {},
    );
    await vi.advanceTimersByTimeAsync(MAX_MS);
    await beginning;
    deadline.set(MAX_MS, onPassed);
    fail(BROKEN);
    await vi.advanceTimersByTimeAsync(MAX_MS);
    expect(onPassed.mock.calls).toHaveLength(1);
  });
});

describe("the parts of a body", () => {
  test("come one after the other, then the end", async () => {
    const reader = readerOf("ab", "cd");
    expect([textOf(await reader.next()), textOf(await reader.next()), await reader.next()]).toEqual([
      "ab",
      "cd",
      null,
    ]);
  });

  test("end with its error if it breaks off", async () => {
    await expect(readerOf(BROKEN).next()).rejects.toBe(BROKEN);
  });
});

describe("the buffer for a part", () => {
  const full = (...lengths: readonly number[]): Uint8Array[] =>
    lengths.map((length) => new Uint8Array(length));

  test.each<[title: string, length: number | null, parts: readonly Part[], rooms: readonly number[]]>([
    ["is small", null, ["a", "b"], [8_192, 8_192, 8_192]],
    ["doubles after a full part", null, full(8_192, 16_384, 5), [8_192, 16_384, 32_768, 32_768]],
    [
      "never exceeds the maximum",
      null,
      full(8_192, 16_384, 32_768, 65_536, 65_536),
      [8_192, 16_384, 32_768, 65_536, 65_536, 65_536],
    ],
    ["has the declared length", 17, full(17), [17, 8_192]],
    ["has the declared length of one byte", 1, full(1), [1, 8_192]],
    ["has the declared length up to the maximum", 1_000_000, full(65_536), [65_536, 8_192]],
    ["is small if the declared length is 0", 0, ["a"], [8_192, 8_192]],
  ])("%s", async (_title, length, parts, rooms) => {
    expect([CONTENT_READ_MIN_BYTES, CONTENT_READ_MAX_BYTES]).toEqual([8_192, 65_536]);
    const source = new ScriptedSource(...parts);
    const reader = new ContentReader(source, length);
    while ((await reader.next()) !== null);
    expect(source.rooms).toEqual(rooms);
  });
});

describe("giving a body up", () => {
  test("passes the reason to its source", async () => {
    const source = new ScriptedSource("a");
    await new ContentReader(source, null).cancel("enough");
    expect(source.cancelled).toEqual(["enough"]);
  });

  test("never fails", async () => {
    const read = () => new Promise<never>(() => {});
    const reader = new ContentReader({ read, cancel: () => Promise.reject(BROKEN) }, null);
    await expect(reader.cancel(null)).resolves.toBeUndefined();
  });
});
