/**
 * What a client keeps sending although it has been answered: read and discarded. If the connection is closed while the
 * client is still sending, it is reset, and the answer is lost with it.
 */
import { UPLOAD_CHUNK_BYTES, UPLOAD_DRAIN_MAX_MS } from "../limits.ts";

/** Reads and discards the content of a request that is answered here, for a while. Never rejects. */
export async function drainContent({ body, headers }: Request): Promise<void> {
  // A client that sent `Expect` sends nothing once it has the answer; a read here would trigger the 100 it waits for.
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
  /** Resolves when time is up. */
  readonly late: Promise<null>;
  readonly stop: () => void;
}

export function timeToDrain(): TimeToDrain {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), UPLOAD_DRAIN_MAX_MS);
  return { late, stop: () => clearTimeout(timer) };
}

/** Reads and discards until the end or until `late` resolves. */
export async function takeAll(reader: ReadableStreamBYOBReader, late: Promise<null>): Promise<void> {
  let chunk = new Uint8Array(UPLOAD_CHUNK_BYTES);
  for (;;) {
    // `late` comes first in the race: otherwise a client that always has more to read would win each time.
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
