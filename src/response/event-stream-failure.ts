/**
 * The failures of an event stream whose headers have long been sent: counted like any other, with the status that the
 * client already has. Pure.
 */
import type { StreamedError } from "../clients/shared/client.ts";
import type { Failure, OriginAnswer } from "../failure/failure.ts";
import { type Circumstances, judge } from "../failure/judge.ts";
import { NO_MARKUP } from "../origins/document.ts";
import { FURTHER } from "../origins/further.ts";
import { hear } from "../origins/index.ts";

/** An error that the origin sent as an event: heard and judged as if it were the answer to a call without streaming. */
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

/** A stream that ended too early: the failure that the client is shown. */
export function brokenStream(circumstances: Circumstances): Failure {
  const failure = judge({ kind: "unreachable", fault: "connection_lost" }, null, circumstances);
  return { ...failure, reason: `${BROKE_OFF}. Reference: ${circumstances.ref}` };
}

/** The failure as it is counted: with the status that had already been sent. */
export function withStatus(status: number, failure: Failure): Failure {
  return { ...failure, status };
}
