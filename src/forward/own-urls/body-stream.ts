/**
 * The body of an answer on its way: rewritten, and compressed again, no faster than it is taken.
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

/**
 * In gzip. Left to itself, workerd's CompressionStream takes in a body as fast as it comes and holds what its reader is
 * too slow for (measured: the whole of 75 MB), so it is fed only while somebody waits for what comes out.
 */
export function gzippedStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const { readable, writable } = new CompressionStream("gzip");
  const [source, sink, reader] = [body.getReader(), writable.getWriter(), readable.getReader()];
  let isFed = false;
  const feed = async (): Promise<null> => {
    const { value, done } = await source.read();
    isFed = done;
    await (done ? sink.close() : sink.write(value));
    return null;
  };
  let output = reader.read();
  let feeding: Promise<null> = Promise.resolve(null);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const came = await (isFed ? output : Promise.race([output, feeding]));
        if (came === null) {
          if (!isFed) feeding = feed();
          continue;
        }
        if (came.done) return controller.close();
        output = reader.read();
        return controller.enqueue(came.value);
      }
    },
    cancel: (reason) => source.cancel(reason),
  });
}
