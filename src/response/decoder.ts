/**
 * Decoding with the platform's stream, no further ahead than is read: `DecompressionStream` inflates whatever it is
 * given at once (measured: 510 KB became 585 MB), so it is given little at a time.
 */
import { DECODED_PIECE_BYTES } from "../limits.ts";
import type { ByteSource } from "./content-reader.ts";

/** A decoded body; reading fails if it breaks off or is not in that coding. */
export class Decoder implements ByteSource {
  readonly #input: Pieces;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamBYOBReader;
  /** The last read was full, so more output of what was fed may be pending. */
  #mayHaveMore = false;
  /** Pieces are fed one after the other: one may still be on its way when the next read begins. */
  #feeding = Promise.resolve();

  constructor(body: ReadableStream, format: "gzip" | "deflate") {
    const { readable, writable } = new DecompressionStream(format);
    this.#input = new Pieces(body.getReader());
    this.#writer = writable.getWriter();
    this.#output = readable.getReader({ mode: "byob" });
  }

  async read(into: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>> {
    const room = into.length;
    let isWaiting = true;
    const next = this.#output.read(into).then((read) => {
      isWaiting = false;
      this.#mayHaveMore = read.value?.length === room;
      return read;
    });
    // Pending output arrives within one turn of the event loop.
    if (this.#mayHaveMore) await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 0))]);
    // The read reports failures; the writes are not awaited.
    this.#feeding = this.#feeding
      .then(() => this.#feed(() => isWaiting))
      .catch((error) => this.#writer.abort(error).catch(() => {}));
    return next;
  }

  cancel(reason: unknown): Promise<void> {
    return this.#input.cancel(reason);
  }

  async #feed(isWaiting: () => boolean): Promise<void> {
    while (isWaiting()) {
      const piece = await this.#input.next();
      if (piece === null) return this.#writer.close();
      await this.#writer.write(piece);
    }
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
