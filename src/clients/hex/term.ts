/**
 * Erlang's external term format, as far as Hex's API uses it in an error: maps, lists, binaries, numbers of up to 32 bits,
 * true, false and nil. Read in the format's documentation (erts, erl_ext_dist) and in hexpm/hex:
 * src/mix_hex_safe_binary_to_term.erl, which decodes with `safe`: an unknown atom is an error.
 */

const VERSION = 131;
const SMALL_INTEGER = 97;
const INTEGER = 98;
const ATOM = 100;
const NIL = 106;
const LIST = 108;
const BINARY = 109;
const MAP = 116;
const SMALL_ATOM_UTF8 = 119;

/** How deeply the maps of an error may be nested; deeper ones are not read. */
const DEPTH_MAX = 8;

export type Term = string | number | boolean | null | readonly Term[] | ReadonlyMap<string, Term>;

/** A map of binaries and 32-bit numbers, as `term_to_binary` would write it. */
export function encodeTerm(map: Readonly<Record<string, string | number>>): Uint8Array {
  const entries = Object.entries(map);
  const chunks = [Uint8Array.of(VERSION, MAP), fourBytes(entries.length)];
  for (const [key, value] of entries) {
    chunks.push(...binary(key));
    if (typeof value === "string") chunks.push(...binary(value));
    else chunks.push(Uint8Array.of(INTEGER), fourBytes(value));
  }
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function binary(text: string): readonly Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  return [Uint8Array.of(BINARY), fourBytes(bytes.length), bytes];
}

function fourBytes(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** The term that `bytes` encode, or undefined if they encode anything that is not listed above. Never throws. */
export function decodeTerm(bytes: Uint8Array): Term | undefined {
  const reader = new TermReader(bytes);
  try {
    if (reader.byte() !== VERSION) return undefined;
    const term = reader.term(DEPTH_MAX);
    return reader.isAtEnd() ? term : undefined;
  } catch {
    return undefined;
  }
}

class TermReader {
  private at = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** Throws RangeError past the end, as every read here does. */
  byte(): number {
    this.at += 1;
    return this.view.getUint8(this.at - 1);
  }

  term(depth: number): Term {
    if (depth === 0) throw new RangeError("too deep");
    switch (this.byte()) {
      case SMALL_INTEGER:
        return this.byte();
      case INTEGER:
        return this.length() | 0;
      case BINARY:
        return this.text(this.length());
      case SMALL_ATOM_UTF8:
        return knownAtom(this.text(this.byte()));
      case ATOM:
        return knownAtom(this.text(this.byte() * 256 + this.byte()));
      case NIL:
        return [];
      case LIST:
        return this.list(this.length(), depth - 1);
      case MAP:
        return this.map(this.length(), depth - 1);
      default:
        throw new RangeError("a term that errors do not use");
    }
  }

  private length(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4);
  }

  private text(length: number): string {
    const slice = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(slice);
  }

  private list(length: number, depth: number): Term {
    const terms: Term[] = [];
    for (let index = 0; index < length; index++) terms.push(this.term(depth));
    if (this.byte() !== NIL) throw new RangeError("an improper list");
    return terms;
  }

  private map(length: number, depth: number): Term {
    const entries = new Map<string, Term>();
    for (let index = 0; index < length; index++) {
      const key = this.term(depth);
      if (typeof key !== "string") throw new RangeError("a key that is not a binary");
      entries.set(key, this.term(depth));
    }
    return entries;
  }
}

function knownAtom(name: string): boolean | null {
  if (name === "nil") return null;
  if (name === "true" || name === "false") return name === "true";
  throw new RangeError("an unknown atom");
}
