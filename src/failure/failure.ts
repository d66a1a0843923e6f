/**
 * What went wrong with one request, as data. Built in `judge.ts` only; spoken by `clients/`, counted by
 * `analytics/`. Pure: no I/O.
 */

import type { Category } from "./category.ts";
import type { Heard } from "./heard.ts";
import { type Outage, outageOfStatus, type Timeout, type Unreachable } from "./outage.ts";

/** An error answer as it came from the origin, its body read within the limits of `limits.ts`. */
export interface OriginAnswer {
  readonly status: number;
  /** The reason phrase as received; empty over HTTP/2. */
  readonly phrase: string;
  readonly headers: Headers;
  /** The bytes read, already free of any content coding; empty for HEAD or if reading failed. */
  readonly body: Uint8Array;
  /** False if the body was longer, slower or more broken than the limits allow. */
  readonly complete: boolean;
}

/** Why there is no usable success: exactly one of these. */
export type Cause =
  | { readonly kind: "answered"; readonly answer: OriginAnswer }
  /** A success or a redirect that this client can't use (`unusable.ts`). */
  | {
      readonly kind: "unusable";
      readonly instead: "sign_in" | "page" | "nothing";
      /** Whose page it is. */
      readonly host: string;
      /** The product that made it, such as a web filter; null if the page does not name one. */
      readonly product: string | null;
      readonly answer: OriginAnswer;
    }
  | Timeout
  | Unreachable
  /** The origin was not contacted, since it was down for the last requests. */
  | { readonly kind: "open_breaker"; readonly outage: Outage; readonly retryAfterSeconds: number }
  | { readonly kind: "refused_here"; readonly status: number; readonly says: string }
  /** The route is switched to maintenance: the origin was not contacted, and `text` is the operator's, one clean line. */
  | { readonly kind: "maintenance"; readonly text: string; readonly retryAfterSeconds: number | null }
  | { readonly kind: "aborted" };

/** What a person should do next, in the operator's words. */
export interface Help {
  /** One clean line of UTF-8, with the complete URL. */
  readonly text: string;
  /** The first URL in the text, in printable ASCII without quotes, brackets and backslashes. */
  readonly url: string | null;
}

export interface Failure {
  readonly category: Category;
  readonly cause: Cause;
  /** The status for the client; its module may send another, and that one is counted. */
  readonly status: number;
  /**
   * One clean line of UTF-8 for a person (as `text/text.ts` makes it): the origin's own words, or ours if
   * Outspoken itself hit the failure; null if the origin gave no reason beyond its status.
   */
  readonly reason: string | null;
  /** Follows the reason in every channel that shows it; `help.ts` adds it to a judged failure. */
  readonly help: Help | null;
  /** What the origin said; null if it did not answer. */
  readonly heard: Heard | null;
  /** Seconds to wait, the origin's or ours; null if not given. */
  readonly retryAfterSeconds: number | null;
  /** Names this failure in the answer and in the log; letters only (npm blanks out UUIDs, Bundler reads 401 and 403). */
  readonly ref: string;
  /** The name of the status rule that changed the status or the category, if one did. */
  readonly rule: string | null;
}

/** The origin's refusal behind a failure, which may be passed on to the client; null if there was none. */
export function answerOf(failure: Failure): OriginAnswer | null {
  return failure.cause.kind === "answered" ? failure.cause.answer : null;
}

/** The origin's answer behind a failure as it is counted: its refusal, or its unusable success. */
export function countedAnswerOf(failure: Failure): OriginAnswer | null {
  return failure.cause.kind === "unusable" ? failure.cause.answer : answerOf(failure);
}

/** The outage behind a failure, or null if the origin answered or the client is the cause. */
export function outageOf(cause: Cause): Outage | null {
  switch (cause.kind) {
    case "timeout":
    case "unreachable":
      return cause;
    case "answered":
      return outageOfStatus(cause.answer.status);
    case "open_breaker":
      return cause.outage;
    case "unusable":
    case "refused_here":
    case "maintenance":
    case "aborted":
      return null;
  }
}
