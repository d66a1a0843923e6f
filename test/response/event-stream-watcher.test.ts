/** An event stream read as it passes: its events, and what is left of it at its end. */
import { describe, expect, test } from "vitest";
import type { StreamEvent } from "../../src/clients/shared/client.ts";
import { type Ending, EventWatcher } from "../../src/response/event-stream-watcher.ts";
import { joinBytes } from "../../src/text/bytes.ts";

type Chunk = string | readonly number[];

const MEBI = 1024 * 1024;
const LONG = `data: ${"x".repeat(MEBI + MEBI / 2)}`;

function bytesOf(chunk: Chunk): Uint8Array {
  return typeof chunk === "string" ? new TextEncoder().encode(chunk) : new Uint8Array(chunk);
}

function watched(chunks: readonly Chunk[]): { events: (StreamEvent | null)[]; ending: Ending } {
  const events: (StreamEvent | null)[] = [];
  const watcher = new EventWatcher((event) => events.push(event));
  for (const chunk of chunks) watcher.read(bytesOf(chunk));
  return { ending: watcher.end(), events };
}

/** Data of events, or its length if that is over 100; null for one that is too long. */
function dataOf(...chunks: readonly Chunk[]): (string | number | null)[] {
  return watched(chunks).events.map((event) => {
    const data = event?.data ?? null;
    return data !== null && data.length > 100 ? data.length : data;
  });
}

describe("events as they are completed", () => {
  test.each<[title: string, chunks: readonly Chunk[], events: readonly StreamEvent[]]>([
    ["none", [""], []],
    ["one", ["data: a\n\n"], [{ name: "", data: "a" }]],
    ["one with a name", ["event: x\ndata: a\n\n"], [{ name: "x", data: "a" }]],
    ["in pieces", ["eve", "nt: x\nda", "ta: a\n", "\n"], [{ name: "x", data: "a" }]],
    ["with other line ends", ["data: a\r\rdata: b\r\n\r\n"], ["a", "b"].map((data) => ({ name: "", data }))],
    ["with unknown fields", ["foo: b\nretry: soon\ndata: a\n\n"], [{ name: "", data: "a" }]],
    ["with a split character", ["data: ", [0xc3], [0xa9, 0x0a, 0x0a]], [{ name: "", data: "é" }]],
    ["and not one that is incomplete", ["data: a\n\ndata: b\n"], [{ name: "", data: "a" }]],
  ])("%s", (_title, chunks, events) => {
    expect(watched(chunks).events).toEqual(events);
  });

  test.each<[title: string, size: number, isKept: boolean]>([
    ["long", MEBI / 2, true],
    ["too long", MEBI + MEBI / 2, false],
  ])("one that is %s, in one piece with others", (_title, size, isKept) => {
    const data = "x".repeat(size);
    expect(dataOf(`data: a\n\ndata: ${data}\n\ndata: b\n\n`)).toEqual(["a", isKept ? size : null, "b"]);
  });
});

describe("reading continues after an overlong event", () => {
  test.each<[title: string, chunks: readonly Chunk[]]>([
    ["at once", [LONG, "\n\ndata: b\n\n"]],
    ["in the same piece", [`${LONG}\n\ndata: b\n\n`]],
    ["between its line ends", [`${LONG}\n`, "\ndata: b\n\n"]],
    ["between line ends of CR", [`${LONG}\r`, "\rdata: b\n\n"]],
    ["between line ends of CRLF", [`${LONG}\r\n`, "\r\ndata: b\n\n"]],
    ["inside a CRLF", [`${LONG}\r\n\r`, "\ndata: b\n\n"]],
    ["with more lines of it", [LONG, "\ndata: more\nid: 1\n\ndata: b\n\n"]],
  ])("%s", (_title, chunks) => {
    expect(dataOf(...chunks)).toEqual([null, "b"]);
  });

  test("up to another overlong event", () => {
    expect(dataOf(`${LONG}\n\n`, `${LONG}\n\n`, "data: b\n\n")).toEqual([null, null, "b"]);
  });
});

describe("what is left at the end", () => {
  const none = { event: null, data: "", line: "none" };

  test.each<
    [
      title: string,
      chunks: readonly Chunk[],
      left: { event: string | null; data: string | null; line: string },
    ]
  >([
    ["nothing", [], none],
    ["nothing of a complete event", ["data: a\n\n"], none],
    ["half a line of data", ["data: a"], { event: "a", data: "a", line: "data" }],
    ["a line of data", ["data: a\n"], { event: "a", data: "a", line: "none" }],
    ["lines of data", ["data: a\ndata: b"], { event: "a\nb", data: "a\nb", line: "data" }],
    ["data, and half of another line", ["data: a\nid"], { event: "a", data: "a", line: "other" }],
    ["half of another line", ["event: data:"], { event: null, data: "", line: "other" }],
    ["less than identifies a line", ["dat"], { event: null, data: "", line: "other" }],
    ["a line in pieces", ["da", "ta: a"], { event: "a", data: "a", line: "data" }],
    ["a line in pieces after another", ["id: 1\nda", "ta", ":"], { event: "", data: "", line: "data" }],
    ["a line after a lone CR", ["id: 1\rdata: a"], { event: "a", data: "a", line: "data" }],
    ["an overlong event", [LONG], { event: null, data: null, line: "data" }],
    ["an overlong event with its line end", [`${LONG}\n`], { event: null, data: null, line: "none" }],
    ["an overlong event with another line", [`${LONG}\nid`], { event: null, data: null, line: "other" }],
    ["an event after an overlong one", [`${LONG}\n\ndata: a`], { event: "a", data: "a", line: "data" }],
  ])("%s", (_title, chunks, left) => {
    const { event, unfinished } = watched(chunks).ending;
    expect({ event: event?.data ?? null, ...unfinished }).toEqual(left);
  });

  test("is not reported among the earlier events", () => {
    const { events, ending } = watched(["data: a\n\nevent: x\ndata: b"]);
    expect([events, ending.event]).toEqual([[{ name: "", data: "a" }], { name: "x", data: "b" }]);
  });
});

describe("what is missing before anything can be added", () => {
  test.each<[title: string, bytes: readonly number[], missing: readonly number[]]>([
    ["nothing", [0x61], []],
    ["nothing of two bytes", [0xc3, 0xa9], []],
    ["nothing of three", [0xe2, 0x82, 0xac], []],
    ["nothing of four", [0xf0, 0x9f, 0x92, 0xa9], []],
    ["nothing after half a character", [0xe2, 0x61], []],
    ["nothing after invalid bytes", [0x80, 0xbf, 0x80], []],
    ["one of two", [0xc3], [0x80]],
    ["one of the first of two", [0xc0], [0x80]],
    ["one of the last of two", [0xdf], [0x80]],
    ["two of three, in the shortest form", [0xe0], [0xa0, 0x80]],
    ["two of three", [0xe1], [0x80, 0x80]],
    ["two of the last of three", [0xef], [0x80, 0x80]],
    ["one of three", [0xe0, 0xa0], [0x80]],
    ["one of three, with any second byte", [0xe2, 0x82], [0x80]],
    ["one of three, whose second is the lowest", [0xe2, 0x80], [0x80]],
    ["three of four, in the shortest form", [0xf0], [0x90, 0x80, 0x80]],
    ["three of four", [0xf1], [0x80, 0x80, 0x80]],
    ["two of four", [0xf0, 0x90], [0x80, 0x80]],
    ["one of four", [0xf0, 0x9f, 0x92], [0x80]],
    ["too many already", [0xc3, 0xa9, 0xa9], []],
    ["the rest of a line end", [0x0d], [0x0a]],
    ["nothing of a complete line end", [0x0d, 0x0a], []],
  ])("%s", (_title, bytes, missing) => {
    const before = bytesOf("data: é€");
    for (const chunks of [[joinBytes([before, bytesOf(bytes)])], [before, ...bytes.map((byte) => [byte])]])
      expect([...watched(chunks.map((chunk) => [...chunk])).ending.missing]).toEqual(missing);
  });

  test.each([
    [[0xc3], "\u00c0"],
    [[0xe0], "\u0800"],
    [[0xf0, 0x9f], String.fromCodePoint(0x1f000)],
  ])("is part of the event: %j", (bytes, character) => {
    expect(watched(["data: a", bytes]).ending.event?.data).toBe(`a${character}`);
  });

  test("is the same after an empty chunk", () => {
    expect([...watched(["data: a\r", ""]).ending.missing]).toEqual([0x0a]);
    expect(watched(["data: a\r", ""]).ending.unfinished).toEqual({ data: "a", line: "none" });
  });
});
