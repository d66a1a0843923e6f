/**
 * Finding texts in bytes: the places where a body may contain a URL of an origin. Pure.
 */

/** The bytes to search: the undecided rest of earlier parts of a body, followed by the next part. */
export interface Haystack {
  readonly bytes: Uint8Array;
  /** The byte before the first of `bytes`; -1 at the beginning of the body. */
  readonly before: number;
  /** True if the body ends with `bytes`. */
  readonly isEnd: boolean;
}

/** `replacement` replaces the bytes from `start` up to `end`. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly replacement: Uint8Array;
}

export interface Needle {
  /** In lower case; found in any case. */
  readonly text: Uint8Array;
  /** How many bytes, from the first of the text on, decide whether something is found. */
  readonly reach: number;
  /** In: a haystack with the text at `at`. Out: what is found there and begins at `from` or later. */
  foundAt(hay: Haystack, at: number, from: number): Found | null;
}

/** ASCII letters in lower case, every other byte itself. */
export const LOWER = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

/**
 * Searches for several texts at once by Horspool's algorithm, with a window as long as the shortest text. The last byte
 * in the window determines how far it can move.
 */
export class NeedleSearch {
  /** How many bytes, from the first of a needle on, decide whether something is found. */
  readonly reach: number;
  readonly #window: number;
  readonly #shifts = new Uint8Array(256);
  /** 1 for the bytes that a needle begins with: with hundreds of hosts, few windows begin with a slash. */
  readonly #firsts = new Uint8Array(256);
  /** The needles by the last byte of the window. */
  readonly #byLast: readonly (readonly Needle[])[];

  constructor(needles: readonly Needle[]) {
    this.reach = Math.max(...needles.map(({ reach }) => reach));
    this.#window = Math.min(255, ...needles.map(({ text }) => text.length));
    const last = this.#window - 1;
    this.#shifts.fill(this.#window);
    for (const { text } of needles) {
      for (const [index, byte] of text.subarray(0, this.#window).entries()) this.#allow(byte, last - index);
    }
    const byLast = Array.from({ length: 256 }, (): Needle[] => []);
    for (const needle of needles) {
      byLast[needle.text[last] ?? 0]?.push(needle);
      this.#firsts[needle.text[0] ?? 0] = 1;
    }
    this.#byLast = byLast;
  }

  #allow(byte: number, shift: number): void {
    const upper = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
    this.#shifts[byte] = Math.min(this.#shifts[byte] ?? 0, shift);
    this.#shifts[upper] = Math.min(this.#shifts[upper] ?? 0, shift);
  }

  /** The first match whose needle begins at `from` or later and before `until`. */
  next(hay: Haystack, from: number, until: number): Found | null {
    const { bytes } = hay;
    const last = this.#window - 1;
    const end = Math.min(until + last, bytes.length);
    const shifts = this.#shifts;
    let at = from + last;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      const shift = shifts[byte] ?? 1;
      if (shift !== 0) {
        at += shift;
        continue;
      }
      const found = this.#foundAt(hay, at - last, byte, from);
      if (found !== null) return found;
      at += 1;
    }
    return null;
  }

  #foundAt(hay: Haystack, at: number, lastByte: number, from: number): Found | null {
    if (this.#firsts[LOWER[hay.bytes[at] ?? 0] ?? 0] === 0) return null;
    for (const needle of this.#byLast[LOWER[lastByte] ?? 0] ?? []) {
      const found = isAt(needle.text, hay.bytes, at) ? needle.foundAt(hay, at, from) : null;
      if (found !== null) return found;
    }
    return null;
  }
}

/** Whether `text` (given in lower case) is at `at`, ignoring case. */
export function isAt(text: Uint8Array, bytes: Uint8Array, at: number): boolean {
  if (at + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (LOWER[bytes[at + index] ?? 0] !== text[index]) return false;
  }
  return true;
}
