/**
 * What a switch in KV or `enabled` in the configuration says about a route. Pure.
 */
import * as v from "valibot";
import { OPERATOR_TEXT_MAX_CHARACTERS } from "../limits.ts";
import { parseJson } from "../text/json.ts";
import { toLine } from "../text/text.ts";

/** On for this percentage of the clients, 0 to 100; for the others the route is off. */
export interface Share {
  readonly kind: "share";
  readonly percent: number;
}

/** Bytes pass as when the route is off, but every failure is heard, judged, logged and counted. */
export interface Observe {
  readonly kind: "observe";
}

/** Every request is answered with `text`; none reaches the origin. */
export interface Maintenance {
  readonly kind: "maintenance";
  /** One clean line. */
  readonly text: string;
  /** After it the configured value applies again; null if there is no known end. */
  readonly untilMs: number | null;
}

/** What `enabled` can say. */
export type Enabled = Share | Observe;
/** What a switch can say. */
export type Setting = Enabled | Maintenance;

export const ON: Share = { kind: "share", percent: 100 };
export const OFF: Share = { kind: "share", percent: 0 };
export const OBSERVE: Observe = { kind: "observe" };

/** A share as it is written: `25%`. */
export const SHARE = /^(?:100|\d{1,2})%$/;

export function shareOf(text: string): Share {
  return { kind: "share", percent: Number(text.slice(0, -1)) };
}

const TEXT = `wants one line of text of at most ${OPERATOR_TEXT_MAX_CHARACTERS} characters`;
const UNTIL = "wants a time with its zone, such as 2026-12-01T14:00:00Z";
const UNKNOWN = "is not a field of a maintenance";

/** The switch value `{"maintenance": {"text": "...", "until": "..."}}`. */
export const MAINTENANCE_VALUE = v.strictObject(
  {
    maintenance: v.strictObject(
      {
        text: v.pipe(
          v.string(TEXT),
          v.minLength(1, TEXT),
          v.maxLength(OPERATOR_TEXT_MAX_CHARACTERS, TEXT),
          v.check((text) => toLine(text) !== "", TEXT),
        ),
        until: v.optional(
          v.pipe(
            v.string(UNTIL),
            v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/, UNTIL),
            v.check((until) => !Number.isNaN(Date.parse(until)), UNTIL),
          ),
        ),
      },
      ({ expected }) => (expected === "never" ? UNKNOWN : "wants { text, until }"),
    ),
  },
  ({ expected }) => (expected === "never" ? UNKNOWN : "wants { maintenance: { text, until } }"),
);

/** The setting that a value in KV means: `on`, `off`, `25%`, `observe` or a maintenance as JSON; null for anything else. */
export function parseSetting(value: string): Setting | null {
  const text = value.trim();
  switch (text) {
    case "on":
      return ON;
    case "off":
      return OFF;
    case "observe":
      return OBSERVE;
  }
  if (SHARE.test(text)) return shareOf(text);
  return text.startsWith("{") ? parseMaintenance(text) : null;
}

function parseMaintenance(json: string): Maintenance | null {
  const read = v.safeParse(MAINTENANCE_VALUE, parseJson(json), { abortEarly: true });
  if (!read.success) return null;
  const { text, until } = read.output.maintenance;
  return {
    kind: "maintenance",
    text: toLine(text),
    untilMs: until === undefined ? null : Date.parse(until),
  };
}
