/**
 * A dataset as strict as the platform's (workerd src/workerd/api/analytics-engine-impl.h; local bindings enforce
 * nothing): anything over a limit throws a TypeError at once.
 */
export const PLATFORM = {
  blobs: 20,
  doubles: 20,
  indexes: 1,
  blobBytes: 16_000,
  indexBytes: 96,
} as const;

export interface Point {
  readonly indexes: readonly string[];
  readonly blobs: readonly string[];
  readonly doubles: readonly number[];
}

export class StrictDataset implements AnalyticsEngineDataset {
  readonly points: Point[] = [];

  writeDataPoint(event: AnalyticsEngineDataPoint = {}): void {
    const { indexes = [], blobs = [], doubles = [] } = event;
    refuse(indexes.length > PLATFORM.indexes, `Maximum of ${PLATFORM.indexes} indexes supported.`);
    refuse(blobs.length > PLATFORM.blobs, `Maximum of ${PLATFORM.blobs} blobs supported.`);
    refuse(doubles.length > PLATFORM.doubles, `Maximum of ${PLATFORM.doubles} doubles supported.`);
    const texts = { indexes: indexes.map(textOf), blobs: blobs.map(textOf) };
    refuse(
      texts.indexes.some((text) => bytesOf(text) > PLATFORM.indexBytes),
      "Size of indexes exceeds the limit.",
    );
    const total = texts.blobs.reduce((sum, text) => sum + bytesOf(text), 0);
    refuse(total > PLATFORM.blobBytes, "Cumulative size of blobs exceeds the limit.");
    refuse(!doubles.every((double) => typeof double === "number"), "doubles are not numbers.");
    this.points.push({ ...texts, doubles: [...doubles] });
  }

  /** The only point written. */
  only(): Point {
    const [point, ...more] = this.points;
    if (point === undefined || more.length > 0) throw new Error(`${this.points.length} points`);
    return point;
  }
}

function refuse(condition: boolean, message: string): void {
  if (condition) throw new TypeError(message);
}

function textOf(value: ArrayBuffer | string | null): string {
  if (typeof value === "string") return value;
  return value === null ? "" : new TextDecoder().decode(value);
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
