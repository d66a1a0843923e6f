/** Reads back a data point that `printing-dataset.ts` printed. */
import { BLOBS, DOUBLES } from "../../src/analytics/data-point.ts";
import type { LogLine } from "./gateway.ts";

/** By the names of its fields. */
export type CountedPoint = Readonly<Record<string, unknown>>;

export function readPoint(line: LogLine): CountedPoint {
  const blobs = Array.isArray(line.blobs) ? line.blobs : [];
  const doubles = Array.isArray(line.doubles) ? line.doubles : [];
  return {
    index: line.index,
    ...Object.fromEntries(blobs.map((blob, position) => [BLOBS[position] ?? "?", blob])),
    ...Object.fromEntries(doubles.map((double, position) => [DOUBLES[position] ?? "?", double])),
  };
}
