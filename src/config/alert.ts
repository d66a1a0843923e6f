/**
 * One condition of `ALERTS`, with its defaults filled in. Pure data.
 */
import type { Category } from "../failure/category.ts";

export interface Alert {
  /** Letters, digits, dots, dashes, underscores. */
  readonly name: string;
  readonly which: Which;
  /** Fires at this many failures within `minutes`, sampled ones included. */
  readonly atLeast: number;
  readonly minutes: number;
  /** And only at this multiple of the failures in the same minutes a day before; null: not compared. */
  readonly timesYesterday: number | null;
}

/** Which failures: those with one of the values of each field; an empty list matches any. */
export interface Which {
  readonly categories: readonly Category[];
  readonly routes: readonly string[];
  readonly originHosts: readonly string[];
  readonly clients: readonly string[];
}

/** Sent whatever `ALERTS` contains; none of its alerts may have these names. */
export const ALWAYS_ALERTED = ["gateway_error", "not_configured", "alerts_blind"] as const;
export type AlwaysAlerted = (typeof ALWAYS_ALERTED)[number];
