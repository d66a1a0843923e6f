/** Which answers are watched as event streams, and a stream that is only observed. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { EventStream } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { watchEventStream } from "../../src/response/event-stream.ts";
import { CIRCUMSTANCES } from "../streams/circumstances.ts";

const EVENTS: EventStream = { errorIn: () => null, stageAt: () => "begun", say: () => "added" };
const TEXT = "data: a\n\n";
const TYPE = { "content-type": "text/event-stream" };

/** The lengths of the fixed-length streams that were created. */
let lengths: number[] = [];

beforeEach(() => {
  lengths = [];
  // workerd's own; here they only have to pass bytes on.
  vi.stubGlobal("IdentityTransformStream", TransformStream);
  vi.stubGlobal(
    "FixedLengthStream",
    class extends TransformStream {
      constructor(length: number) {
        super();
        lengths.push(length);
      }
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

interface Watched {
  readonly answer: Response;
  readonly sent: Response;
  readonly counted: readonly Failure[];
  readonly cancelled: Promise<unknown>;
}

function watched(
  headers: HeadersInit,
  isObserved: boolean,
  end: "closed" | "broken" | "endless" = "closed",
  status = 200,
): Watched {
  const counted: Failure[] = [];
  const cancelled = Promise.withResolvers<unknown>();
  let isSent = false;
  const body = new ReadableStream({
    pull(controller) {
      if (!isSent || end === "endless") controller.enqueue(new TextEncoder().encode(TEXT));
      else if (end === "closed") controller.close();
      else controller.error(new Error("Network connection lost."));
      isSent = true;
    },
    cancel: cancelled.resolve,
  });
  const answer = new Response(body, { status, headers });
  const edits = new ResponseEdits(answer);
  watchEventStream(edits, answer, EVENTS, {
    circumstances: () => CIRCUMSTANCES,
    withHelp: (failure) => failure,
    count: (failure) => counted.push(failure),
    isObserved,
  });
  return { answer, sent: edits.build("POST"), counted, cancelled: cancelled.promise };
}

describe("is watched", () => {
  test.each([
    "text/event-stream",
    "Text/Event-Stream",
    "text/event-stream;charset=utf-8",
    "text/event-stream ; a=b",
  ])("%s", async (type) => {
    expect(await watched({ "content-type": type }, false).sent.text()).toBe(`${TEXT}added`);
  });

  test("and loses its length, since something may be added", async () => {
    const { sent } = watched({ ...TYPE, "content-length": "9" }, false);
    expect([sent.headers.has("content-length"), lengths]).toEqual([false, []]);
    await sent.text();
  });
});

describe("passes as the very object", () => {
  test.each<[title: string, headers: Record<string, string>, status?: number]>([
    ["another type", { "content-type": "application/json" }],
    ["a type that ends so", { "content-type": "x-text/event-stream" }],
    ["a type after another", { "content-type": "text/plain, text/event-stream" }],
    ["a type that begins so", { "content-type": "text/event-streams" }],
    ["a type with more after it", { "content-type": "text/event-stream x" }],
    ["no type", {}],
    ["a coding", { ...TYPE, "content-encoding": "gzip" }],
    ["an error", TYPE, 500],
  ])("%s", (_title, headers, status) => {
    const { answer, sent } = watched(headers, false, "closed", status);
    expect(sent).toBe(answer);
  });
});

describe("a stream that is only observed", () => {
  test.each([
    [{}, []],
    [{ "content-length": "9" }, [9]],
  ])("keeps its bytes and its length: %j", async (headers, fixed) => {
    const { sent, counted } = watched({ ...TYPE, ...headers }, true);
    expect([await sent.text(), sent.headers.get("content-length"), lengths]).toEqual([
      TEXT,
      new Headers(headers).get("content-length"),
      fixed,
    ]);
    expect(counted).toHaveLength(1);
  });

  test("breaks off where the origin does", async () => {
    const { sent, counted } = watched(TYPE, true, "broken");
    await expect(sent.text()).rejects.toThrow("the origin broke off");
    expect(counted).toHaveLength(1);
  });
});

test("a stream whose client leaves is cancelled at the origin", async () => {
  const { sent, cancelled, counted } = watched(TYPE, false, "endless");
  const reader = sent.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect(cancelled).resolves.toBeUndefined();
  expect(counted).toEqual([]);
});
