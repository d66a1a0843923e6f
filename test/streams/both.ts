/** The same error as an answer and as an event of a stream, and how each is counted. */
import { expect } from "vitest";
import type { EventStream, StreamEvent } from "../../src/clients/shared/client.ts";
import { hear } from "../../src/origins/index.ts";
import { streamedFailure } from "../../src/response/event-stream-failure.ts";
import { answered, originAnswer } from "../clients/failing.ts";
import { CIRCUMSTANCES } from "./circumstances.ts";

/** Expects both to have the same category, reason and code; returns the category. */
export function categoryOfBoth(
  events: EventStream,
  status: number,
  body: unknown,
  event: StreamEvent,
): string {
  const answer = originAnswer(status, JSON.stringify(body), { "content-type": "application/json" });
  const called = answered(status, hear(answer), answer);
  const error = events.errorIn(event);
  if (error === null) throw new Error(`no error in ${event.data}`);
  const streamed = streamedFailure(error, 200, CIRCUMSTANCES);
  expect(streamed).toMatchObject({
    category: called.category,
    reason: called.reason,
    heard: { code: called.heard?.code, param: called.heard?.param },
    status: 200,
    cause: { kind: "answered", answer: { status: 200 } },
  });
  return called.category;
}
