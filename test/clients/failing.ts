/** Failures and requests for the table tests of client modules, made the way the pipeline makes them. */
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import type { Cause, Failure, OriginAnswer } from "../../src/failure/failure.ts";
import { HEARD_NOTHING, type Heard } from "../../src/failure/heard.ts";
import { type Circumstances, judge } from "../../src/failure/judge.ts";
import type { Outage } from "../../src/failure/outage.ts";

export const REF = "bcdfghjkmn";

const CIRCUMSTANCES: Circumstances = {
  hasCredentials: true,
  isProbe: false,
  sentOriginAuth: false,
  sentAccessToken: false,
  upstreamErrors: "pass",
  statusRules: [],
  typedCodesSetStatus: false,
  ref: REF,
};

/** An origin's answer as read by the pipeline. */
export function originAnswer(
  status: number,
  body = "",
  headers: Record<string, string> = {},
  phrase = "",
): OriginAnswer {
  return {
    status,
    phrase,
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
    complete: true,
  };
}

/** A failure that the origin answered with `status`, and from which `heard` was read. */
export function answered(
  status: number,
  heard: Partial<Heard>,
  answer: OriginAnswer = originAnswer(status),
  circumstances: Partial<Circumstances> = {},
): Failure {
  const cause: Cause = { kind: "answered", answer };
  return judge(cause, { ...HEARD_NOTHING, ...heard }, { ...CIRCUMSTANCES, ...circumstances });
}

export function timedOut(afterMs = 9_000): Failure {
  return judge({ kind: "timeout", afterMs }, null, CIRCUMSTANCES);
}

export function unreachable(): Failure {
  return judge({ kind: "unreachable", fault: "connection_lost" }, null, CIRCUMSTANCES);
}

export function closed(): Failure {
  return judge({ kind: "aborted" }, null, CIRCUMSTANCES);
}

/** An origin that was down, so that no requests are sent to it for now. */
export function heldBack(outage: Outage, retryAfterSeconds: number): Failure {
  return judge({ kind: "open_breaker", outage, retryAfterSeconds }, null, CIRCUMSTANCES);
}

/** A route that its operator has switched to maintenance. */
export function inMaintenance(text: string, retryAfterSeconds: number | null): Failure {
  return judge({ kind: "maintenance", text, retryAfterSeconds }, null, CIRCUMSTANCES);
}

/** A request as a client module sees it. */
export function request(
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
  query = "",
): ClientRequest {
  return { method, path, query, headers: new Headers(headers) };
}
