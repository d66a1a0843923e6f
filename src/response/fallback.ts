/**
 * An answer of a route's second origin.
 */
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/** By these a client would ask the first origin about content of the second, or sign in there as it did here. */
const OF_THE_SECOND = ["etag", "last-modified", "set-cookie"] as const;

/** Says who answered, and takes out what means something to the second origin only. */
export function markFallback(edits: ResponseEdits, { status }: Pick<BaseAnswer, "status">): void {
  edits.setHeader("x-outspoken-origin", "fallback");
  for (const name of OF_THE_SECOND) {
    // Of a range the client has the validator already, and needs it there (RFC 9110 15.3.7).
    if (status !== 206 || name === "set-cookie") edits.deleteHeader(name);
  }
}
