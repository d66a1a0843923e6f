/**
 * One condition of `ALERTS`, with its defaults filled in. Pure data.
 */
import type { Category } from "../failure/category.ts";

export interface Alert {
  /** Letters, digits, dots, dashes, underscores. */
  readonly name: string;
  readonly which: Which;
  /** So many failures within `minutes`, sampled ones included. */
  readonly atLeast: number;
  readonly minutes: number;
  /** And so many times as many as within the same minutes a day before; null: whatever was then. */
  readonly timesYesterday: number | null;
}

/** Which failures: those with one of the values of each field; an empty list is any. */
export interface Which {
  readonly categories: readonly Category[];
  readonly routes: readonly string[];
  readonly originHosts: readonly string[];
  readonly clients: readonly string[];
}

/** Told whatever `ALERTS` says; none of its own may be named so. */
export const ALWAYS_ALERTED = ["gateway_error", "not_configured", "alerts_blind"] as const;
export type AlwaysAlerted = (typeof ALWAYS_ALERTED)[number];
