/**
 * One change of a switch as it is recorded: a key of its own in `SWITCHES`, whose metadata say all, so that one listing reads
 * the last ones. KV has no transactions: in one list under one key, two changes at once would leave one of them. Pure.
 */
import * as v from "valibot";
import { cutToBytes, toLine } from "../text/text.ts";

/** No route's id has a colon, so no switch has such a key. */
export const CHANGES_PREFIX = "change:";
/** What is listed. */
export const CHANGES_SHOWN = 50;
/** Older changes go by themselves. Ours. */
export const CHANGE_KEPT_SECONDS = 400 * 86_400;

/** KV takes 1,024 bytes of metadata as JSON (developers.cloudflare.com/kv/platform/limits), in which a quote counts two. */
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
  /** What held before, in words; null where nobody looked. */
  readonly from: string | null;
  /** In words: `off`, `maintenance: Back at 14:00 UTC`, `as configured (on)`. */
  readonly to: string;
  /** What the token's holder said, or the name of a user of a machine; may be empty. No proof of anything. */
  readonly who: string;
  readonly by: "page" | "api" | "command";
}

/** Where a change is kept. `salt` tells two of the same millisecond apart. */
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

/** A change read back; null for what is none. */
export function changeOf(metadata: unknown): SwitchChange | null {
  const read = v.safeParse(METADATA, metadata);
  return read.success ? read.output : null;
}
