/**
 * The field `enabled` as operators write it.
 */
import * as v from "valibot";
import { type Enabled, OBSERVE, OFF, ON, SHARE, shareOf } from "./setting.ts";

/** `true`, `false`, a share such as `"25%"`, or `"observe"`. */
const ENABLED = 'wants true, false, "observe" or a share such as "25%"';
export const enabled = v.union(
  [
    v.pipe(
      v.boolean(),
      v.transform((on): Enabled => (on ? ON : OFF)),
    ),
    v.pipe(
      v.literal("observe"),
      v.transform((): Enabled => OBSERVE),
    ),
    v.pipe(v.string(), v.regex(SHARE), v.transform(shareOf)),
  ],
  ENABLED,
);
