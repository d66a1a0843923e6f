/** The period of a query, in seconds since 1970. */
import { RETENTION_DAYS } from "../../analytics/queries.ts";
import type { FieldProblem } from "../problem.ts";

const DAY_SECONDS = 86_400;

export interface Period {
  readonly since: number;
  readonly until: number;
}

/** In: two times as given. Out: the period, by default the last 24 hours, or what is wrong. */
export function periodOf(
  since: string | undefined,
  until: string | undefined,
): { readonly period: Period } | { readonly problem: FieldProblem } {
  // The current second is included.
  const end = until === undefined ? Math.floor(Date.now() / 1_000) + 1 : secondsOf(until);
  const start = since === undefined ? end - DAY_SECONDS : secondsOf(since);
  if (Number.isNaN(end)) return { problem: { field: "until", wants: "wants a time that exists" } };
  if (Number.isNaN(start)) return { problem: { field: "since", wants: "wants a time that exists" } };
  if (start >= end) return { problem: { field: "since", wants: "wants a time before until" } };
  if (start < 0 || end - start > RETENTION_DAYS * DAY_SECONDS)
    return { problem: { field: "since", wants: `wants at most ${RETENTION_DAYS} days before until` } };
  return { period: { since: start, until: end } };
}

function secondsOf(time: string): number {
  return Math.floor(Date.parse(time) / 1_000);
}

/** Steps that people think in. */
const STEPS_SECONDS = [60, 300, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400] as const;
/** About as many bars as a phone has room for. */
const STEPS_WANTED = 62;

/** The step that divides the period into about 60 parts at most. */
export function stepOf({ since, until }: Period): number {
  return STEPS_SECONDS.find((step) => (until - since) / step <= STEPS_WANTED) ?? DAY_SECONDS;
}

/** `2026-08-22T10:00:00Z` */
export function isoTime(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;
}
