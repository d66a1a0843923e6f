/** What is counted of an event stream, and what its client still needs at its end. */
import { describe, expect, test } from "vitest";
import type { EventStream } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { brokenStream, streamedFailure } from "../../src/response/event-stream-failure.ts";
import { StreamWatch } from "../../src/response/stream-watch.ts";
import { REF } from "../clients/failing.ts";
import { CIRCUMSTANCES } from "../streams/circumstances.ts";
import { textOf } from "./scripted-source.ts";

const ERROR = { status: 429, body: '{"error":{"message":"Slow down."}}' };
const STAGES: Readonly<Record<string, "begun" | "complete" | "ended">> = {
  begin: "begun",
  complete: "complete",
  end: "ended",
  "": "ended",
};

/** A format whose events name their stage. */
const EVENTS: EventStream = {
  errorIn: ({ data }) => (data === "error" ? ERROR : null),
  stageAt: ({ data }) => STAGES[data] ?? null,
  say: (failure, unfinished) =>
    `${failure.category} ${failure.help?.text} ${unfinished.data}|${unfinished.line}`,
};

const BEGIN = "data: begin\n\n";
const COMPLETE = "data: complete\n\n";
const END = "data: end\n\n";
const ERROR_EVENT = "data: error\n\n";
const LONG = `data: ${"x".repeat(1_500_000)}`;

interface Ended {
  readonly added: string | null;
  readonly counted: readonly Failure[];
}

function ended(text: string | Uint8Array, isBroken: boolean): Ended {
  const counted: Failure[] = [];
  const watch = new StreamWatch(EVENTS, 203, {
    circumstances: () => CIRCUMSTANCES,
    withHelp: (failure) => ({ ...failure, help: { text: "help", url: null } }),
    count: (failure) => counted.push(failure),
  });
  watch.read(typeof text === "string" ? new TextEncoder().encode(text) : text);
  return { added: textOf(watch.end(isBroken)), counted };
}

describe("counts as broken off", () => {
  test.each<[title: string, text: string, isBroken: boolean, unfinished: string]>([
    ["before anything came", "", true, "|none"],
    ["once it began", BEGIN, true, "|none"],
    ["once it began, although it ended properly", BEGIN, false, "|none"],
    ["once everything came but its end", BEGIN + COMPLETE, true, "|none"],
    ["in the middle of an event", `${BEGIN}data: more`, true, "more|data"],
    ["in the middle of an empty event", `${BEGIN}data:`, true, "|data"],
    ["in an event, although it ended properly", `${COMPLETE}data: {"a":`, false, '{"a":|data'],
    [
      "in an event with blanks, although it ended properly",
      `${COMPLETE}data:   {"a":`,
      false,
      '  {"a":|data',
    ],
    ["in an overlong event", `${BEGIN}${LONG}`, true, "null|data"],
    ["after an overlong event", `${BEGIN}${LONG}\n\n`, true, "|none"],
    ["after an overlong first event", `${LONG}\n\n`, true, "|none"],
  ])("%s", (_title, text, isBroken, unfinished) => {
    const { added, counted } = ended(text, isBroken);
    expect(added).toBe(`unreachable help ${unfinished}`);
    expect(counted).toMatchObject([{ category: "unreachable", status: 203, help: null }]);
  });

  test("after the rest of a character", () => {
    const { added } = ended(new Uint8Array([...Buffer.from("data: a"), 0xc3]), true);
    expect(added).toBe("\ufffdunreachable help a\u00c0|data");
  });
});

describe("gets nothing added", () => {
  test.each<[title: string, text: string, isBroken: boolean]>([
    ["if nothing came and it ended properly", "", false],
    ["if everything came", BEGIN + COMPLETE, false],
    ["at its end", BEGIN + END, false],
    ["if broken after its end", BEGIN + END, true],
    ["if broken in an event after its end", `${BEGIN}${END}data: more`, true],
    ["if broken after its end, with more events", END + BEGIN, true],
    ["if broken after its end and an overlong event", `${END}${LONG}\n\n`, true],
    ["with its end event unfinished", `${BEGIN}data: end`, true],
    ["with complete JSON in an unfinished event", `${COMPLETE}data: {"a":1}`, false],
    ["with text in an unfinished event", `${COMPLETE}data: more`, false],
    ["if an overlong event may have been the end", `${BEGIN}${LONG}\n\n`, false],
  ])("%s", (_title, text, isBroken) => {
    expect(ended(text, isBroken)).toEqual({ added: null, counted: [] });
  });
});

describe("has its error counted once", () => {
  test.each<[title: string, text: string, added: string | null]>([
    ["at its end", BEGIN + ERROR_EVENT, null],
    ["before others", BEGIN + ERROR_EVENT + BEGIN, null],
    ["sent twice", ERROR_EVENT + ERROR_EVENT, null],
    ["unfinished, which needs a blank line", `${BEGIN}data: error`, "\n\n"],
    ["sent, and then unfinished", `${ERROR_EVENT}data: error`, null],
    ["sent, with another unfinished event", `${ERROR_EVENT}data: more`, null],
    ["sent after the end", END + ERROR_EVENT, null],
    ["unfinished after the end", `${END}data: error`, "\n\n"],
  ])("%s", (_title, text, added) => {
    for (const isBroken of [true, false]) {
      const found = ended(text, isBroken);
      expect(found.added).toBe(added);
      expect(found.counted).toMatchObject([{ category: "rate_limited", status: 203, reason: "Slow down." }]);
    }
  });
});

test("an error of a stream is heard like an answer with that body, with the status that was already sent", () => {
  const { status, cause, reason, category } = streamedFailure(ERROR, 200, CIRCUMSTANCES);
  expect([status, category, reason]).toEqual([200, "rate_limited", "Slow down."]);
  expect(cause).toEqual({
    kind: "answered",
    answer: {
      status: 200,
      phrase: "",
      headers: new Headers({ "content-type": "application/json" }),
      body: new TextEncoder().encode(ERROR.body),
      complete: true,
    },
  });
});

test("a stream that broke off counts as a lost connection", () => {
  expect(brokenStream(CIRCUMSTANCES)).toMatchObject({
    category: "unreachable",
    cause: { kind: "unreachable", fault: "connection_lost" },
    reason: `The API behind this gateway broke off in the middle of its answer. Reference: ${REF}`,
  });
});
