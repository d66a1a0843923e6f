/**
 * One change of a switch as it is recorded: its own key in `SWITCHES`, whose metadata contain all of it, so that one listing
 * reads the last ones. KV has no transactions: in one list under one key, one of two simultaneous changes would be lost. Pure.
 */
import * as v from "valibot";
import { cutToBytes, toLine } from "../text/text.ts";

/** No route's id has a colon, so no switch has such a key. */
export const CHANGES_PREFIX = "change:";
/** How many are listed. */
export const CHANGES_SHOWN = 50;
/** Older changes expire. Our choice. */
export const CHANGE_KEPT_SECONDS = 400 * 86_400;

/** KV takes 1,024 bytes of metadata as JSON (developers.cloudflare.com/kv/platform/limits), in which a quote counts as two. */
const FROM_MAX_BYTES = 100;
const TO_MAX_BYTES = 220;
const WHO_MAX_BYTES = 90;

/** Keys are listed in alphabetical order: later ones have smaller numbers. 13 digits last until the year 2286. */
const LAST_MS = 9_999_999_999_999;

const METADATA = v.object({
  at: v.pipe(v.number(), v.integer()),
  route: v.string(),
  from: v.nullable(v.string()),
  to: v.string(),
  who: v.string(),
  by: v.picklist(["page", "api", "command"]),
});

export interface SwitchChange {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly route: string;
  /** What was in effect before, in words; null if not looked up. */
  readonly from: string | null;
  /** In words: `off`, `maintenance: Back at 14:00 UTC`, `as configured (on)`. */
  readonly to: string;
  /** The name that the token's holder gave, or that of the machine's user; may be empty. Proves nothing. */
  readonly who: string;
  readonly by: "page" | "api" | "command";
}

/** The key of a change. `salt` distinguishes two of the same millisecond. */
export function changeKey({ at }: SwitchChange, salt: string): string {
  return `${CHANGES_PREFIX}${String(LAST_MS - at).padStart(13, "0")}-${salt}`;
}

/** The change as it fits KV's metadata. */
export function changeMetadata({ at, route, from, to, who, by }: SwitchChange): SwitchChange {
  return {
    at,
    route,
    from: from === null ? null : cutToBytes(toLine(from), FROM_MAX_BYTES),
    to: cutToBytes(toLine(to), TO_MAX_BYTES),
    who: cutToBytes(toLine(who), WHO_MAX_BYTES),
    by,
  };
}

/** A change read back; null if the metadata are not those of a change. */
export function changeOf(metadata: unknown): SwitchChange | null {
  const read = v.safeParse(METADATA, metadata);
  return read.success ? read.output : null;
}
