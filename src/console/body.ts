/** The limit on what is sent to the console. */
import { bodyLimit } from "hono/body-limit";
import type { ConsoleContext } from "./context.ts";

/** Larger than any form or call of the console. */
const BODY_MAX_BYTES = 64 * 1024;

/** Middleware that answers a longer body with what `onTooLong` makes. */
export function limitBody(onTooLong: (c: ConsoleContext) => Response | Promise<Response>) {
  return bodyLimit({ maxSize: BODY_MAX_BYTES, onError: onTooLong });
}
