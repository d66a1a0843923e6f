/**
 * Queries over the failures in Workers Analytics Engine, in its SQL; the transport is injected.
 */
import * as v from "valibot";
import { CATEGORIES, type Category } from "../failure/category.ts";
import { BLOBS, DOUBLES } from "./data-point.ts";
import {
  byReferenceQuery,
  countsByQuery,
  countsOverTimeQuery,
  listQuery,
  type Query,
  topOriginsQuery,
  topPackagesQuery,
  topReasonsQuery,
} from "./queries.ts";
import { searchQuery } from "./search-query.ts";
import {
  type CategoryCount,
  type Clue,
  type Cursor,
  type Dimension,
  type FailureFilter,
  type FailurePage,
  type FailureStore,
  type FoundFailures,
  type GroupCount,
  type OriginCount,
  type PackageCount,
  type ReasonCount,
  SEARCHED,
  type Span,
  type StoredFailure,
  StoreUnavailable,
  type TimeCount,
} from "./store.ts";

/** In: one SELECT. Out: its rows. Throws `StoreUnavailable`. */
export type RunSql = (query: Query) => Promise<readonly unknown[]>;

/** 64-bit integers come as strings, as ClickHouse quotes them in JSON. */
const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite());
const string = v.string();

const timeCount = v.object({ at: number, category: string, failures: number });
const reasonCount = v.pipe(
  v.object({ category: string, reason: string, failures: number, last_at: number }),
  v.transform(({ last_at: lastAt, ...row }) => ({ ...row, lastAt })),
);
const packageCount = v.pipe(
  v.object({
    format: string,
    package: string,
    failures: number,
    last_reason: string,
    last_at: number,
    ...v.entriesFromList(CATEGORIES, number),
  }),
  v.transform(({ format, package: name, failures, last_reason: lastReason, last_at: lastAt, ...counts }) => {
    return { format, package: name, failures, categories: categoriesOf(counts), lastReason, lastAt };
  }),
);
const originCount = v.pipe(
  v.object({
    origin_host: string,
    failures: number,
    answered: number,
    server_errors: number,
    timeout: number,
    unreachable: number,
    aborted: number,
    served: number,
    p95_ms: number,
    max_ms: number,
    last_at: number,
    last_outage_at: number,
    last_outage_reason: string,
  }),
  v.transform((row): OriginCount => {
    const { failures, answered, timeout, unreachable, aborted, served } = row;
    const { last_outage_at: at, last_outage_reason: reason } = row;
    return {
      originHost: row.origin_host,
      ...{ failures, answered, serverErrors: row.server_errors, timeout, unreachable, aborted, served },
      p95Ms: row.p95_ms,
      maxMs: row.max_ms,
      lastAt: row.last_at,
      lastOutage: at === 0 ? null : { at, reason },
    };
  }),
);
const groupCount = v.objectWithRest({ failures: number }, v.union([string, number]));
const { count: _, ...listedDoubles } = v.entriesFromList(DOUBLES, number);
const stored = v.object({
  at: number,
  stands_for: number,
  route: string,
  ...v.entriesFromList(BLOBS, string),
  ...listedDoubles,
});

const found = v.pipe(
  v.object({
    score: number,
    failures: number,
    last_at: number,
    ref: string,
    mode: string,
    ...v.entriesFromList(SEARCHED, string),
    status: number,
  }),
  v.transform(({ last_at: lastAt, ...row }) => ({ ...row, lastAt })),
);

export class SqlStore implements FailureStore {
  readonly kind = "analytics_engine";
  readonly #run: RunSql;
  readonly #dataset: string;

  constructor(run: RunSql, dataset: string) {
    this.#run = run;
    this.#dataset = dataset;
  }

  async countsOverTime(filter: FailureFilter, stepSeconds: number): Promise<readonly TimeCount[]> {
    return this.#rows(timeCount, countsOverTimeQuery(this.#dataset, filter, stepSeconds));
  }

  async countsBy(
    filter: FailureFilter,
    dimensions: readonly Dimension[],
    limit: number,
  ): Promise<readonly GroupCount[]> {
    const rows = await this.#rows(groupCount, countsByQuery(this.#dataset, filter, dimensions, limit));
    return rows.map((row) => ({
      values: Object.fromEntries(dimensions.map((name) => [name, String(row[name] ?? "")])),
      failures: row.failures,
    }));
  }

  async topReasons(filter: FailureFilter, limit: number): Promise<readonly ReasonCount[]> {
    return this.#rows(reasonCount, topReasonsQuery(this.#dataset, filter, limit));
  }

  async topPackages(filter: FailureFilter, limit: number): Promise<readonly PackageCount[]> {
    return this.#rows(packageCount, topPackagesQuery(this.#dataset, filter, limit));
  }

  async topOrigins(filter: FailureFilter, limit: number): Promise<readonly OriginCount[]> {
    return this.#rows(originCount, topOriginsQuery(this.#dataset, filter, limit));
  }

  async list(filter: FailureFilter, limit: number, after: Cursor | null): Promise<FailurePage> {
    // One more than requested, to know whether there is a next page.
    const rows = await this.#rows(stored, listQuery(this.#dataset, filter, limit + 1, after));
    return pageOf(rows, limit);
  }

  async byReference(ref: string): Promise<StoredFailure | null> {
    const [row] = await this.#rows(stored, byReferenceQuery(this.#dataset, ref));
    return row ?? null;
  }

  async search(span: Span, clues: readonly Clue[], limit: number): Promise<readonly FoundFailures[]> {
    return this.#rows(found, searchQuery(this.#dataset, span, clues, limit));
  }

  async #rows<Row>(schema: v.GenericSchema<unknown, Row>, query: Query): Promise<readonly Row[]> {
    const rows = v.safeParse(v.array(schema), await this.#run(query));
    if (!rows.success)
      throw new StoreUnavailable("Analytics SQL answered in a form that Outspoken does not know");
    return rows.output;
  }
}

/** The categories that have failures, the largest first, ties in the order of `CATEGORIES`. */
export function categoriesOf(counts: Readonly<Partial<Record<Category, number>>>): readonly CategoryCount[] {
  return CATEGORIES.map((category) => ({ category, failures: counts[category] ?? 0 }))
    .filter(({ failures }) => failures > 0)
    .toSorted((a, b) => b.failures - a.failures);
}

/** In: the failures of a page and, if there is a next page, its first one. */
export function pageOf(rows: readonly StoredFailure[], limit: number): FailurePage {
  const failures = rows.slice(0, limit);
  const last = failures.at(-1);
  return {
    failures,
    next: rows.length > limit && last !== undefined ? { at: last.at, ref: last.ref } : null,
  };
}
