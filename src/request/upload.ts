/**
 * A client's body on its way to the origin.
 *
 * Pumped by hand: workerd's own `pipeTo` closes the source with the destination whatever `preventCancel` says
 * (measured), and then a broken upload can't be told from a refused one, and the rest of it can't be drained.
 */
import type { Cause } from "../failure/failure.ts";
import { UPLOAD_CHUNK_BYTES } from "../limits.ts";
import { emptied, takeAll, timeToDrain } from "./drain.ts";

const CONTENT = "The content of this request is not valid HTTP.";

export class Upload {
  /** The body for the origin, with the length that the client declared, if any. */
  readonly body: ReadableStream;
  /** Resolves when the last byte has been handed over (true), or the upload ended before that (false). */
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

  /** Aborts the request to the origin if the client breaks off: if just closed, a chunked upload would look complete. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the client's body broke off, if that was before the origin's headers came: not the origin's fault. */
  get broken(): Cause | null {
    return this.#broken;
  }

  /** Calls back when a part of the upload is handed over, and again when the origin has accepted it. */
  watchWriting(onWriting: (isWriting: boolean) => void): void {
    this.#onWriting = onWriting;
  }

  /** The origin's headers came: from now on a broken upload does not make the request fail. */
  answered(): void {
    this.#answered = true;
  }

  /**
   * Reads and discards the rest of an upload that was refused on its way, for a while, once the refusal has been read. If
   * the connection is closed while the client is still sending, it is reset, and the refusal is lost. Never rejects.
   */
  async drain(): Promise<void> {
    this.#answered = true;
    const { late, stop } = timeToDrain();
    // An origin that has refused may leave the last write hanging. Abort the request; a closed body would look complete.
    this.#controller.abort();
    try {
      await this.#takeRest(late);
    } catch {
      // The client went away, so the refusal can't be delivered.
    } finally {
      stop();
    }
  }

  async #takeRest(late: Promise<null>): Promise<void> {
    if ((await Promise.race([this.handedOver, late])) === false) await takeAll(this.#reader, late);
  }

  /** Aborts even after an answer: to an origin that reads chunks, an upload that just ends would look complete. */
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
        // The origin stopped reading: fetch reports the outcome.
        return false;
      }
      this.#onWriting?.(false);
      if (next.done) return true;
      chunk = emptied(next.value);
    }
  }
}

/** By workerd's messages; a malformed chunk gives the same (measured). */
function isGone(error: unknown): boolean {
  return error instanceof Error && /^Network connection lost|client disconnected/.test(error.message);
}
