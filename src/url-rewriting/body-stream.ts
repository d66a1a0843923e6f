/**
 * The body of an answer, rewritten: whole where it is small, else on its way, no faster than it is taken.
 */
import { DOCUMENT_READ_MAX_BYTES, DOCUMENT_READ_MIN_BYTES } from "../limits.ts";
import type { BodyRewriter } from "./body-rewriter.ts";

/** In: a body of exactly `length` bytes, more than none. Out: the rewritten one, or null where it broke off. */
export async function rewrittenWhole(
  body: ReadableStream<Uint8Array>,
  length: number,
  rewriter: BodyRewriter,
): Promise<Uint8Array | null> {
  try {
    const reader = body.getReader({ mode: "byob" });
    const { value } = await reader.readAtLeast(length, new Uint8Array(length));
    return value === undefined || value.length < length ? null : rewriter.rewrite(value);
  } catch {
    return null;
  }
}

/** In: a body of workerd's, free of its coding. Out: the rewritten one; where the one breaks off, so does the other. */
export function rewrittenStream(
  body: ReadableStream<Uint8Array>,
  rewriter: BodyRewriter,
): ReadableStream<Uint8Array> {
  const reader = body.getReader({ mode: "byob" });
  let room = DOCUMENT_READ_MIN_BYTES;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const { value, done } = await reader.read(new Uint8Array(room));
        if (!done && value.length === room) room = Math.min(room * 2, DOCUMENT_READ_MAX_BYTES);
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
