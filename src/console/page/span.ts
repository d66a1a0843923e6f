/** The spans of time that a page can cover. All times are UTC. */
import { RETENTION_DAYS } from "../../analytics/queries.ts";
import { stepOf } from "../api/period.ts";

const DAY_SECONDS = 86_400;

export const RANGES = {
  "1h": { label: "1 hour", seconds: 3_600, step: 60 },
  "24h": { label: "24 hours", seconds: DAY_SECONDS, step: 1_800 },
  "7d": { label: "7 days", seconds: 7 * DAY_SECONDS, step: 3 * 3_600 },
  "30d": { label: "30 days", seconds: 30 * DAY_SECONDS, step: 12 * 3_600 },
} as const;

export type RangeName = keyof typeof RANGES;

/** The last hours or days, or from one time to another; without an end, until now. */
export type Span =
  | { readonly kind: "last"; readonly name: RangeName }
  | { readonly kind: "between"; readonly from: number; readonly until: number | null };

export const LAST_DAY: Span = { kind: "last", name: "24h" };

export interface GivenSpan {
  readonly range: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** In: what the address gives; the seconds since 1970. Out: the span, and a sentence about each part that was not taken as given. */
export function spanOf(
  { range, from = "", to = "" }: GivenSpan,
  now: number,
): { readonly span: Span; readonly problems: readonly string[] } {
  if (from === "" && to === "") {
    if (range === undefined || isRange(range)) return { span: lastOf(range), problems: [] };
    return refused(`range wants one of ${Object.keys(RANGES).join(", ")}`);
  }
  const end = to === "" ? null : endOf(to);
  const start = from === "" ? (end ?? now) - DAY_SECONDS : secondsOf(from);
  if (start === undefined) return refused(`from ${TIME}`);
  if (end === undefined) return refused(`to ${TIME}`);
  if (start >= now) return refused("from wants a time in the past");
  if (end !== null && start >= end) return refused("from wants a time before to");
  return kept(start, end, now);
}

const TIME = "wants a date or a time in UTC, such as 2026-11-26 or 2026-11-26T14:05";

function refused(problem: string) {
  return { span: LAST_DAY, problems: [`${problem}. Showing the last 24 hours`] };
}

/** The span, without the part for which failures are no longer kept. */
function kept(from: number, until: number | null, now: number) {
  const oldest = now - RETENTION_DAYS * DAY_SECONDS;
  const gone = `Failures are kept for three months: those before ${isoMinute(oldest).replace("T", " ")} UTC are gone`;
  if (until !== null && until <= oldest) return refused(gone);
  const span: Span = { kind: "between", from: Math.max(from, oldest), until };
  return { span, problems: from < oldest ? [gone] : [] };
}

export function isRange(name: string): name is RangeName {
  return Object.hasOwn(RANGES, name);
}

function lastOf(range: string | undefined): Span {
  return range !== undefined && isRange(range) ? { kind: "last", name: range } : LAST_DAY;
}

const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?)?$/i;

/** Without a zone it is UTC; undefined if no such time exists. */
function secondsOf(text: string): number | undefined {
  const [, date, time = "00:00", zone = "Z"] = WRITTEN.exec(text.trim()) ?? [];
  if (date === undefined) return undefined;
  // `Date` takes 31 February for 3 March.
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return undefined;
  const ms = Date.parse(`${date}T${time}${zone.toUpperCase()}`);
  return Number.isNaN(ms) || ms < 0 ? undefined : Math.floor(ms / 1_000);
}

/** A day is included with all its hours, and a minute with its seconds. */
function endOf(text: string): number | undefined {
  const seconds = secondsOf(text);
  if (seconds === undefined) return undefined;
  const [, , time] = WRITTEN.exec(text.trim()) ?? [];
  if (time === undefined) return seconds + DAY_SECONDS;
  return time.length === "14:05".length ? seconds + 60 : seconds;
}

/** The seconds that a span covers, and the step that divides it on the chart. */
export interface Bounds {
  readonly since: number;
  readonly until: number;
  readonly step: number;
}

/** From the beginning of a step, up to now or the span's end. */
export function boundsOf(span: Span, now: number): Bounds {
  const { since, until, step } = exactBounds(span, now);
  return { since: Math.floor(since / step) * step, until, step };
}

function exactBounds(span: Span, now: number): Bounds {
  switch (span.kind) {
    case "last": {
      const { seconds, step } = RANGES[span.name];
      return { since: now - seconds, until: now, step };
    }
    case "between": {
      const bounds = { since: span.from, until: Math.min(span.until ?? now, now) };
      return { ...bounds, step: stepOf(bounds) };
    }
  }
}

/** How far back the span to compare with is, and its name. Null if its failures are no longer kept. */
export function comparedSpan(
  { since, until }: Bounds,
  now: number,
): { readonly bySeconds: number; readonly name: string } | null {
  const length = until - since;
  const compared = comparedWith(length);
  return since - compared.bySeconds < now - RETENTION_DAYS * DAY_SECONDS ? null : compared;
}

/** The same hours of another day, and the same days of another week: that is how traffic repeats. */
function comparedWith(seconds: number): { readonly bySeconds: number; readonly name: string } {
  // A span that starts on a full step is up to one step longer than its name.
  if (seconds <= 1.1 * DAY_SECONDS) return { bySeconds: DAY_SECONDS, name: "the day before" };
  if (seconds <= 7.1 * DAY_SECONDS) return { bySeconds: 7 * DAY_SECONDS, name: "the week before" };
  return { bySeconds: seconds, name: "the period before" };
}

/** `in 24 hours`, `from 2026-11-26 10:00 to 2026-11-26 12:00 UTC` */
export function wordsOf(span: Span): string {
  if (span.kind === "last") return `in ${RANGES[span.name].label}`;
  const from = isoMinute(span.from).replace("T", " ");
  const until = span.until === null ? "now" : `${isoMinute(span.until).replace("T", " ")} UTC`;
  return `from ${from}${span.until === null ? " UTC" : ""} to ${until}`;
}

/** Whether it ends now, so that it changes. */
export function endsNow(span: Span): boolean {
  return span.kind === "last" || span.until === null;
}

/** `2026-11-26T14:05`, as `datetime-local` has it. */
export function isoMinute(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 16);
}
