/** Times as people and programs write them. Without a zone they are UTC, like everything on the page. Pure. */

export interface Around {
  readonly since: number;
  readonly until: number;
  readonly text: string;
}

const MINUTE = 60;
const DAY = 86_400;
/** A ticket's time is approximate; a run that began at a time failed within minutes. */
const BEFORE_SECONDS = 10 * MINUTE;
const BEHIND_SECONDS = 15 * MINUTE;

/** npm names its logs after the start of the run: `2026-11-26T13_00_44_123Z-debug-0.log`. */
const MOMENT =
  /(?<![\d.])(\d{4}-\d\d-\d\d)(?:[T ]|, ?)(\d\d)[:_](\d\d)(?:[:_](\d\d)(?:[.,_]\d+)?)?( ?(?:Z|UTC|[+-]\d\d:?\d\d))?(?!\d)/i;
const DATE = /(?<![\d.-])(\d{4}-\d\d-\d\d)(?![\d-])/;
const CLOCK = /(?<![\w.:-])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?( ?(?:Z|UTC|[+-]\d\d:?\d\d))?(?![\w.:])/i;

/**
 * The time that a text names. A bare time of day is the most recent one, and counts only in text that was typed: in a
 * terminal's text it may be part of the reason ("Back at 14:00").
 */
export function timeIn(text: string, nowSeconds: number, isShort: boolean): Around | null {
  const [moment, date = "", hour = "", minute = "", second = "00", zone] = MOMENT.exec(text) ?? [];
  if (moment !== undefined) return around(`${date}T${hour}:${minute}:${second}${zoneOf(zone)}`, moment);
  if (!isShort) return null;
  const day = DATE.exec(text)?.[1];
  const clock = CLOCK.exec(text);
  if (clock !== null) {
    const [said, h = "", m = "", z] = clock;
    const today = day ?? new Date(nowSeconds * 1_000).toISOString().slice(0, 10);
    const found = around(
      `${today}T${h.padStart(2, "0")}:${m}:00${zoneOf(z)}`,
      day === undefined ? said : `${day} ${said}`,
    );
    if (found === null || day !== undefined || found.since <= nowSeconds) return found;
    return { ...found, since: found.since - DAY, until: found.until - DAY };
  }
  if (day === undefined) return null;
  const since = Date.parse(`${day}T00:00:00Z`) / 1_000;
  return Number.isNaN(since) ? null : { since, until: since + DAY, text: day };
}

function zoneOf(zone: string | undefined): string {
  const written = zone?.trim().toUpperCase() ?? "";
  return /^[+-]/.test(written) ? `${written.slice(0, 3)}:${written.slice(-2)}` : "Z";
}

function around(iso: string, text: string): Around | null {
  const at = Math.floor(Date.parse(iso) / 1_000);
  return Number.isNaN(at) ? null : { since: at - BEFORE_SECONDS, until: at + BEHIND_SECONDS, text };
}

/** The text without its times, so that their digits are not taken for words. */
export function withoutTimes(text: string): string {
  return text
    .replace(new RegExp(MOMENT, "gi"), " ")
    .replace(new RegExp(DATE, "g"), " ")
    .replace(new RegExp(CLOCK, "gi"), " ");
}
