/**
 * The failures of an event stream whose headers are long gone: counted like any other, with the status that the client
 * already has. Pure.
 */
import type { StreamedError } from "../clients/shared/client.ts";
import type { Failure, OriginAnswer } from "../failure/failure.ts";
import { type Circumstances, judge } from "../failure/judge.ts";
import { NO_MARKUP } from "../origins/document.ts";
import { FURTHER } from "../origins/further.ts";
import { hear } from "../origins/index.ts";

/** An error that the origin sent as an event: heard and judged as the answer to a call without a stream. */
export function streamedFailure(error: StreamedError, status: number, circumstances: Circumstances): Failure {
  const answer: OriginAnswer = {
    status: error.status,
    phrase: "",
    headers: new Headers({ "content-type": "application/json" }),
    body: new TextEncoder().encode(error.body),
    complete: true,
  };
  const failure = judge({ kind: "answered", answer }, hear(answer, NO_MARKUP, FURTHER), circumstances);
  return withStatus(status, {
    ...failure,
    cause: { kind: "answered", answer: { ...answer, status } },
  });
}

const BROKE_OFF = "The API behind this gateway broke off in the middle of its answer";

/** A stream that ended before its end: what is said to the client. */
export function brokenStream(circumstances: Circumstances): Failure {
  const failure = judge({ kind: "unreachable", fault: "connection_lost" }, null, circumstances);
  return { ...failure, reason: `${BROKE_OFF}. Reference: ${circumstances.ref}` };
}

/** The failure as it is counted: the client's status is the one that was sent before it. */
export function withStatus(status: number, failure: Failure): Failure {
  return { ...failure, status };
}
