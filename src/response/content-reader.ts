/**
 * Reading a body in JavaScript: its beginning within bounds, the rest no faster than it is consumed.
 */
import { CONTENT_READ_MAX_BYTES, CONTENT_READ_MIN_BYTES, WATCH_CLIENT_AFTER_MS } from "../limits.ts";
import type { Deadline } from "../request/deadline.ts";
import { joinBytes } from "../text/bytes.ts";

/** What is read: a reader of the platform, or a decoder. */
export interface ByteSource {
  read(into: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>>;
  /** Also ends a pending read. */
  cancel(reason: unknown): Promise<void>;
}

export interface Bounds {
  readonly maxBytes: number;
  readonly maxMs: number;
  /** The length at which the body counts as complete: while an upload is open, the end of its answer does not arrive. */
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
  /** A read that was begun and not awaited to its end. */
  #pending: Promise<ReadableStreamReadResult<Uint8Array>> | null = null;

  /** In: what is read, and its declared length, or null: only a hint, since it may be wrong. */
  constructor(source: ByteSource, length: number | null) {
    this.#source = source;
    if (length !== null && length > 0) this.#firstRoom = Math.min(length, CONTENT_READ_MAX_BYTES);
  }

  /** Never rejects. `onSlow` is called once it has taken `WATCH_CLIENT_AFTER_MS`. */
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
        // A read that ends too late is left to `next`, which awaits the same one.
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

  /** The next part, or null at the end; rejects if the body breaks off. */
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
