/**
 * Decoding with a stream of the platform's, no further ahead than is read: `DecompressionStream` inflates whatever it is
 * given at once (measured: 510 KB became 585 MB), so it is given little.
 */
import { DECODED_PIECE_BYTES } from "../limits.ts";

/** In: a body in that coding. Out: its content; it fails where the body breaks off or is none of that coding. */
export function decodeByPieces(body: ReadableStream, format: "gzip" | "deflate"): ReadableStream<Uint8Array> {
  const decoder = new DecompressionStream(format);
  const input = new Pieces(body.getReader());
  const writer = decoder.writable.getWriter();
  const output: ReadableStreamDefaultReader<Uint8Array> = decoder.readable.getReader();
  /** One after the other: a piece may still be on its way when the next read begins. */
  let feeding = Promise.resolve();
  return new ReadableStream(
    {
      // Of bytes, so that documents are read from it as they are from the platform's own.
      type: "bytes",
      async pull(controller) {
        let isWaiting = true;
        const next = output.read().finally(() => {
          isWaiting = false;
        });
        // The read reports what fails here; nobody waits for the writes.
        feeding = feeding
          .then(() => feed(input, writer, () => isWaiting))
          .catch((error) => writer.abort(error).catch(() => {}));
        const { done, value } = await next;
        if (!done) controller.enqueue(value);
        else {
          controller.close();
          // A reader that waits with a buffer of its own gets it back empty (Streams Standard 4.7.3).
          controller.byobRequest?.respond(0);
        }
      },
      cancel: (reason) => input.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

async function feed(
  input: Pieces,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  isWaiting: () => boolean,
): Promise<void> {
  while (isWaiting()) {
    const piece = await input.next();
    if (piece === null) return writer.close();
    await writer.write(piece);
  }
}

/** A body in pieces of which none can become more than some hundred KB. */
class Pieces {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #rest = new Uint8Array();

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  async next(): Promise<Uint8Array | null> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#rest = new Uint8Array(value);
    }
    const piece = this.#rest.subarray(0, DECODED_PIECE_BYTES);
    this.#rest = this.#rest.subarray(DECODED_PIECE_BYTES);
    return piece;
  }

  cancel(reason: unknown): Promise<void> {
    return this.#reader.cancel(reason);
  }
}
