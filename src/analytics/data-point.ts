/**
 * The positions of a data point in Workers Analytics Engine, and how one is written. `data-point-fields.ts` reads them.
 */

import {
  DATA_POINT_BLOB_MAX_BYTES,
  DATA_POINT_INDEX_MAX_BYTES,
  DATA_POINT_REASON_MAX_BYTES,
} from "../limits.ts";
import { cutToBytes } from "../text/text.ts";
import type { FailureRecord } from "./record.ts";

/** The first is `blob1`, the first of the doubles `double1`: operators' queries rely on the order. */
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
  "package",
  "version",
  "mode",
] as const;

export const DOUBLES = ["count", "status", "origin_status", "duration_ms", "retries", "body_bytes"] as const;

/** Replaces the route's id when an error in the gateway itself is counted. */
export const NO_ROUTE = "-";

export type Blob = (typeof BLOBS)[number];
export type Double = (typeof DOUBLES)[number];

/** The data point of a failure, always within the platform's limits (exceeding them throws). */
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
    reason: withoutReference(record),
    ref: record.ref,
    colo: record.colo,
    operation: record.operation,
    package: record.coordinates.package,
    version: record.coordinates.version,
    mode: record.mode,
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
    blobs: BLOBS.map((name) => cutToBytes(blobs[name], maxBytesOf(name))),
    doubles: DOUBLES.map((name) => doubles[name]),
  };
}

/**
 * The data point of an error of the gateway's own. It has no route and nothing of the request: how far that got is unknown.
 */
export function gatewayErrorPoint(ref: string): AnalyticsEngineDataPoint {
  const blobs: Partial<Record<Blob, string>> = {
    category: "server_error",
    cause: "answered",
    origin_code: "gateway_error",
    ref,
    mode: "on",
  };
  const doubles: Partial<Record<Double, number>> = { count: 1, status: 500 };
  return {
    indexes: [NO_ROUTE],
    blobs: BLOBS.map((name) => blobs[name] ?? ""),
    doubles: DOUBLES.map((name) => doubles[name] ?? 0),
  };
}

/** Without the reference at the end of the gateway's own texts, so that equal reasons count together. */
function withoutReference({ reason, ref }: FailureRecord): string {
  const ending = ` Reference: ${ref}`;
  return reason.endsWith(ending) ? reason.slice(0, -ending.length) : reason;
}

/** With these limits all blobs together stay far below the platform's 16,000 bytes. */
function maxBytesOf(name: Blob): number {
  return name === "reason" ? DATA_POINT_REASON_MAX_BYTES : DATA_POINT_BLOB_MAX_BYTES;
}
