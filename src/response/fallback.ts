/**
 * An answer of a route's second origin.
 */
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/** With these a client would revalidate the second origin's content at the first, or send its session there. */
const OF_THE_SECOND = ["etag", "last-modified", "set-cookie"] as const;

/** Shows which origin answered, and drops what is meaningful to the second origin only. */
export function markFallback(edits: ResponseEdits, { status }: Pick<BaseAnswer, "status">): void {
  edits.setHeader("x-outspoken-origin", "fallback");
  for (const name of OF_THE_SECOND) {
    // The client of a range has the validator already, and needs it there (RFC 9110 15.3.7).
    if (status !== 206 || name === "set-cookie") edits.deleteHeader(name);
  }
}
