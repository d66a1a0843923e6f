/**
 * What a failure is: its category, the status the client gets, and whose words the client reads. Pure: no I/O.
 */

import { BREAKER_RETRY_AFTER_MAX_SECONDS } from "../limits.ts";
import { isAccessRefusal, TOKEN_REFUSED } from "./access.ts";
import { boxliteRule } from "./boxlite-rule.ts";
import { type Category, categoryOfStatus } from "./category.ts";
import { refusesCredentials } from "./credentials-refused.ts";
import type { Cause, Failure, OriginAnswer } from "./failure.ts";
import type { Heard } from "./heard.ts";
import { type Outage, outageOfStatus, sentenceOfOutage, statusOfOutage } from "./outage.ts";
import { isBlockedByPolicy } from "./policy.ts";
import type { StatusRule } from "./status-rule.ts";
import { matchStatusRule } from "./status-rules.ts";
import { callersStatusOfTyped, categoryOfTyped } from "./typed-code.ts";
import { sentenceOfUnusable, type Unusable } from "./unusable.ts";

/** What the judgement depends on besides the cause. */
export interface Circumstances {
  /** The request carried credentials of its own. */
  readonly hasCredentials: boolean;
  /** The request checks whether something exists, so a 404 is an answer and not a failure. */
  readonly isProbe: boolean;
  /** The operator's credentials were sent and none of the client's, so refused credentials are for the operator to fix. */
  readonly sentOriginAuth: boolean;
  /** The operator's token for Cloudflare Access was sent, so a refusal by Access is for the operator to fix too. */
  readonly sentAccessToken: boolean;
  readonly upstreamErrors: "pass" | "bad_gateway";
  readonly statusRules: readonly StatusRule[];
  /** Whether a typed code in a 500 may set the status: in the API formats only (README.md, "Statuses"). */
  readonly typedCodesSetStatus: boolean;
  readonly ref: string;
}

/**
 * In: why there is no success, what the origin said (null if it did not answer), the circumstances.
 * Out: the failure to be spoken and counted. Never throws.
 */
export function judge(cause: Cause, heard: Heard | null, circumstances: Circumstances): Failure {
  const { ref } = circumstances;
  switch (cause.kind) {
    case "answered":
      return judgeAnswer(cause, heard, circumstances);
    case "timeout":
    case "unreachable":
      return judgeOutage(cause, cause, circumstances);
    case "open_breaker":
      return {
        ...judgeOutage(cause, cause.outage, circumstances),
        retryAfterSeconds: Math.min(cause.retryAfterSeconds, BREAKER_RETRY_AFTER_MAX_SECONDS),
      };
    case "unusable":
      return judgeUnusable(cause, heard, circumstances);
    case "refused_here": {
      const category = categoryOfStatus(cause.status);
      return ownFailure(cause, category, cause.status, `${cause.says} Reference: ${ref}`, ref);
    }
    case "maintenance": {
      const failure = ownFailure(cause, "maintenance", 503, cause.text, ref);
      return { ...failure, retryAfterSeconds: cause.retryAfterSeconds };
    }
    case "aborted":
      return ownFailure(cause, "aborted", 499, "The client closed the connection.", ref);
  }
}

const OUR_CREDENTIALS =
  "The registry behind this gateway refused the gateway's own credentials; its operators have to renew them";

function judgeOutage(cause: Cause, outage: Outage, { ref }: Circumstances): Failure {
  const status = statusOfOutage(outage);
  const category = status === 504 ? "timeout" : "unreachable";
  return ownFailure(cause, category, status, `${sentenceOfOutage(outage)}. Reference: ${ref}`, ref);
}

type Answered = Extract<Cause, { kind: "answered" }>;

function judgeAnswer(cause: Answered, heard: Heard | null, circumstances: Circumstances): Failure {
  const { answer } = cause;
  const { ref } = circumstances;
  const rule = ruleFor(answer.status, heard, circumstances);
  const failure = {
    cause,
    heard,
    category: categoryOfAnswer(answer, heard, rule),
    reason: heard?.message ?? null,
    retryAfterSeconds: heard?.retryAfterSeconds ?? null,
    help: null,
    ref,
    rule: null,
  };
  const outage = outageOfStatus(answer.status);
  if (outage !== null && isEdgePage(answer, heard)) {
    const reason = `${sentenceOfOutage(outage)}. Reference: ${ref}`;
    return { ...failure, status: statusOfOutage(outage), reason };
  }
  if (circumstances.sentAccessToken && isAccessRefusal(answer)) {
    const reason = `${TOKEN_REFUSED}. Reference: ${ref}`;
    return { ...failure, category: "unauthorized", status: 502, reason };
  }
  const isByPolicy = failure.category === "blocked" && answer.status !== 401;
  if (circumstances.sentOriginAuth && !isByPolicy && refusesCredentials(answer.status, heard)) {
    return { ...failure, status: 502, reason: `${OUR_CREDENTIALS}. Reference: ${ref}` };
  }
  if (isAnswerToProbe(failure.category, rule, answer.status, circumstances)) {
    return { ...failure, category: "probe", status: answer.status };
  }
  if (isChallenge(answer.status, answer.headers, circumstances)) {
    return { ...failure, category: "challenge", status: answer.status };
  }
  const status = statusOfAnswer(answer.status, failure.category, heard, rule, circumstances);
  return {
    ...failure,
    status,
    rule: rule === null || !corrects(rule, answer, heard) ? null : rule.name,
  };
}

/** A sign-in page means refused credentials; any other page, an origin that is not working. */
function judgeUnusable(cause: Unusable, heard: Heard | null, circumstances: Circumstances): Failure {
  const { ref, sentOriginAuth, upstreamErrors, statusRules } = circumstances;
  const isSignIn = cause.instead === "sign_in";
  const isOurs = isSignIn && sentOriginAuth;
  const rule = isOurs ? null : matchStatusRule(statusRules, cause.answer.status, heard);
  const status = isSignIn && !isOurs && upstreamErrors === "pass" ? 403 : 502;
  return {
    cause,
    heard,
    category: rule?.category ?? (isSignIn ? "unauthorized" : "server_error"),
    status: (upstreamErrors === "pass" ? rule?.status : null) ?? status,
    reason: `${sentenceOfUnusable(cause, heard, isOurs)} Reference: ${ref}`,
    help: null,
    retryAfterSeconds: heard?.retryAfterSeconds ?? null,
    ref,
    rule: rule?.name ?? null,
  };
}

/** A rule that corrects nothing is not counted, so that an operator sees when the origin no longer needs it. */
function corrects({ status, category }: StatusRule, answer: OriginAnswer, heard: Heard | null): boolean {
  if (status !== null && status !== answer.status) return true;
  return category !== null && category !== categoryOfAnswer(answer, heard, null);
}

function statusOfAnswer(
  status: number,
  category: Category,
  heard: Heard | null,
  rule: StatusRule | null,
  circumstances: Circumstances,
): number {
  if (circumstances.upstreamErrors === "bad_gateway") return category === "timeout" ? 504 : 502;
  if (rule !== null && rule.status !== null) return rule.status;
  if (status === 500 && heard !== null && circumstances.typedCodesSetStatus)
    return callersStatusOfTyped(heard) ?? status;
  const outage = outageOfStatus(status);
  return outage === null ? status : statusOfOutage(outage);
}

/** The operator's own rule, or the one for a known text of an origin that has no typed code. */
function ruleFor(status: number, heard: Heard | null, circumstances: Circumstances): StatusRule | null {
  const rule = matchStatusRule(circumstances.statusRules, status, heard);
  if (rule !== null || heard === null || !circumstances.typedCodesSetStatus) return rule;
  return boxliteRule(status, heard);
}

function categoryOfAnswer(answer: OriginAnswer, heard: Heard | null, rule: StatusRule | null): Category {
  if (rule !== null && rule.category !== null) return rule.category;
  if (isBlockedByPolicy(answer, heard)) return "blocked";
  if (rule !== null && rule.status !== null) return categoryOfStatus(rule.status);
  const { status } = answer;
  const typed = heard === null ? null : categoryOfTyped(heard, status);
  return typed ?? categoryOfStatus(status);
}

/** Whether Cloudflare's edge made the answer: its words are about its own network, not about the origin. */
function isEdgePage({ headers, body }: OriginAnswer, heard: Heard | null): boolean {
  if (headers.has("cf-error-type") || heard === null || heard.shape === "cloudflare") return true;
  // Without a body there is only the edge's phrase for its status (`522 <none>` was seen).
  return heard.message === null || body.length === 0;
}

/**
 * The first step of HTTP authentication (RFC 9110 11.6.1): a challenge to a request without credentials. Never
 * with `bad_gateway`, where the caller has no dealings with the origin.
 */
function isChallenge(status: number, headers: Headers, circumstances: Circumstances): boolean {
  if (status !== 401 || circumstances.hasCredentials || circumstances.upstreamErrors === "bad_gateway")
    return false;
  return headers.has("www-authenticate") || headers.has("lfs-authenticate");
}

/**
 * A 404 to a request that checks whether something exists. Never if the client gets another status, or if the origin or an
 * operator's rule says more than "not found".
 */
function isAnswerToProbe(
  category: Category,
  rule: StatusRule | null,
  status: number,
  { isProbe, upstreamErrors }: Circumstances,
): boolean {
  if (!isProbe || status !== 404 || category !== "not_found") return false;
  return rule === null && upstreamErrors === "pass";
}

/** A failure in our own words. */
function ownFailure(cause: Cause, category: Category, status: number, reason: string, ref: string): Failure {
  return {
    cause,
    category,
    status,
    reason,
    help: null,
    heard: null,
    retryAfterSeconds: null,
    ref,
    rule: null,
  };
}
