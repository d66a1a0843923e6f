/** Hearing: bytes of an error answer in, `Heard` out. The only list of error shapes. */
import type { OriginAnswer } from "../failure/failure.ts";
import { HEARD_NOTHING, type Heard } from "./heard.ts";

/** What the origin said. Never throws, whatever the bytes. */
export function hear(_answer: OriginAnswer): Heard {
  return HEARD_NOTHING;
}
