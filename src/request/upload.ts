/**
 * A client's body on its way to the origin.
 *
 * Pumped by hand: workerd's own `pipeTo` closes the source with the destination whatever `preventCancel` says
 * (measured), and then neither a broken upload can be told from a refused one, nor what is left of it be taken.
 */
import type { Cause } from "../failure/failure.ts";
import { UPLOAD_CHUNK_BYTES } from "../limits.ts";
import { emptied, takeAll, timeToDrain } from "./drain.ts";

const CONTENT = "The content of this request is not as HTTP has it.";

export class Upload {
  /** The body for the origin, its length kept where the client told one. */
  readonly body: ReadableStream;
  /** Resolves when the last byte has been handed over (true), or the upload ended before (false). */
  readonly handedOver: Promise<boolean>;
  readonly #controller = new AbortController();
  readonly #reader: ReadableStreamBYOBReader;
  readonly #writer: WritableStreamDefaultWriter;
  #answered = false;
  #broken: Cause | null = null;
  #onWriting: ((isWriting: boolean) => void) | null = null;

  constructor(body: ReadableStream, contentLength: number | null) {
    const { readable, writable } =
      contentLength === null ? new IdentityTransformStream() : new FixedLengthStream(contentLength);
    this.body = readable;
    this.#reader = body.getReader({ mode: "byob" });
    this.#writer = writable.getWriter();
    this.handedOver = this.#pump();
  }

  /** Ends the request to the origin where the client breaks off: closed, a chunked upload would look whole there. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What the client did to it, where it broke off before the origin's headers came: no fault of the origin's. */
  get broken(): Cause | null {
    return this.#broken;
  }

  /** Calls back when a part of the upload is handed over, and again when the origin has taken it. */
  watchWriting(onWriting: (isWriting: boolean) => void): void {
    this.#onWriting = onWriting;
  }

  /** The origin's headers came: from now on a broken upload is no failure of the request. */
  answered(): void {
    this.#answered = true;
  }

  /**
   * Takes what is left of an upload that was refused on its way, for a while, once the refusal has been read. A
   * connection that is closed on a client that still sends is reset, and the refusal is lost with it. Never rejects.
   */
  async drain(): Promise<void> {
    this.#answered = true;
    const { late, stop } = timeToDrain();
    // An origin that has enough may leave the last write hanging. The request ends, not the body: that would look whole.
    this.#controller.abort();
    try {
      await this.#takeRest(late);
    } catch {
      // The client went away: nobody is left to read the refusal.
    } finally {
      stop();
    }
  }

  async #takeRest(late: Promise<null>): Promise<void> {
    if ((await Promise.race([this.handedOver, late])) === false) await takeAll(this.#reader, late);
  }

  /** Whoever answered already: what ends without the request is whole to an origin that reads chunks. */
  #breakOff(error: unknown): void {
    const cause: Cause = isGone(error)
      ? { kind: "aborted" }
      : { kind: "refused_here", status: 400, says: CONTENT };
    if (!this.#answered) this.#broken = cause;
    this.#controller.abort(error);
  }

  async #pump(): Promise<boolean> {
    let chunk = new Uint8Array(UPLOAD_CHUNK_BYTES);
    for (;;) {
      let next: ReadableStreamReadResult<Uint8Array>;
      try {
        next = await this.#reader.read(chunk);
      } catch (error) {
        this.#breakOff(error);
        return false;
      }
      this.#onWriting?.(true);
      try {
        await (next.done ? this.#writer.close() : this.#writer.write(next.value));
      } catch {
        // The origin has enough: fetch says itself what came of it.
        return false;
      }
      this.#onWriting?.(false);
      if (next.done) return true;
      chunk = emptied(next.value);
    }
  }
}

/** By workerd's messages, of which a malformed chunk has the same (measured). */
function isGone(error: unknown): boolean {
  return error instanceof Error && /^Network connection lost|client disconnected/.test(error.message);
}
