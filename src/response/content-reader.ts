/**
 * Reading a body in JavaScript: its beginning within bounds, the rest no faster than it is taken.
 */
import { CONTENT_READ_MAX_BYTES, CONTENT_READ_MIN_BYTES, WATCH_CLIENT_AFTER_MS } from "../limits.ts";
import type { Deadline } from "../request/deadline.ts";
import { joinBytes } from "../text/bytes.ts";

/** What is read: a reader of the platform's, or a decoder. */
export interface ByteSource {
  read(into: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>>;
  /** Ends a pending read of a body too. */
  cancel(reason: unknown): Promise<void>;
}

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
  readonly #source: ByteSource;
  #firstRoom: number | null = null;
  #room = CONTENT_READ_MIN_BYTES;
  /** A read that nobody has waited for to its end. */
  #pending: Promise<ReadableStreamReadResult<Uint8Array>> | null = null;

  /** In: what is read, and the length that was told, or null: no more than a hint, since it may not be true. */
  constructor(source: ByteSource, length: number | null) {
    this.#source = source;
    if (length !== null && length > 0) this.#firstRoom = Math.min(length, CONTENT_READ_MAX_BYTES);
  }

  /** Never rejects. `onSlow` is called when it takes longer than a blink. */
  begin(bounds: Bounds, deadline: Deadline, onSlow: () => void): Promise<Beginning> {
    return new Promise((settle) => {
      const parts: Uint8Array[] = [];
      let size = 0;
      let isOver = false;
      const end = (beginning: Beginning): void => {
        if (isOver) return;
        isOver = true;
        deadline.stop();
        settle(beginning);
      };
      deadline.set(WATCH_CLIENT_AFTER_MS, () => {
        onSlow();
        const late = (): void => end({ end: "more", bytes: joinBytes(parts) });
        deadline.set(bounds.maxMs - WATCH_CLIENT_AFTER_MS, late);
      });
      const take = (next: ReadableStreamReadResult<Uint8Array>): void => {
        // What comes too late is for `next`, which has the same read to wait for.
        if (isOver) return;
        this.#pending = null;
        if (!next.done) parts.push(next.value);
        size += next.value?.length ?? 0;
        if (next.done || size === bounds.endsAt) end({ end: "whole", bytes: joinBytes(parts) });
        else if (size >= bounds.maxBytes) end({ end: "more", bytes: joinBytes(parts) });
        else this.#read().then(take, fail);
      };
      const fail = (error: unknown): void => end({ end: "broken", bytes: joinBytes(parts), error });
      this.#read().then(take, fail);
    });
  }

  /** The next part, or null at the end; rejects where the body breaks off. */
  async next(): Promise<Uint8Array | null> {
    const { done, value } = await this.#read();
    this.#pending = null;
    return done ? null : value;
  }

  /** Never rejects. */
  cancel(reason: unknown): Promise<void> {
    return this.#source.cancel(reason).catch(() => {});
  }

  #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    this.#pending ??= this.#readNew(this.#firstRoom ?? this.#room);
    return this.#pending;
  }

  async #readNew(room: number): Promise<ReadableStreamReadResult<Uint8Array>> {
    const next = await this.#source.read(new Uint8Array(room));
    const isFull = !next.done && next.value.length === room && this.#firstRoom === null;
    this.#firstRoom = null;
    if (isFull) this.#room = Math.min(room * 2, CONTENT_READ_MAX_BYTES);
    return next;
  }
}
