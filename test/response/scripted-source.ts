/** A body with scripted reads: one part per read, and a record of what was done with it. */
import type { ByteSource } from "../../src/response/content-reader.ts";

/** A part, or what comes instead: an error, or (null) nothing ever. After the last comes the end. */
export type Part = string | Uint8Array | Error | null;

export class ScriptedSource implements ByteSource {
  /** The buffer size of each read. */
  readonly rooms: number[] = [];
  readonly cancelled: unknown[] = [];
  readonly #parts: Part[];

  constructor(...parts: readonly Part[]) {
    this.#parts = [...parts];
  }

  read(into: Uint8Array): Promise<ReadableStreamReadResult<Uint8Array>> {
    this.rooms.push(into.length);
    const part = this.#parts.shift();
    if (part === undefined) return Promise.resolve({ done: true, value: undefined });
    if (part === null) return new Promise(() => {});
    if (part instanceof Error) return Promise.reject(part);
    const value = typeof part === "string" ? new TextEncoder().encode(part) : part;
    return Promise.resolve({ done: false, value });
  }

  cancel(reason: unknown): Promise<void> {
    this.cancelled.push(reason);
    return Promise.resolve();
  }
}

export function textOf(bytes: Uint8Array | null | undefined): string | null {
  return bytes ? new TextDecoder().decode(bytes) : null;
}
