/**
 * The queries of `store.ts` as SQL for Cloudflare's Analytics SQL API, the same for the binding and the HTTP API
 * (cloudflare-docs analytics/sql-api/sql-reference: no JOIN, UNION or window functions). Values are parameters. `COUNT` and
 * `countIf` already weight sampled rows. Pure.
 */
import { CATEGORIES, NO_FAILURES } from "../failure/category.ts";
import { DATA_POINT_BLOB_MAX_BYTES } from "../limits.ts";
import { BLOBS, DOUBLES } from "./data-point.ts";
import { columnOf, type Field } from "./data-point-fields.ts";
import {
  type Cursor,
  type Dimension,
  type FailureFilter,
  FILTER_FIELDS,
  LISTABLE,
  type OneOf,
} from "./store.ts";

/** One SELECT with a placeholder `$name` for each value. */
export interface Query {
  readonly query: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Intervals times categories in the longest result; the API documents no limit for these datasets. */
const ROWS_MAX = 10_000;

/** Data is kept for three months (analytics-engine/limits). */
export const RETENTION_DAYS = 92;

/** The fields of a listed failure. */
export const LISTED_FIELDS: readonly Exclude<Field, "count">[] = [
  "route",
  ...BLOBS,
  ...DOUBLES.filter((name) => name !== "count"),
];

export function countsOverTimeQuery(dataset: string, filter: FailureFilter, stepSeconds: number): Query {
  const step = requireInteger(stepSeconds);
  const where = conditions(filter);
  return {
    query: `SELECT intDiv(toUnixTimestamp(timestamp), ${step}) * ${step} AS "at", ${selected(["category"])}, ${COUNT}
FROM ${table(dataset)}
WHERE ${where.query}
GROUP BY "at", "category"
ORDER BY "at", "category"
LIMIT ${ROWS_MAX}`,
    params: where.params,
  };
}

export function countsByQuery(
  dataset: string,
  filter: FailureFilter,
  dimensions: readonly Dimension[],
  limit: number,
): Query {
  return grouped(dataset, filter, { by: dimensions, limit });
}

export function topReasonsQuery(dataset: string, filter: FailureFilter, limit: number): Query {
  return grouped(dataset, filter, { by: ["category", "reason"], further: [LAST_AT], limit });
}

/** One column for each category, with the category's name. */
export function topPackagesQuery(dataset: string, filter: FailureFilter, limit: number): Query {
  const categories = CATEGORIES.map((name) => `countIf(${columnOf("category")} = '${name}') AS "${name}"`);
  const lastReason = `argMax(${columnOf("reason")}, timestamp) AS "last_reason"`;
  return grouped(dataset, filter, {
    by: ["format", "package"],
    further: [lastReason, LAST_AT, ...categories],
    only: `${columnOf("package")} <> ''`,
    limit,
  });
}

/** One column for each way to fail. Durations are weighted explicitly: the dialect's quantile does not weight sampled rows. */
export function topOriginsQuery(dataset: string, filter: FailureFilter, limit: number): Query {
  const isOutage = `(${columnOf("cause")} = 'timeout' OR ${columnOf("cause")} = 'unreachable')`;
  const outageAt = `if(${isOutage}, toUnixTimestamp(timestamp), 0)`;
  const counted = (cause: string) => `countIf(${columnOf("cause")} = '${cause}') AS "${cause}"`;
  const duration = columnOf("duration_ms");
  return grouped(dataset, filter, {
    by: ["origin_host"],
    further: [
      `countIf(${isOutage}) AS "outages"`,
      ...["answered", "timeout", "unreachable", "aborted"].map(counted),
      `countIf(${columnOf("cause")} = 'answered' AND ${columnOf("origin_status")} >= 500) AS "server_errors"`,
      `countIf(${columnOf("status")} < 400) AS "served"`,
      `quantileExactWeighted(0.95)(${duration}, sampleInterval) AS "p95_ms"`,
      `APPROX_MAX(${duration}) AS "max_ms"`,
      LAST_AT,
      `APPROX_MAX(${outageAt}) AS "last_outage_at"`,
      `argMax(${columnOf("reason")}, ${outageAt}) AS "last_outage_reason"`,
    ],
    first: "outages",
    limit,
  });
}

export function listQuery(
  dataset: string,
  filter: FailureFilter,
  limit: number,
  after: Cursor | null,
): Query {
  const ref = columnOf("ref");
  const where = conditions(filter);
  const behind = after === null ? "" : `\n  AND (timestamp < $at OR (timestamp = $at AND ${ref} < $ref))`;
  return {
    query: `SELECT ${LISTED}
FROM ${table(dataset)}
WHERE ${where.query}${behind}
ORDER BY timestamp DESC, ${ref} DESC
LIMIT ${requireInteger(limit)}`,
    params: { ...where.params, ...(after === null ? {} : { at: time(after.at), ref: after.ref }) },
  };
}

export function byReferenceQuery(dataset: string, ref: string): Query {
  return {
    query: `SELECT ${LISTED}
FROM ${table(dataset)}
WHERE timestamp >= NOW() - INTERVAL '${RETENTION_DAYS}' DAY
  AND ${columnOf("ref")} = $ref
LIMIT 1`,
    params: { ref },
  };
}

export const COUNT = `COUNT(*) AS "failures"`;
/** Rows are sampled, and the API refuses an exact MAX of sampled rows. */
export const LAST_AT = `APPROX_MAX(toUnixTimestamp(timestamp)) AS "last_at"`;
const LISTED = `toUnixTimestamp(timestamp) AS "at", sampleInterval AS "stands_for", ${selected(LISTED_FIELDS)}`;

/** Also for the SQL of dashboards. The values are our own words, which need no escaping; the dialect documents `<>`. */
export const FAILURES_ONLY = NO_FAILURES.map((name) => `${columnOf("category")} <> '${name}'`).join(
  "\n  AND ",
);

interface Grouping {
  readonly by: readonly Field[];
  /** What is selected in addition to the fields and the count. */
  readonly further?: readonly string[];
  readonly only?: string;
  /** A selected column by which groups are ordered before their counts. */
  readonly first?: string;
  readonly limit: number;
}

/** How many failures there are in each group, the largest first, ties in the order of their fields. */
function grouped(dataset: string, filter: FailureFilter, grouping: Grouping): Query {
  const { by, further = [], only, first, limit } = grouping;
  const where = conditions(filter);
  const names = by.map((field) => `"${field}"`).join(", ");
  return {
    query: `SELECT ${[selected(by), COUNT, ...further].join(",\n  ")}
FROM ${table(dataset)}
WHERE ${where.query}${only === undefined ? "" : `\n  AND ${only}`}
GROUP BY ${names}
ORDER BY ${first === undefined ? "" : `"${first}" DESC, `}"failures" DESC, ${names}
LIMIT ${requireInteger(limit)}`,
    params: where.params,
  };
}

/** Quoted, since `format` and others are SQL keywords; no field has the name of a column, so no alias hides one. */
export function selected(fields: readonly Field[]): string {
  return fields.map((field) => `${columnOf(field)} AS "${field}"`).join(", ");
}

function conditions(filter: FailureFilter): Query {
  const { since, until, category, oneOf = {} } = filter;
  const fields = FILTER_FIELDS.flatMap((field) => {
    const value = filter[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  const listed = LISTABLE.flatMap((field) => listCondition(field, oneOf));
  return {
    query: [
      "timestamp >= $since",
      "timestamp < $until",
      ...(category === undefined ? [FAILURES_ONLY] : []),
      ...fields.map(([field]) => `${columnOf(field)} = $${field}`),
      ...listed.map(({ query }) => query),
    ].join("\n  AND "),
    params: Object.assign(
      { since: time(since), until: time(until), ...Object.fromEntries(fields) },
      ...listed.map(({ params }) => params),
    ),
  };
}

/** `(blob1 = $category0 OR blob1 = $category1)`, or none if any value matches. */
function listCondition(field: keyof OneOf, oneOf: OneOf): Query[] {
  const values = oneOf[field] ?? [];
  if (values.length === 0) return [];
  const alternatives = values.map((_, index) => `${columnOf(field)} = $${field}${index}`);
  const params = Object.fromEntries(values.map((value, index) => [`${field}${index}`, value]));
  return [{ query: `(${alternatives.join(" OR ")})`, params }];
}

/** Whether a package or a version can be queried: counted values have no control characters and are cut to length. */
export function isQueryableName(name: string): boolean {
  return name.length <= DATA_POINT_BLOB_MAX_BYTES && !/[\p{C}'"`;\\]/u.test(name);
}

/** The dialect requires the zone. */
export function time(seconds: number): string {
  return `${new Date(Number(requireInteger(seconds)) * 1_000).toISOString().slice(0, 19)}Z`;
}

/** LIMIT and the step of an interval are literals in this dialect. */
export function requireInteger(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError("not a number that may be in a query");
  return String(number);
}

/** A dataset's name can't be a parameter. */
export function table(dataset: string): string {
  if (!/^[A-Za-z_]\w{0,99}$/.test(dataset)) throw new RangeError("not the name of a dataset");
  return `events.analyticsEngine."${dataset}"`;
}
