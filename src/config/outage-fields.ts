/**
 * The fields of a route for the time when its origin is down. Every message says what the field wants.
 */
import * as v from "valibot";
import { BREAKER_FAILURES_MAX, BREAKER_FAILURES_MIN, BREAKER_OPEN_MAX_SECONDS } from "../limits.ts";
import { tableWants, UNKNOWN, whole } from "./field.ts";
import { ORIGIN, origin, via } from "./origin-field.ts";

export const fallback = v.objectWithRest(
  {
    origin,
    via: v.optional(via),
    credentials: v.optional(v.picklist(["none", "pass"], 'wants "none" or "pass"'), "none"),
  },
  UNKNOWN,
  tableWants("wants { origin, via, credentials }", { origin: ORIGIN }),
);

export const breaker = v.objectWithRest(
  {
    failures: whole("a whole number", BREAKER_FAILURES_MIN, BREAKER_FAILURES_MAX),
    open_seconds: whole("a whole number of seconds", 1, BREAKER_OPEN_MAX_SECONDS),
  },
  UNKNOWN,
  tableWants("wants { failures, open_seconds }", {
    failures: "wants a whole number",
    open_seconds: "wants a whole number of seconds",
  }),
);

const STALE = 'wants true, false or "always"';
export const staleIfError = v.union([v.boolean(), v.literal("always")], STALE);
