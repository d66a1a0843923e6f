/** Queries over the failures in this isolate's memory, with the results that Analytics Engine would give. */
import { CATEGORIES, type Category, isFailure } from "../failure/category.ts";
import { fieldsOf } from "./data-point-fields.ts";
import type { LocalFailure, LocalFailures } from "./local-failures.ts";
import { findIn } from "./memory-search.ts";
import { originCount } from "./origin-count.ts";
import { categoriesOf, pageOf } from "./sql-store.ts";
import {
  type Clue,
  type Cursor,
  type Dimension,
  type FailureFilter,
  type FailurePage,
  type FailureStore,
  FILTER_FIELDS,
  type FoundFailures,
  type GroupCount,
  LISTABLE,
  type OneOf,
  type OriginCount,
  type PackageCount,
  type ReasonCount,
  type Span,
  type StoredFailure,
  type TimeCount,
} from "./store.ts";

interface Group {
  readonly key: readonly string[];
  readonly failures: number;
  readonly lastAt: number;
}

export class MemoryStore implements FailureStore {
  readonly kind = "memory";
  readonly #failures: readonly StoredFailure[];

  constructor(failures: LocalFailures) {
    this.#failures = failures.all().map(stored);
  }

  async countsOverTime(filter: FailureFilter, stepSeconds: number): Promise<readonly TimeCount[]> {
    const counts = new Map<string, TimeCount>();
    for (const failure of this.#matching(filter)) {
      const at = Math.floor(failure.at / stepSeconds) * stepSeconds;
      const key = `${at} ${failure.category}`;
      const failures = (counts.get(key)?.failures ?? 0) + failure.stands_for;
      counts.set(key, { at, category: failure.category, failures });
    }
    return [...counts.values()].toSorted((a, b) => a.at - b.at || compare(a.category, b.category));
  }

  async countsBy(
    filter: FailureFilter,
    dimensions: readonly Dimension[],
    limit: number,
  ): Promise<readonly GroupCount[]> {
    const groups = this.#grouped(filter, (failure) => dimensions.map((name) => String(failure[name])));
    return groups.slice(0, limit).map(({ key, failures }) => ({
      values: Object.fromEntries(dimensions.map((name, index) => [name, key[index] ?? ""])),
      failures,
    }));
  }

  async topReasons(filter: FailureFilter, limit: number): Promise<readonly ReasonCount[]> {
    const groups = this.#grouped(filter, ({ category, reason }) => [category, reason]);
    return groups.slice(0, limit).map(({ key: [category = "", reason = ""], failures, lastAt }) => {
      return { category, reason, failures, lastAt };
    });
  }

  async topPackages(filter: FailureFilter, limit: number): Promise<readonly PackageCount[]> {
    const about = this.#matching(filter).filter((failure) => failure.package !== "");
    const packages = Map.groupBy(about, (failure) => `${failure.format} ${failure.package}`);
    return [...packages.values()]
      .map(packageCount)
      .toSorted((a, b) => b.failures - a.failures || compareAll([a.format, a.package], [b.format, b.package]))
      .slice(0, limit);
  }

  async topOrigins(filter: FailureFilter, limit: number): Promise<readonly OriginCount[]> {
    const origins = Map.groupBy(this.#matching(filter), (failure) => failure.origin_host);
    const outages = ({ timeout, unreachable }: OriginCount) => timeout + unreachable;
    return [...origins]
      .map(([host, failures]) => originCount(host, failures))
      .toSorted(
        (a, b) => outages(b) - outages(a) || b.failures - a.failures || compare(a.originHost, b.originHost),
      )
      .slice(0, limit);
  }

  async list(filter: FailureFilter, limit: number, after: Cursor | null): Promise<FailurePage> {
    const rows = this.#matching(filter)
      .filter((failure) => after === null || newerFirst(after, failure) < 0)
      .toSorted(newerFirst);
    return pageOf(rows.slice(0, limit + 1), limit);
  }

  async byReference(ref: string): Promise<StoredFailure | null> {
    return this.#failures.find((failure) => failure.ref === ref) ?? null;
  }

  async search(
    { since, until }: Span,
    clues: readonly Clue[],
    limit: number,
  ): Promise<readonly FoundFailures[]> {
    const within = this.#failures.filter(({ at }) => at >= since && at < until);
    return findIn(within, clues).slice(0, limit);
  }

  /** Largest first, ties in the order of their keys. */
  #grouped(filter: FailureFilter, keyOf: (failure: StoredFailure) => readonly string[]): readonly Group[] {
    const groups = new Map<string, Group>();
    for (const failure of this.#matching(filter)) {
      const key = keyOf(failure);
      const known = groups.get(JSON.stringify(key));
      groups.set(JSON.stringify(key), {
        key,
        failures: (known?.failures ?? 0) + failure.stands_for,
        lastAt: Math.max(known?.lastAt ?? 0, failure.at),
      });
    }
    return [...groups.values()].toSorted((a, b) => b.failures - a.failures || compareAll(a.key, b.key));
  }

  #matching(filter: FailureFilter): readonly StoredFailure[] {
    const { since, until, category, oneOf = {} } = filter;
    const fields = FILTER_FIELDS.filter((name) => filter[name] !== undefined);
    return this.#failures.filter(
      (failure) =>
        failure.at >= since &&
        failure.at < until &&
        (category !== undefined || isFailure(failure.category)) &&
        fields.every((name) => failure[name] === filter[name]) &&
        isOneOf(oneOf, failure),
    );
  }
}

function isOneOf(oneOf: OneOf, failure: StoredFailure): boolean {
  return LISTABLE.every((name) => {
    const values = oneOf[name] ?? [];
    return values.length === 0 || values.includes(failure[name]);
  });
}

/** In: the failures of one package, at least one. */
function packageCount(failures: readonly StoredFailure[]): PackageCount {
  const counts: Partial<Record<Category, number>> = {};
  for (const { category, stands_for: number } of failures) {
    const name = CATEGORIES.find((known) => known === category) ?? "unknown";
    counts[name] = (counts[name] ?? 0) + number;
  }
  const last = failures.toSorted((a, b) => b.at - a.at)[0];
  return {
    format: last?.format ?? "",
    package: last?.package ?? "",
    failures: failures.reduce((sum, { stands_for: number }) => sum + number, 0),
    categories: categoriesOf(counts),
    lastReason: last?.reason ?? "",
    lastAt: last?.at ?? 0,
  };
}

function stored({ writtenAtMs, point }: LocalFailure): StoredFailure {
  const { count: _, ...fields } = fieldsOf(point);
  return { at: Math.floor(writtenAtMs / 1_000), stands_for: 1, ...fields };
}

function newerFirst(a: Cursor, b: Cursor): number {
  return b.at - a.at || compare(b.ref, a.ref);
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  const differing = a.findIndex((text, index) => text !== b[index]);
  return differing === -1 ? 0 : compare(a[differing] ?? "", b[differing] ?? "");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
