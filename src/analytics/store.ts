/**
 * Queries over the counted failures, wherever they are stored. Times are integer seconds since 1970, as in Analytics
 * Engine. Every count is of failures, sampled ones included.
 */
import type { Category } from "../failure/category.ts";
import type { Field, Fields } from "./data-point-fields.ts";

/** The fields that failures can be narrowed by. */
export const FILTER_FIELDS = [
  "route",
  "category",
  "format",
  "client",
  "package",
  "version",
  "origin_host",
  "mode",
  "reason",
] as const satisfies readonly Field[];
export type FilterField = (typeof FILTER_FIELDS)[number];

/** In whole seconds. */
export interface Span {
  /** The first second that counts. */
  readonly since: number;
  /** The first second that no longer counts. */
  readonly until: number;
}

/** Which failures; an absent field matches all, an absent `category` all but `NO_FAILURES`. */
export interface FailureFilter extends Span, Readonly<Partial<Record<FilterField, string | undefined>>> {
  readonly category?: Category | undefined;
  /** Those with one of the values of each field; an empty list matches all. */
  readonly oneOf?: OneOf | undefined;
}

/** Fields that can be filtered by several values. */
export const LISTABLE = ["category", "route", "origin_host", "client"] as const;
export type OneOf = Readonly<Partial<Record<(typeof LISTABLE)[number], readonly string[]>>>;

/** What failures can be counted by. */
export const DIMENSIONS = [
  "route",
  "category",
  "client",
  "client_version",
  "format",
  "status",
  "operation",
  "package",
  "version",
  "mode",
  "origin_host",
  "cause",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface TimeCount {
  /** The first second of the interval. */
  readonly at: number;
  readonly category: string;
  readonly failures: number;
}

/** One group: the values of the requested dimensions, and how many failures have them. */
export interface GroupCount {
  readonly values: Readonly<Partial<Record<Dimension, string>>>;
  readonly failures: number;
}

export interface ReasonCount {
  readonly category: string;
  /** Empty if the origin gave none. */
  readonly reason: string;
  readonly failures: number;
  readonly lastAt: number;
}

/** One package and its failures. */
export interface PackageCount {
  /** Packages of different formats may share a name. */
  readonly format: string;
  readonly package: string;
  readonly failures: number;
  /** The largest first; those without failures are absent. */
  readonly categories: readonly CategoryCount[];
  /** Of the last failure; empty if the origin gave none. */
  readonly lastReason: string;
  readonly lastAt: number;
}

/** One origin host and how it failed. */
export interface OriginCount {
  readonly originHost: string;
  readonly failures: number;
  /** It answered, with any status. */
  readonly answered: number;
  /** Those of `answered` with status 500 or above. */
  readonly serverErrors: number;
  readonly timeout: number;
  readonly unreachable: number;
  /** The client left before it answered. */
  readonly aborted: number;
  /** The client got a status below 400 nevertheless: a fallback's answer, 304 for its own copy, or a last resort. */
  readonly served: number;
  /** How long the failing requests took: 95 % of them no longer than this. */
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly lastAt: number;
  /** The last time that it could not be reached or did not answer in time, and the reason given then. */
  readonly lastOutage: { readonly at: number; readonly reason: string } | null;
}

export interface CategoryCount {
  readonly category: Category;
  readonly failures: number;
}

/** One failure as it was counted. */
export interface StoredFailure extends Omit<Fields, "count"> {
  readonly at: number;
  /** How many failures this one stands for if Analytics Engine sampled; otherwise 1. */
  readonly stands_for: number;
}

/** The fields in which a search looks for values. */
export const SEARCHED = [
  "route",
  "format",
  "category",
  "client",
  "client_version",
  "method",
  "status",
  "package",
  "version",
  "reason",
] as const;
export type Searched = (typeof SEARCHED)[number];

/** What a search looks for in a field, whatever the case of its letters. */
export interface Clue {
  readonly field: Searched;
  readonly match: "equals" | "contains";
  /** In lower case; for a status its digits. */
  readonly value: string;
  /** What it adds to the score; a whole number. */
  readonly weight: number;
}

/** Failures with the same values in the searched fields, and how well they match a search's clues. */
export interface FoundFailures extends Pick<Fields, Exclude<Searched, "status"> | "mode"> {
  readonly status: number;
  /** The sum of the weights. */
  readonly score: number;
  readonly failures: number;
  readonly lastAt: number;
  /** Of the last one. */
  readonly ref: string;
}

/** The last failure on a page of the list; the next page begins after it. */
export interface Cursor {
  readonly at: number;
  readonly ref: string;
}

export interface FailurePage {
  readonly failures: readonly StoredFailure[];
  /** Null if there are no more. */
  readonly next: Cursor | null;
}

export interface FailureStore {
  /** `memory` is empty at the start of every isolate. */
  readonly kind: "analytics_engine" | "memory";
  /** In intervals of `stepSeconds` that begin at multiples of it; intervals and categories without failures are absent. */
  countsOverTime(filter: FailureFilter, stepSeconds: number): Promise<readonly TimeCount[]>;
  /** The largest `limit` groups, largest first. */
  countsBy(
    filter: FailureFilter,
    dimensions: readonly Dimension[],
    limit: number,
  ): Promise<readonly GroupCount[]>;
  /** The most frequent `limit` reasons. */
  topReasons(filter: FailureFilter, limit: number): Promise<readonly ReasonCount[]>;
  /** The `limit` packages with the most failures; failures without a package are left out. */
  topPackages(filter: FailureFilter, limit: number): Promise<readonly PackageCount[]>;
  /** The `limit` origins with the most outages (timeouts, and what could not be reached), then with the most failures. */
  topOrigins(filter: FailureFilter, limit: number): Promise<readonly OriginCount[]>;
  /** The newest first. */
  list(filter: FailureFilter, limit: number, after: Cursor | null): Promise<FailurePage>;
  byReference(ref: string): Promise<StoredFailure | null>;
  /**
   * The `limit` groups that match best, by the sum of weights and then the newest; what matches no clue is left out.
   * Challenges and probes are included: a client may have shown one to its user.
   */
  search(span: Span, clues: readonly Clue[], limit: number): Promise<readonly FoundFailures[]>;
}

/** The store can't answer now; the message says why and is meant for the operator. */
export class StoreUnavailable extends Error {}
