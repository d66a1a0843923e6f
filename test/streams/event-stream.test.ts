import { describe, expect, test } from "vitest";
import { anthropicEvents } from "../../src/clients/anthropic/events.ts";
import { openaiEvents } from "../../src/clients/openai/events.ts";
import type { EventStream } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { watchEventStream } from "../../src/response/event-stream.ts";
import { CIRCUMSTANCES } from "./circumstances.ts";
import { inPieces, pass } from "./passing.ts";
import {
  ANTHROPIC_ERROR,
  CHAT,
  MESSAGES,
  OPENAI_ERROR,
  RESPONSES,
  RESPONSES_ERROR,
  type Sample,
} from "./samples.ts";

const STREAMS: readonly (readonly [name: string, events: EventStream, sample: Sample, error: string])[] = [
  ["a chat", openaiEvents, CHAT, OPENAI_ERROR],
  ["a response", openaiEvents, RESPONSES, RESPONSES_ERROR],
  ["a message", anthropicEvents, MESSAGES, ANTHROPIC_ERROR],
];

/** The same bytes with other line ends. */
const LINE_ENDS: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ["LF", (text) => text],
  ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
  ["CR", (text) => text.replaceAll("\n", "\r")],
];

const BROKE_OFF = "The API behind this gateway broke off in the middle of its answer. Reference: bcdfghjkmn";
const PIECES = [1, 3, 7, 100_000];

describe.each(STREAMS)("%s", (_name, events, { begun, end }, error) => {
  describe.each(LINE_ENDS)("with line ends of %s", (_ends, change) => {
    test.each(PIECES)("gets nothing added when it is finished, in pieces of %i bytes", async (size) => {
      for (const how of ["closed", "broken"] as const) {
        const passed = await pass(events, inPieces(change(begun + end), size), how);
        expect([passed.added, passed.counted]).toEqual(["", []]);
      }
    });

    test.each(PIECES)("has its error counted once and left as it is, in pieces of %i bytes", async (size) => {
      for (const how of ["closed", "broken"] as const) {
        const passed = await pass(events, inPieces(change(begun + error + error), size), how);
        expect(passed.added).toBe("");
        expect(passed.counted).toHaveLength(1);
        expect(passed.counted[0]).toMatchObject({
          category: error === ANTHROPIC_ERROR ? "overloaded" : "server_error",
          reason: "The engine ran out of memory.",
          status: 200,
          cause: { kind: "answered", answer: { status: 200 } },
        });
      }
    });

    test.each(PIECES)("counts as broken off, in pieces of %i bytes", async (size) => {
      for (const how of ["closed", "broken"] as const) {
        const passed = await pass(events, inPieces(change(begun), size), how);
        expect(passed.added).toMatch(/^\n?event: error\ndata: \{"type":"error","error":\{.*\}\}\n\n$/);
        expect(passed.added).toContain(BROKE_OFF);
        expect(passed.counted).toHaveLength(1);
        expect(passed.counted[0]).toMatchObject({
          category: "unreachable",
          cause: { kind: "unreachable" },
          reason: BROKE_OFF,
          status: 200,
        });
      }
    });
  });

  test("is read after a byte order mark, comments and unknown fields", async () => {
    const noise = ": keep-alive\n\nretry: 500\nid: 7\nfoo: bar\n\n";
    const passed = await pass(events, inPieces(`\uFEFF${noise}${begun}${noise}${error}${noise}`, 3));
    expect([passed.added, passed.counted.length]).toEqual(["", 1]);
  });

  test("counts as broken off if it never began", async () => {
    const passed = await pass(events, [": keep-alive\n\n"], "broken");
    expect(passed.added).toContain(BROKE_OFF);
    const empty = await pass(events, [], "broken");
    expect(empty.added).toContain(BROKE_OFF);
  });

  test("is left alone if it ends properly and never began", async () => {
    for (const chunks of [[], [": keep-alive\n\n"], ["data: tick\n\n"]]) {
      const passed = await pass(events, chunks);
      expect([passed.added, passed.counted]).toEqual(["", []]);
    }
  });

  test("has its error heard even without the final blank line", async () => {
    const passed = await pass(events, [begun, error.trimEnd()], "broken");
    expect(passed.added).toBe("\n\n");
    expect(passed.counted).toHaveLength(1);
  });

  test("is read further after an overlong event", async () => {
    const long = `event: big\ndata: ${"x".repeat(3_000_000)}\n\n`;
    const read = await pass(events, inPieces(long + begun + error, 50_000));
    expect(read.counted).toMatchObject([{ reason: "The engine ran out of memory." }]);
    const whole = await pass(events, inPieces(begun + long, 50_000));
    expect([whole.added, whole.counted]).toEqual(["", []]);
    const broken = await pass(events, inPieces(begun + long.trimEnd(), 50_000), "broken");
    expect(broken.added).toMatch(/^\n(?:event: ping)?\n(?:\n)?event: error\n/);
  });
});

describe("multi-line data", () => {
  test("is one error", async () => {
    const lines = JSON.stringify({ error: { message: "No.", type: "server_error" } }, null, 1).replaceAll(
      "\n",
      "\ndata:",
    );
    const passed = await pass(openaiEvents, inPieces(`data:${lines}\n\n`, 4));
    expect(passed.counted).toMatchObject([{ reason: "No.", category: "server_error" }]);
  });

  test("that broke off is completed to valid JSON", async () => {
    const passed = await pass(openaiEvents, ['data: {"choices":\ndata: [{"delta":{}},\n'], "broken");
    expect(passed.added).toMatch(/^data: null\],"error":\{"message":.*\}\}\nevent: error\n\n$/);
  });
});

test("a chat without its end mark is complete once its last chunk came, unless the connection broke", async () => {
  const begun = CHAT.begun + CHAT.end.replace("data: [DONE]\n\n", "");
  expect((await pass(openaiEvents, [begun])).added).toBe("");
  expect((await pass(openaiEvents, [begun], "broken")).added).toContain(BROKE_OFF);
});

test("a stream that ends properly in the middle of an event counts as broken off", async () => {
  const usage = 'data: {"object":"chat.completion.chunk","choices":[],"usa';
  const begun = CHAT.begun + CHAT.end.replace("data: [DONE]\n\n", usage);
  const passed = await pass(openaiEvents, [begun]);
  expect(passed.added).toMatch(/^":null,"error":\{/);
});

test("half a character at the end is completed", async () => {
  for (const letter of ["é", "ࠀ", "日", "퟿", "𐀀", "📦", "\u{10ffff}"]) {
    const bytes = Buffer.from(letter);
    for (let length = 1; length < bytes.length; length++) {
      const begun = Buffer.concat([Buffer.from('data: {"a":"'), bytes.subarray(0, length)]);
      const passed = await pass(openaiEvents, [begun.subarray(0, 9), begun.subarray(9)], "broken");
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(passed.bytes);
      expect(text).toContain(BROKE_OFF);
    }
  }
});

describe("passes as the very object", () => {
  const UNCOUNTED = {
    circumstances: () => CIRCUMSTANCES,
    withHelp: (failure: Failure) => failure,
    count: () => expect.unreachable("a failure was counted"),
    isObserved: false,
  };

  test.each([
    ["another type", { "content-type": "application/json" }],
    ["a type that only begins so", { "content-type": "text/event-stream-archive" }],
    ["no type", {}],
    ["a coding", { "content-type": "text/event-stream", "content-encoding": "gzip", "content-length": "10" }],
  ])("an answer with %s", async (_name, headers) => {
    const answer = new Response(CHAT.begun, { headers });
    const edits = new ResponseEdits(answer);
    watchEventStream(edits, answer, openaiEvents, UNCOUNTED);
    const guarded = edits.build("POST");
    expect(guarded).toBe(answer);
    expect(await guarded.text()).toBe(CHAT.begun);
  });
});
