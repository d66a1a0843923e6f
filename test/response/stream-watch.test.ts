/** What is counted of an event stream, and what its client still needs where it ends. */
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

/** A format whose events say what they are. */
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
    ["once it began, and ended properly", BEGIN, false, "|none"],
    ["once all came but its end", BEGIN + COMPLETE, true, "|none"],
    ["in the middle of an event", `${BEGIN}data: more`, true, "more|data"],
    ["in the middle of an event that says nothing", `${BEGIN}data:`, true, "|data"],
    ["in an event, and ended properly", `${COMPLETE}data: {"a":`, false, '{"a":|data'],
    ["in an event behind blanks, and ended properly", `${COMPLETE}data:   {"a":`, false, '  {"a":|data'],
    ["in one that is too long", `${BEGIN}${LONG}`, true, "null|data"],
    ["behind one that is too long", `${BEGIN}${LONG}\n\n`, true, "|none"],
    ["behind one that is too long, at its beginning", `${LONG}\n\n`, true, "|none"],
  ])("%s", (_title, text, isBroken, unfinished) => {
    const { added, counted } = ended(text, isBroken);
    expect(added).toBe(`unreachable help ${unfinished}`);
    expect(counted).toMatchObject([{ category: "unreachable", status: 203, help: null }]);
  });

  test("behind the rest of a character", () => {
    const { added } = ended(new Uint8Array([...Buffer.from("data: a"), 0xc3]), true);
    expect(added).toBe("\ufffdunreachable help a\u00c0|data");
  });
});

describe("gets nothing added", () => {
  test.each<[title: string, text: string, isBroken: boolean]>([
    ["where nothing came, and that was all", "", false],
    ["where all came", BEGIN + COMPLETE, false],
    ["at its end", BEGIN + END, false],
    ["broken behind its end", BEGIN + END, true],
    ["broken in an event behind its end", `${BEGIN}${END}data: more`, true],
    ["broken behind its end, with more after it", END + BEGIN, true],
    ["broken behind its end and one that is too long", `${END}${LONG}\n\n`, true],
    ["with its end half said", `${BEGIN}data: end`, true],
    ["with a whole event half said", `${COMPLETE}data: {"a":1}`, false],
    ["with text half said", `${COMPLETE}data: more`, false],
    ["where what was too long may have been the end", `${BEGIN}${LONG}\n\n`, false],
  ])("%s", (_title, text, isBroken) => {
    expect(ended(text, isBroken)).toEqual({ added: null, counted: [] });
  });
});

describe("has its error counted once", () => {
  test.each<[title: string, text: string, added: string | null]>([
    ["at its end", BEGIN + ERROR_EVENT, null],
    ["before others", BEGIN + ERROR_EVENT + BEGIN, null],
    ["said twice", ERROR_EVENT + ERROR_EVENT, null],
    ["half said, which needs a blank line", `${BEGIN}data: error`, "\n\n"],
    ["said, and half said", `${ERROR_EVENT}data: error`, null],
    ["said, and half of another event", `${ERROR_EVENT}data: more`, null],
    ["said behind the end", END + ERROR_EVENT, null],
    ["half said behind the end", `${END}data: error`, "\n\n"],
  ])("%s", (_title, text, added) => {
    for (const isBroken of [true, false]) {
      const found = ended(text, isBroken);
      expect(found.added).toBe(added);
      expect(found.counted).toMatchObject([{ category: "rate_limited", status: 203, reason: "Slow down." }]);
    }
  });
});

test("an error of a stream is heard as an answer with that body, whose status was sent before", () => {
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

test("a stream that broke off is a lost connection", () => {
  expect(brokenStream(CIRCUMSTANCES)).toMatchObject({
    category: "unreachable",
    cause: { kind: "unreachable", fault: "connection_lost" },
    reason: `The API behind this gateway broke off in the middle of its answer. Reference: ${REF}`,
  });
});
