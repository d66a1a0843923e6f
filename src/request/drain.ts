/**
 * What a client goes on sending although its answer is there: taken, and thrown away. A connection that is closed on a client
 * that still sends is reset, and the answer is lost with it.
 */
import { UPLOAD_CHUNK_BYTES, UPLOAD_DRAIN_MAX_MS } from "../limits.ts";

/** Takes the content of a request that is answered here, for a while. Never rejects. */
export async function drainContent({ body, headers }: Request): Promise<void> {
  // Who asks first sends nothing once it has the answer, and a read here would be the word that it waits for.
  if (body === null || body.locked || headers.has("expect")) return;
  const { late, stop } = timeToDrain();
  try {
    await takeAll(body.getReader({ mode: "byob" }), late);
  } catch {
    // The client went away.
  } finally {
    stop();
  }
}

export interface TimeToDrain {
  /** Resolves when it is over. */
  readonly late: Promise<null>;
  readonly stop: () => void;
}

export function timeToDrain(): TimeToDrain {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), UPLOAD_DRAIN_MAX_MS);
  return { late, stop: () => clearTimeout(timer) };
}

/** Until its end or until it is late. */
export async function takeAll(reader: ReadableStreamBYOBReader, late: Promise<null>): Promise<void> {
  let chunk = new Uint8Array(UPLOAD_CHUNK_BYTES);
  for (;;) {
    // It comes first: a client that sends faster than is read would win each time.
    const next = await Promise.race([late, reader.read(chunk)]);
    if (next === null || next.done) return;
    chunk = emptied(next.value);
  }
}

/** The whole buffer behind a chunk, for the next read. */
export function emptied(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  return chunk.buffer instanceof ArrayBuffer
    ? new Uint8Array(chunk.buffer)
    : new Uint8Array(UPLOAD_CHUNK_BYTES);
}
