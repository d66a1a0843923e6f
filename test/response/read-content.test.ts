/** Content that is decoded or changed on its way: its beginning before the headers, the rest as it comes. */
import { describe, expect, test } from "vitest";
import { READ_AHEAD_MAX_BYTES } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import { type ByteTransform, chained } from "../../src/response/byte-transform.ts";
import { type Ahead, ReadContent } from "../../src/response/read-content.ts";
import { type Part, ScriptedSource, textOf } from "./scripted-source.ts";

/** Marks each part, and the end. */
function marking(mark: string): ByteTransform {
  const marked = (bytes: Uint8Array, sign: string) => Buffer.concat([bytes, Buffer.from(sign)]);
  return { push: (part) => marked(part, mark), end: (last) => marked(last, `${mark}.`) };
}

/** Keeps everything until the end. */
function keeping(): ByteTransform {
  const kept: Uint8Array[] = [];
  return {
    push: (part) => {
      kept.push(part);
      return new Uint8Array();
    },
    end: (last) => Buffer.concat([...kept, last]),
  };
}

const DROPPING: ByteTransform = { push: () => new Uint8Array(), end: () => new Uint8Array() };
const LARGE = new Uint8Array(READ_AHEAD_MAX_BYTES).fill(0x2d);

function contentOf(parts: readonly Part[], transforms: readonly ByteTransform[] = []): ReadContent {
  const content = new ReadContent(new ScriptedSource(...parts), false, null);
  for (const transform of transforms) content.change(transform);
  return content;
}

function readAhead(content: ReadContent): Promise<Ahead> {
  return content.readAhead(new Deadline(), () => {});
}

/** What the client gets; the large part as one dash. */
async function sent(ahead: Ahead): Promise<string> {
  if (ahead.kind === "broken") return ahead.fault;
  return (await new Response(ahead.body).text()).replace(/-{1000,}/, "-");
}

describe("small content is complete", () => {
  test.each<[title: string, parts: readonly Part[], transforms: readonly ByteTransform[], text: string]>([
    ["unchanged", ["ab", "c"], [], "abc"],
    ["changed", ["ab", "c"], [marking("!")], "abc!."],
    ["changed by several in turn", ["ab"], [marking("!"), marking("?")], "ab!.?."],
    ["empty", [], [], ""],
    ["kept and returned at the end", ["ab", "c"], [keeping()], "abc"],
  ])("%s", async (_title, parts, transforms, text) => {
    const ahead = await readAhead(contentOf(parts, transforms));
    expect(ahead.kind === "read" && ahead.body).toBeInstanceOf(Uint8Array);
    expect(await sent(ahead)).toBe(text);
  });
});

describe("large content streams", () => {
  test.each<[title: string, rest: readonly Part[], transforms: readonly ByteTransform[], text: string]>([
    ["unchanged", ["ab", "c"], [], "-abc"],
    ["each part and the end changed", ["ab", "c"], [marking("!")], "-!ab!c!!."],
    ["changed by several in turn", ["ab"], [marking("!"), marking("?")], "-!?ab!?!.?."],
    ["kept until the end", ["ab", "c"], [keeping()], "-abc"],
    ["with empty parts", ["", "ab", "", "", "c"], [], "-abc"],
    ["of which nothing is left", ["ab", "c"], [DROPPING], ""],
  ])("%s", async (_title, rest, transforms, text) => {
    const ahead = await readAhead(contentOf([LARGE, ...rest], transforms));
    expect(ahead.kind === "read" && ahead.body).toBeInstanceOf(ReadableStream);
    expect(await sent(ahead)).toBe(text);
  });

  test("and breaks off where the origin's does", async () => {
    const ahead = await readAhead(contentOf([LARGE, "ab", new Error("broken off")]));
    await expect(sent(ahead)).rejects.toThrow("broken off");
  });

  test("and is given up when its client leaves", async () => {
    const source = new ScriptedSource(LARGE, null);
    const ahead = await new ReadContent(source, false, null).readAhead(new Deadline(), () => {});
    if (ahead.kind !== "read" || !(ahead.body instanceof ReadableStream)) throw new Error("no stream");
    await ahead.body.cancel("gone");
    expect(source.cancelled).toEqual(["gone"]);
  });
});

describe("content that breaks off at its beginning is reported as broken", () => {
  test.each([
    [false, new Error("out of order"), "unknown"],
    [true, new Error("out of order"), "undecodable"],
    [false, new Error("Network connection lost."), "connection_lost"],
    [true, new Error("Network connection lost."), "connection_lost"],
    [true, new TypeError("invalid data"), "undecodable"],
    [false, new TypeError("invalid data"), "bad_answer"],
  ])("coded: %s, %s: %s", async (isCoded, error, fault) => {
    const content = new ReadContent(new ScriptedSource("ab", error), isCoded, null);
    expect(await readAhead(content)).toEqual({ kind: "broken", fault });
  });
});

describe("with nothing read ahead", () => {
  test("all of it is changed as it streams", async () => {
    const stream = contentOf(["ab", "", "c"], [marking("!"), marking("?")]).stream();
    expect(await new Response(stream).text()).toBe("ab!?!?c!?!.?.");
  });

  test("no part of it is empty", async () => {
    const parts: (string | null)[] = [];
    for await (const part of contentOf(["", "ab", ""]).stream()) parts.push(textOf(part));
    expect(parts).toEqual(["ab"]);
  });

  test("it is given up when its client leaves", async () => {
    const source = new ScriptedSource(null);
    await new ReadContent(source, false, null).stream().cancel("gone");
    expect(source.cancelled).toEqual(["gone"]);
  });
});

describe("the declared length sets the buffer", () => {
  test("for what is read ahead", async () => {
    const source = new ScriptedSource("ab");
    await readAhead(new ReadContent(source, false, 17));
    expect(source.rooms[0]).toBe(17);
  });

  test("for what streams", async () => {
    const source = new ScriptedSource("ab");
    await new Response(new ReadContent(source, false, 17).stream()).text();
    expect(source.rooms[0]).toBe(17);
  });
});

describe("several transforms in a row act as one", () => {
  test.each<[title: string, transforms: readonly ByteTransform[], pushed: string, ended: string]>([
    ["none", [], "ab", "ab"],
    ["one", [marking("!")], "ab!", "ab!."],
    ["two", [marking("!"), marking("?")], "ab!?", "ab!.?."],
    ["one that keeps everything, then another", [keeping(), marking("?")], "?", "abab?."],
  ])("%s", (_title, transforms, pushed, ended) => {
    const all = chained(transforms);
    const part = new TextEncoder().encode("ab");
    expect([textOf(all.push(part)), textOf(all.end(part))]).toEqual([pushed, ended]);
  });
});
