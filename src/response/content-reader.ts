/**
 * Reading a body in JavaScript: its beginning within bounds, the rest no faster than it is taken.
 */
import { CONTENT_READ_MAX_BYTES, CONTENT_READ_MIN_BYTES, WATCH_CLIENT_AFTER_MS } from "../limits.ts";
import { joinBytes } from "../text/bytes.ts";

export interface Bounds {
  readonly maxBytes: number;
  readonly maxMs: number;
  /** Where the body is taken for whole: while an upload is open the end of its answer does not come. */
  readonly endsAt?: number | null;
}

/** What came within the bounds, and whether that is all of it. */
export type Beginning =
  | { readonly end: "whole" | "more"; readonly bytes: Uint8Array }
  | { readonly end: "broken"; readonly bytes: Uint8Array; readonly error: unknown };

export class ContentReader {
  readonly #reader: ReadableStreamBYOBReader;
  #firstRoom: number | null = null;
  #room = CONTENT_READ_MIN_BYTES;
  /** A read that nobody has waited for to its end. */
  #pending: Promise<ReadableStreamReadResult<Uint8Array>> | null = null;

  /** In: a byte stream, and the length that was told, or null: no more than a hint, since it may not be true. */
  constructor(body: ReadableStream<Uint8Array>, length: number | null) {
    this.#reader = body.getReader({ mode: "byob" });
    if (length !== null && length > 0) this.#firstRoom = Math.min(length, CONTENT_READ_MAX_BYTES);
  }

  /** Never rejects. `onSlow` is called when it takes longer than a blink. */
  async begin({ maxBytes, maxMs, endsAt }: Bounds, onSlow: () => void): Promise<Beginning> {
    const deadline = new Deadline(maxMs, onSlow);
    const parts: Uint8Array[] = [];
    let size = 0;
    try {
      while (size < maxBytes) {
        const next = await Promise.race([this.#read(), deadline.late]);
        if (next === null) break;
        this.#pending = null;
        if (!next.done) parts.push(next.value);
        size += next.value?.length ?? 0;
        if (next.done || size === endsAt) return { end: "whole", bytes: joinBytes(parts) };
      }
      return { end: "more", bytes: joinBytes(parts) };
    } catch (error) {
      return { end: "broken", bytes: joinBytes(parts), error };
    } finally {
      deadline.clear();
    }
  }

  /** The next part, or null at the end; rejects where the body breaks off. */
  async next(): Promise<Uint8Array | null> {
    const { done, value } = await this.#read();
    this.#pending = null;
    return done ? null : value;
  }

  /** Ends a pending read too. Never rejects. */
  cancel(reason?: unknown): Promise<void> {
    return this.#reader.cancel(reason).catch(() => {});
  }

  #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    this.#pending ??= this.#readNew(this.#firstRoom ?? this.#room);
    return this.#pending;
  }

  async #readNew(room: number): Promise<ReadableStreamReadResult<Uint8Array>> {
    const next = await this.#reader.read(new Uint8Array(room));
    const isFull = !next.done && next.value.length === room && this.#firstRoom === null;
    this.#firstRoom = null;
    if (isFull) this.#room = Math.min(room * 2, CONTENT_READ_MAX_BYTES);
    return next;
  }
}

/** One timer at a time, and none once it is cleared. */
class Deadline {
  /** Resolves to null when the time is over. */
  readonly late: Promise<null>;
  #timer: ReturnType<typeof setTimeout>;

  constructor(ms: number, onSlow: () => void) {
    const { promise, resolve } = Promise.withResolvers<null>();
    this.late = promise;
    this.#timer = setTimeout(() => {
      onSlow();
      this.#timer = setTimeout(() => resolve(null), ms - WATCH_CLIENT_AFTER_MS);
    }, WATCH_CLIENT_AFTER_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
