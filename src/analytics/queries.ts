/**
 * The queries of `store.ts` as SQL for Workers Analytics Engine (cloudflare-docs analytics-engine/sql-reference: no
 * JOIN, UNION or window functions). Counts add up `_sample_interval`, since rows are sampled. Pure.
 */
import { CATEGORIES, NO_FAILURES } from "../failure/category.ts";
import { DATA_POINT_BLOB_MAX_BYTES } from "../limits.ts";
import { BLOBS, DOUBLES } from "./data-point.ts";
import { columnOf, type Field } from "./data-point-fields.ts";
import type { Cursor, Dimension, FailureFilter } from "./store.ts";

/** Intervals times categories of the longest answer; Analytics Engine documents no limit. */
const ROWS_MAX = 10_000;

/** Data is kept for three months (analytics-engine/limits). */
export const RETENTION_DAYS = 92;

/** The fields of a listed failure. */
export const LISTED_FIELDS: readonly Field[] = [
  "route",
  ...BLOBS,
  ...DOUBLES.filter((name) => name !== "count"),
];

export function countsOverTimeQuery(dataset: string, filter: FailureFilter, stepSeconds: number): string {
  const step = requireInteger(stepSeconds);
  return `SELECT intDiv(toUInt32(timestamp), ${step}) * ${step} AS at, ${columnOf("category")} AS category, ${COUNT}
FROM ${table(dataset)}
WHERE ${conditions(filter)}
GROUP BY at, category
ORDER BY at, category
LIMIT ${ROWS_MAX}`;
}

export function countsByQuery(
  dataset: string,
  filter: FailureFilter,
  dimensions: readonly Dimension[],
  limit: number,
): string {
  const names = dimensions.join(", ");
  return `SELECT ${selected(dimensions)}, ${COUNT}
FROM ${table(dataset)}
WHERE ${conditions(filter)}
GROUP BY ${names}
ORDER BY failures DESC, ${names}
LIMIT ${requireInteger(limit)}`;
}

export function topReasonsQuery(dataset: string, filter: FailureFilter, limit: number): string {
  return `SELECT ${selected(["category", "reason"])}, ${COUNT}, toUnixTimestamp(max(timestamp)) AS last_at
FROM ${table(dataset)}
WHERE ${conditions(filter)}
GROUP BY category, reason
ORDER BY failures DESC, category, reason
LIMIT ${requireInteger(limit)}`;
}

/** One column for each category, named as it is. */
export function topPackagesQuery(dataset: string, filter: FailureFilter, limit: number): string {
  const categories = CATEGORIES.map(
    (name) => `sumIf(_sample_interval, ${columnOf("category")} = '${name}') AS ${name}`,
  );
  return `SELECT ${selected(["format", "package"])}, ${COUNT}, argMax(${columnOf("reason")}, timestamp) AS last_reason,
  toUnixTimestamp(max(timestamp)) AS last_at,
  ${categories.join(",\n  ")}
FROM ${table(dataset)}
WHERE ${conditions(filter)}
  AND ${columnOf("package")} <> ''
GROUP BY format, package
ORDER BY failures DESC, format, package
LIMIT ${requireInteger(limit)}`;
}

export function listQuery(
  dataset: string,
  filter: FailureFilter,
  limit: number,
  after: Cursor | null,
): string {
  const ref = columnOf("ref");
  const behind =
    after === null
      ? ""
      : `\n  AND (timestamp < ${time(after.at)} OR (timestamp = ${time(after.at)} AND ${ref} < ${text(after.ref)}))`;
  return `SELECT ${LISTED}
FROM ${table(dataset)}
WHERE ${conditions(filter)}${behind}
ORDER BY timestamp DESC, ${ref} DESC
LIMIT ${requireInteger(limit)}`;
}

export function byReferenceQuery(dataset: string, ref: string): string {
  return `SELECT ${LISTED}
FROM ${table(dataset)}
WHERE timestamp > now() - INTERVAL '${RETENTION_DAYS}' DAY
  AND ${columnOf("ref")} = ${text(ref)}
LIMIT 1`;
}

const COUNT = "sum(_sample_interval) AS failures";
const LISTED = `toUnixTimestamp(timestamp) AS at, _sample_interval AS stands_for, ${selected(LISTED_FIELDS)}`;

/** Words of our own, which need no escape; the dialect documents `<>`. */
export const FAILURES_ONLY = NO_FAILURES.map((name) => `${columnOf("category")} <> '${name}'`).join(
  "\n  AND ",
);

/** No field has the name of a column, so no alias hides one. */
function selected(fields: readonly Field[]): string {
  return fields.map((field) => `${columnOf(field)} AS ${field}`).join(", ");
}

function conditions(filter: FailureFilter): string {
  const { since, until, route, category, format, client, version } = filter;
  return [
    `timestamp >= ${time(since)}`,
    `timestamp < ${time(until)}`,
    is("route", route),
    category === undefined ? FAILURES_ONLY : is("category", category),
    is("format", format),
    is("client", client),
    isName("package", filter.package),
    isName("version", version),
  ]
    .filter((condition) => condition !== "")
    .join("\n  AND ");
}

function is(field: Field, value: string | undefined): string {
  return value === undefined ? "" : `${columnOf(field)} = ${text(value)}`;
}

function isName(field: "package" | "version", value: string | undefined): string {
  if (value === undefined) return "";
  if (!isQueryableName(value)) throw new RangeError("not a name that may stand in a query");
  return `${columnOf(field)} = '${value}'`;
}

/**
 * Whether a package or a version can be asked for. Their names come from clients and have more characters than ours
 * (`~`, `!`, `^`, letters of any script), but none that could end a string or escape in one. No other name is a package's.
 */
export function isQueryableName(name: string): boolean {
  return name.length <= DATA_POINT_BLOB_MAX_BYTES && !/[\p{C}'"`;\\]/u.test(name);
}

function time(seconds: number): string {
  return `toDateTime(${requireInteger(seconds)})`;
}

/**
 * The dialect has no parameters and documents no escape in its strings, so strings may only contain
 * what needs none: the characters of the names of routes, clients and formats.
 */
const NEEDS_NO_ESCAPE = /^[\w .:+/@-]{0,128}$/;

function text(value: string): string {
  if (!NEEDS_NO_ESCAPE.test(value)) throw new RangeError("not a text that may stand in a query");
  return `'${value}'`;
}

function requireInteger(number: number): string {
  if (!Number.isSafeInteger(number) || number < 0)
    throw new RangeError("not a number that may stand in a query");
  return String(number);
}

function table(dataset: string): string {
  if (!/^[A-Za-z_]\w{0,99}$/.test(dataset)) throw new RangeError("not the name of a dataset");
  return dataset;
}
