/** At whichever byte a stream breaks off: every SDK raises the gateway's error, and never chokes on the partial event. */
import { beforeAll, describe, expect, test } from "vitest";
import { anthropicEvents } from "../../src/clients/anthropic/events.ts";
import { openaiEvents } from "../../src/clients/openai/events.ts";
import type { EventStream } from "../../src/clients/shared/client.ts";
import { pass } from "../streams/passing.ts";
import { CHAT, MESSAGES, RESPONSES, type Sample } from "../streams/samples.ts";
import { callNode } from "./node-sdks.ts";
import type { Outcome, Task, Vendor } from "./outcome.ts";
import { callPython, missingPythonSdks, PREPARING_MAX_MS } from "./python-sdks.ts";

interface Kind {
  readonly call: string;
  readonly vendor: Vendor;
  readonly events: EventStream;
  readonly sample: Sample;
  /** Once its last occurrence has begun, the client has all that it waits for. */
  readonly last: string;
}

const KINDS: readonly Kind[] = [
  { call: "chat-stream", vendor: "openai", events: openaiEvents, sample: CHAT, last: "[DONE]" },
  { call: "responses-stream", vendor: "openai", events: openaiEvents, sample: RESPONSES, last: "}\n\n" },
  { call: "messages-stream", vendor: "anthropic", events: anthropicEvents, sample: MESSAGES, last: "}\n\n" },
];

interface Stream extends Kind {
  readonly name: string;
  readonly bytes: Buffer;
  /** From this length on nothing is missing. */
  readonly complete: number;
  /** The stream is cut at every n-th byte. */
  readonly nodeStep: number;
  readonly pythonStep: number;
}

const STREAMS: readonly Stream[] = KINDS.flatMap((kind) => {
  const text = shortened(kind.sample);
  return [
    streamOf(kind, "LF", text, "\n", { nodeStep: 1, pythonStep: 7 }),
    streamOf(kind, "CRLF", text, "\r\n", { nodeStep: 3, pythonStep: 11 }),
  ];
});

function streamOf(
  kind: Kind,
  name: string,
  text: string,
  lineEnd: string,
  steps: Pick<Stream, "nodeStep" | "pythonStep">,
): Stream {
  const change = (part: string) => part.replaceAll("\n", lineEnd);
  const bytes = Buffer.from(change(text));
  return {
    ...kind,
    ...steps,
    name: `${kind.call}, ${name}`,
    bytes,
    complete: bytes.lastIndexOf(change(kind.last)) + 1,
  };
}

/** The events that contain UTF-8 letters of every length and characters that JSON escapes. */
function shortened(sample: Sample): string {
  const events = sample.begun.split(/(?<=\n\n)/);
  return [...events.slice(0, 1), ...events.slice(-8, -7), ...events.slice(-4, -2)].join("") + sample.end;
}

interface Cut {
  readonly length: number;
  readonly task: Task;
}

async function cutsOf({ call, vendor, events, bytes }: Stream, step: number): Promise<Cut[]> {
  const cuts: Cut[] = [];
  for (let length = 0; length < bytes.length; length += step) {
    const { bytes: sent } = await pass(events, [bytes.subarray(0, length)], "broken");
    const answer = sent.toString("base64");
    cuts.push({ length, task: { vendor, call, url: "http://api.example", maxRetries: 0, answer } });
  }
  return cuts;
}

function expectBroken({ vendor, complete }: Stream, length: number, outcome: Outcome): void {
  if (outcome.raised === null) {
    expect(length).toBeGreaterThanOrEqual(complete);
    return;
  }
  expect(outcome, `broken off after ${length} bytes`).toMatchObject({
    message: expect.stringContaining("broke off in the middle of its answer"),
    type: "api_error",
    code: vendor === "openai" ? "unreachable" : null,
  });
}

test.each(STREAMS)("$name, Node", async (stream) => {
  for (const { length, task } of await cutsOf(stream, stream.nodeStep)) {
    expectBroken(stream, length, await callNode(task));
  }
});

describe("Python", () => {
  const cuts = new Map<Stream, readonly Cut[]>();
  const outcomes = new Map<Cut, Outcome>();
  let missing: string | null = null;

  beforeAll(async () => {
    missing = await missingPythonSdks();
    if (missing !== null) return;
    for (const stream of STREAMS) cuts.set(stream, await cutsOf(stream, stream.pythonStep));
    const all = [...cuts.values()].flat();
    const got = await callPython(all.map(({ task }) => task));
    for (const [index, cut] of all.entries()) {
      const outcome = got[index];
      if (outcome !== undefined) outcomes.set(cut, outcome);
    }
  }, PREPARING_MAX_MS);

  test.for(STREAMS)("$name, Python", (stream, { skip }) => {
    if (missing !== null) skip(missing);
    expect(outcomes.size).toBeGreaterThan(0);
    for (const cut of cuts.get(stream) ?? []) {
      const outcome = outcomes.get(cut);
      if (outcome === undefined) throw new Error("no outcome");
      expectBroken(stream, cut.length, outcome);
    }
  });
});
