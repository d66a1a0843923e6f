/**
 * One failure as it is counted and logged, by name. Positions are in `data-point.ts` only.
 */

import type { FormatName } from "../clients/index.ts";
import type { Client, Operation } from "../clients/shared/client.ts";
import type { Coordinates } from "../clients/shared/coordinates.ts";
import type { Category } from "../failure/category.ts";
import { countedAnswerOf, type Failure, outageOf } from "../failure/failure.ts";
import type { Fault } from "../failure/outage.ts";

export type CountedCause = "answered" | "timeout" | "unreachable" | "aborted";

/** `observe`: the client got the origin's answer untouched, and the record has what would have been spoken. */
export type Mode = "on" | "observe";

export interface FailureRecord {
  /** `fallback`: the first origin failed, and the second answered. */
  readonly event: "failure" | "fallback";
  readonly route: string;
  readonly category: Category;
  readonly format: FormatName;
  readonly client: Client;
  readonly method: string;
  readonly cause: CountedCause;
  readonly originHost: string;
  readonly originCode: string;
  readonly reason: string;
  readonly ref: string;
  readonly colo: string;
  readonly operation: Operation;
  readonly coordinates: Coordinates;
  readonly mode: Mode;
  readonly status: number;
  readonly originStatus: number;
  readonly durationMs: number;
  readonly retries: number;
  readonly bodyBytes: number;
  /** Why the origin could not be reached, or empty. */
  readonly fault: Fault | "";
  /** The status rule that changed the status or the category, or empty. */
  readonly rule: string;
}

/** What the pipeline knows apart from the failure. */
export interface Observed {
  readonly event: "failure" | "fallback";
  readonly route: string;
  readonly format: FormatName;
  readonly client: Client;
  readonly operation: Operation;
  readonly coordinates: Coordinates;
  readonly mode: Mode;
  readonly method: string;
  readonly originHost: string;
  readonly colo: string;
  readonly durationMs: number;
  readonly retries: number;
}

export function recordOf(failure: Failure, observed: Observed): FailureRecord {
  const answer = countedAnswerOf(failure);
  const outage = outageOf(failure.cause);
  const unreached = outage?.kind === "unreachable" ? outage : null;
  return {
    ...observed,
    category: failure.category,
    cause: countedCause(failure),
    originCode: failure.heard?.code ?? unreached?.code ?? "",
    reason: failure.heard?.message ?? failure.reason ?? "",
    ref: failure.ref,
    status: failure.status,
    originStatus: answer?.status ?? 0,
    bodyBytes: answer?.body.length ?? 0,
    fault: unreached?.fault ?? "",
    rule: failure.rule ?? "",
  };
}

/**
 * There are four causes. What the gateway answers itself counts as answered, with origin status 0; so does an outage
 * that an edge reports, or a success that turned out not to be one.
 */
function countedCause({ cause: own }: Failure): CountedCause {
  const cause = own.kind === "open_breaker" ? own.outage : own;
  switch (cause.kind) {
    case "unreachable":
      return cause.fault === "timed_out" ? "timeout" : "unreachable";
    case "answered":
    case "refused_here":
    case "maintenance":
    case "edge":
    case "unusable":
      return "answered";
    case "timeout":
    case "aborted":
      return cause.kind;
  }
}
