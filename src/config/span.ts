/**
 * Spans of time as operators write them: `90s`, `30m`, `2h`, `1d`. Pure.
 */

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A route that is closed for longer is better removed from the configuration. */
const SPAN_MAX_MS = 30 * 86_400_000;

/** What a span has to look like; follows the name of the option. */
export const SPAN = "wants a time such as 30m, 2h or 1d, up to 30d";

/** The milliseconds of a span, or null for anything else. */
export function parseSpan(text: string): number | null {
  const [, count = "", unit = ""] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? 0);
  return ms > 0 && ms <= SPAN_MAX_MS ? ms : null;
}
