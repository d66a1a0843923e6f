/**
 * The categories under which every failure is counted, and the status each one is read from.
 * Pure: no I/O.
 */

export const CATEGORIES = [
  "challenge",
  "probe",
  "bad_request",
  "unauthorized",
  "forbidden",
  "blocked",
  "not_found",
  "conflict",
  "rate_limited",
  "overloaded",
  "maintenance",
  "server_error",
  "timeout",
  "unreachable",
  "aborted",
  "unknown",
] as const;

export type Category = (typeof CATEGORIES)[number];

/**
 * Counted separately and not logged: the first step of authentication, and a check whether something exists. Both are
 * part of the protocol, and a build that succeeds has many of them.
 */
export const NO_FAILURES = ["challenge", "probe"] as const satisfies readonly Category[];

type NoFailure = (typeof NO_FAILURES)[number];

/** Whether `category`, as it was counted, is a failure in the operator's eyes. */
export function isFailure(category: string): boolean {
  return !NO_FAILURES.some((name) => name === category);
}

/** What an operator may call an origin's refusal: the others are caused by the protocol, the client or the operator. */
export const REFUSALS = CATEGORIES.filter(
  (category) => isFailure(category) && category !== "aborted" && category !== "maintenance",
);

/** Categories that may have help: not a step of the protocol, and not `aborted`, where the client has gone. */
export const HELPED = CATEGORIES.filter((category) => isHelped(category));

function isHelped(category: Category): category is Exclude<Category, NoFailure | "aborted"> {
  return isFailure(category) && category !== "aborted";
}

const BY_STATUS: ReadonlyMap<number, Category> = new Map<number, Category>([
  ...each([400, 405, 406, 411, 412, 413, 414, 415, 416, 417, 422, 428, 431], "bad_request"),
  ...each([401, 407], "unauthorized"),
  ...each([402, 403, 451], "forbidden"),
  ...each([404, 410], "not_found"),
  ...each([409, 423, 425], "conflict"),
  ...each([429], "rate_limited"),
  ...each([503, 529], "overloaded"),
  ...each([408, 504, 522, 524], "timeout"),
  ...each([520, 521, 523, 525, 526, 527, 530], "unreachable"),
]);

function each(statuses: readonly number[], category: Category): [number, Category][] {
  return statuses.map((status) => [status, category]);
}

/** The category that a bare status stands for: other 5xx are `server_error`, anything else `unknown`. */
export function categoryOfStatus(status: number): Category {
  const known = BY_STATUS.get(status);
  if (known !== undefined) return known;
  return status >= 500 && status <= 599 ? "server_error" : "unknown";
}
