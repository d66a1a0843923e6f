/**
 * The only file that knows the positions of a data point in Workers Analytics Engine.
 */
import { cutToBytes, utf8Length } from "../failure/text.ts";
import {
  DATA_POINT_BLOB_MAX_BYTES,
  DATA_POINT_BLOBS_MAX_BYTES,
  DATA_POINT_INDEX_MAX_BYTES,
  DATA_POINT_REASON_MAX_BYTES,
} from "../limits.ts";
import type { FailureRecord } from "./record.ts";

/** `blob1` is the first, `double1` the first: the order is the contract's. */
export const BLOBS = [
  "category",
  "format",
  "client",
  "client_version",
  "method",
  "cause",
  "origin_host",
  "origin_code",
  "reason",
  "ref",
  "colo",
  "operation",
] as const;

export const DOUBLES = ["count", "status", "origin_status", "duration_ms", "retries", "body_bytes"] as const;

type Blob = (typeof BLOBS)[number];
type Double = (typeof DOUBLES)[number];

/** A field of a data point by its name; `route` is the index, by which Analytics Engine samples. */
export type Field = "route" | Blob | Double;

/** What a data point says, by name. */
export type Fields = Readonly<Record<"route" | Blob, string>> & Readonly<Record<Double, number>>;

/** The column in Analytics Engine's SQL that holds a field. */
export function columnOf(field: Field): string {
  if (field === "route") return "index1";
  const blobs: readonly Field[] = BLOBS;
  const doubles: readonly Field[] = DOUBLES;
  const blob = blobs.indexOf(field);
  return blob === -1 ? `double${doubles.indexOf(field) + 1}` : `blob${blob + 1}`;
}

/** What a data point says, read back. */
export function fieldsOf(point: AnalyticsEngineDataPoint): Fields {
  const blob = (name: Blob) => textOf(point.blobs?.[BLOBS.indexOf(name)]);
  const double = (name: Double) => point.doubles?.[DOUBLES.indexOf(name)] ?? 0;
  return {
    route: textOf(point.indexes?.[0]),
    category: blob("category"),
    format: blob("format"),
    client: blob("client"),
    client_version: blob("client_version"),
    method: blob("method"),
    cause: blob("cause"),
    origin_host: blob("origin_host"),
    origin_code: blob("origin_code"),
    reason: blob("reason"),
    ref: blob("ref"),
    colo: blob("colo"),
    operation: blob("operation"),
    count: double("count"),
    status: double("status"),
    origin_status: double("origin_status"),
    duration_ms: double("duration_ms"),
    retries: double("retries"),
    body_bytes: double("body_bytes"),
  };
}

function textOf(value: string | ArrayBuffer | null | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The data point of a failure, always within the platform's limits (going over them throws). */
export function dataPointOf(record: FailureRecord): AnalyticsEngineDataPoint {
  const blobs: Record<Blob, string> = {
    category: record.category,
    format: record.format,
    client: record.client.name,
    client_version: record.client.version,
    method: record.method,
    cause: record.cause,
    origin_host: record.originHost,
    origin_code: record.originCode,
    reason: cutToBytes(withoutReference(record), DATA_POINT_REASON_MAX_BYTES),
    ref: record.ref,
    colo: record.colo,
    operation: record.operation,
  };
  const doubles: Record<Double, number> = {
    count: 1,
    status: record.status,
    origin_status: record.originStatus,
    duration_ms: record.durationMs,
    retries: record.retries,
    body_bytes: record.bodyBytes,
  };
  return {
    indexes: [cutToBytes(record.route, DATA_POINT_INDEX_MAX_BYTES)],
    blobs: fitting(
      BLOBS.map((name) =>
        name === "reason" ? blobs[name] : cutToBytes(blobs[name], DATA_POINT_BLOB_MAX_BYTES),
      ),
    ),
    doubles: DOUBLES.map((name) => doubles[name]),
  };
}

/** Our own texts end in the reference, which is a blob of its own: with it no two reasons could be counted together. */
function withoutReference({ reason, ref }: FailureRecord): string {
  const ending = ` Reference: ${ref}`;
  return reason.endsWith(ending) ? reason.slice(0, -ending.length) : reason;
}

/** 12 blobs of at most 512 bytes stay far below the limit; the check keeps it so when somebody adds to them. */
function fitting(blobs: string[]): string[] {
  const total = blobs.reduce((sum, blob) => sum + utf8Length(blob), 0);
  return total <= DATA_POINT_BLOBS_MAX_BYTES
    ? blobs
    : blobs.map((blob) => cutToBytes(blob, DATA_POINT_BLOB_MAX_BYTES));
}
