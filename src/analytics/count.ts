/**
 * The two sinks: one data point and one log line per failure. Never throws, never waits.
 */
import type { Env } from "../env.ts";
import { isFailure } from "../failure/category.ts";
import { dataPointOf, gatewayErrorPoint, NO_ROUTE } from "./data-point.ts";
import { failureDataset } from "./failure-store.ts";
import type { FailureRecord } from "./record.ts";

/** Counts and logs. The dataset is optional; what is not a failure (`challenge`, `probe`) is counted but not logged. */
export function countFailure(record: FailureRecord, dataset: AnalyticsEngineDataset | undefined): void {
  try {
    dataset?.writeDataPoint(dataPointOf(record));
  } catch (error) {
    log({ event: "count_failed", route: record.route, ref: record.ref, error: String(error) });
  }
  if (isFailure(record.category)) log(logLineOf(record));
}

/** Counts and logs an error of the gateway's own, under the reference that its answer has. Only the log has the trace. */
export function countGatewayError(error: unknown, env: Env, ref: string): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "gateway_error", ref, error: trace }));
  try {
    failureDataset(env)?.writeDataPoint(gatewayErrorPoint(ref));
  } catch (failed) {
    log({ event: "count_failed", route: NO_ROUTE, ref, error: String(failed) });
  }
}

/** The failure by name; README.md, "Data points", documents the fields. */
export function logLineOf(record: FailureRecord): Readonly<Record<string, string | number>> {
  return {
    event: record.event,
    route: record.route,
    category: record.category,
    format: record.format,
    client: record.client.name,
    client_version: record.client.version,
    operation: record.operation,
    package: record.coordinates.package,
    version: record.coordinates.version,
    mode: record.mode,
    method: record.method,
    cause: record.cause,
    status: record.status,
    origin_host: record.originHost,
    origin_status: record.originStatus,
    origin_code: record.originCode,
    reason: record.reason,
    fault: record.fault,
    rule: record.rule,
    ref: record.ref,
    colo: record.colo,
    duration_ms: record.durationMs,
    retries: record.retries,
    body_bytes: record.bodyBytes,
  };
}

function log(line: Readonly<Record<string, string | number>>): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.log(JSON.stringify(line));
}
