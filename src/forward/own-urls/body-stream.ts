/**
 * The body of an answer, rewritten on its way, no faster than it is taken.
 */
import type { BodyRewriter } from "./body-rewriter.ts";

/** How much is read at once where it is there already; what comes in smaller parts goes on in smaller parts. */
const READ_BYTES = 64 * 1024;

/** In: a body of workerd's, free of its coding. Out: the rewritten one; where the one breaks off, so does the other. */
export function rewrittenStream(
  body: ReadableStream<Uint8Array>,
  rewriter: BodyRewriter,
): ReadableStream<Uint8Array> {
  const reader = body.getReader({ mode: "byob" });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const { value, done } = await reader.read(new Uint8Array(READ_BYTES));
        const bytes = done ? rewriter.end() : rewriter.push(value);
        // A pull that gives nothing is not repeated.
        if (bytes.length > 0) controller.enqueue(bytes);
        if (done) controller.close();
        if (done || bytes.length > 0) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
