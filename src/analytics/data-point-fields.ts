/**
 * Reads a data point of Workers Analytics Engine. Only the console does that, so the gateway does not load this file.
 */
import { BLOBS, type Blob, DOUBLES, type Double } from "./data-point.ts";

/** A field of a data point by its name; `route` is the index, by which Analytics Engine samples. */
export type Field = "route" | Blob | Double;

/** The values of a data point, by name. */
export type Fields = Readonly<Record<"route" | Blob, string>> & Readonly<Record<Double, number>>;

/** The column of a field in Analytics Engine's SQL. */
export function columnOf(field: Field): string {
  if (field === "route") return "index1";
  const blobs: readonly Field[] = BLOBS;
  const doubles: readonly Field[] = DOUBLES;
  const blob = blobs.indexOf(field);
  return blob === -1 ? `double${doubles.indexOf(field) + 1}` : `blob${blob + 1}`;
}

/** The values of a data point, read back. */
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
    package: blob("package"),
    version: blob("version"),
    mode: blob("mode"),
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
