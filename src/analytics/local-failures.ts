/**
 * The last failures in the memory of this isolate, for `npm start` and tests, where Analytics Engine stores nothing.
 * Written like a dataset, queried through `memory-store.ts`.
 */

/** At 1 KB a failure about 10 MB of the isolate's 128 MB. */
export const LOCAL_FAILURES_MAX = 10_000;

export interface LocalFailure {
  readonly writtenAtMs: number;
  readonly point: AnalyticsEngineDataPoint;
}

export class LocalFailures implements AnalyticsEngineDataset {
  readonly #now: () => number;
  /** When full, the oldest is overwritten. */
  readonly #ring: LocalFailure[] = [];
  #written = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  writeDataPoint(point: AnalyticsEngineDataPoint = {}): void {
    this.#ring[this.#written % LOCAL_FAILURES_MAX] = { writtenAtMs: this.#now(), point };
    this.#written += 1;
  }

  /** In no order. */
  all(): readonly LocalFailure[] {
    return this.#ring;
  }
}
