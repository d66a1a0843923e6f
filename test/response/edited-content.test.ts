/** The content of an answer that a step changes, watches or replaces. */
import { describe, expect, test } from "vitest";
import { CONTENT_READ_MIN_BYTES } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { ScriptedSource } from "./scripted-source.ts";

const BYTES = new TextEncoder().encode("changed");

function suffixed(text: string) {
  return (content: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
    content.pipeThrough(
      new TransformStream({ flush: (controller) => controller.enqueue(new TextEncoder().encode(text)) }),
    );
}

describe("content that is read", () => {
  test("is sent as it was read, changed by each step in turn", async () => {
    const edits = new ResponseEdits(new Response("coded"));
    edits.readContent(() => new ScriptedSource("read"), true);
    const before = [edits.read?.isUnchanged];
    const ending = (text: string) => ({
      push: (part: Uint8Array) => part,
      end: (last: Uint8Array) => Buffer.concat([last, Buffer.from(text)]),
    });
    edits.changeContent(ending("1"));
    edits.changeContent(ending("2"));
    expect([...before, edits.read?.isUnchanged]).toEqual([true, false]);
    expect(await edits.build("GET").text()).toBe("read12");
  });

  test("is read once: a second step gets the same", async () => {
    const edits = new ResponseEdits(new Response("coded"));
    edits.readContent(() => new ScriptedSource("first"), false);
    edits.readContent(() => new ScriptedSource("second"), false);
    expect(await edits.build("GET").text()).toBe("first");
  });

  test("is replaced by what was settled after its beginning was read", async () => {
    const edits = new ResponseEdits(new Response("coded"));
    edits.readContent(() => new ScriptedSource("read"), false);
    edits.settleContent(BYTES);
    expect(edits.read).toBeNull();
    expect(await edits.build("GET").text()).toBe("changed");
  });

  test("is null if there is none", () => {
    const edits = new ResponseEdits(new Response("coded"));
    edits.readContent(() => null, false);
    expect([edits.read, edits.build("GET").body]).toEqual([null, null]);
  });

  test("is null if no step reads it", () => {
    expect(new ResponseEdits(new Response("x")).read).toBeNull();
  });

  test.each([
    ["17", 17],
    [undefined, CONTENT_READ_MIN_BYTES],
    ["0", CONTENT_READ_MIN_BYTES],
    ["many", CONTENT_READ_MIN_BYTES],
  ])("with Content-Length %s gets a buffer of %d bytes", async (length, room) => {
    const source = new ScriptedSource();
    const headers = length === undefined ? {} : { "content-length": length };
    const edits = new ResponseEdits({
      status: 200,
      statusText: "",
      headers: new Headers(headers),
      body: null,
    });
    edits.readContent(() => source, false);
    await edits.read?.readAhead(new Deadline(), () => {});
    expect(source.rooms[0]).toBe(room);
  });
});

describe("content that passes as it comes", () => {
  test.each(["extendContent", "watchContent"] as const)("%s: of the origin's body", async (call) => {
    const edits = new ResponseEdits(new Response("content"));
    edits[call](suffixed("!"));
    expect(await edits.build("GET").text()).toBe("content!");
  });

  test.each(["extendContent", "watchContent"] as const)("%s: of bytes that were settled", async (call) => {
    const edits = new ResponseEdits(new Response("content"));
    edits.settleContent(BYTES);
    edits[call](suffixed("!"));
    expect(await edits.build("GET").text()).toBe("changed!");
  });

  test.each(["extendContent", "watchContent"] as const)("%s: of content that is read", async (call) => {
    const edits = new ResponseEdits(new Response("content"));
    edits.readContent(() => new ScriptedSource("read"), false);
    edits[call](suffixed("!"));
    expect(await edits.build("GET").text()).toBe("read!");
  });
});

describe("content of our own", () => {
  test.each([
    ["GET", "text", "text"],
    ["HEAD", "text", ""],
    ["GET", BYTES, "changed"],
  ] as const)("to a %s", async (method, body, sent) => {
    const base = new Response("content", { headers: { "content-length": "7", "content-md5": "x" } });
    const edits = new ResponseEdits(base);
    edits.replaceContent(body, 99);
    const built = edits.build(method);
    expect([built.headers.get("content-length"), await built.text()]).toEqual(["99", sent]);
  });
});

test("the answer to a HEAD does not have the origin's content either", () => {
  const edits = new ResponseEdits(new Response("content"));
  edits.setHeader("a", "b");
  expect(edits.build("HEAD").body).toBeNull();
});
