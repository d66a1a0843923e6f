/** Bytes that are the same wherever they are made, and differ at any two places of a body. */
import { createHash, type Hash } from "node:crypto";

const BLOCK_BYTES = 1024 * 1024;

/** Not compressible, and without a period within the block (xorshift32). */
const BLOCK = makeBlock();

function makeBlock(): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  let state = 0x9e3779b9;
  for (let at = 0; at < BLOCK_BYTES; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block.writeInt32LE(state, at);
  }
  return block;
}

/** Block `index` of a body: it begins with its index, so that swapped blocks are noticed. */
function blockOf(index: number, bytes: number): Buffer {
  const block = Buffer.from(BLOCK.subarray(0, Math.min(bytes, BLOCK_BYTES)));
  if (block.length >= 4) block.writeInt32LE(index, 0);
  return block;
}

/** The blocks of a body of `bytes`. */
export function* blocksOf(bytes: number): Generator<Buffer> {
  for (let index = 0; index * BLOCK_BYTES < bytes; index += 1)
    yield blockOf(index, bytes - index * BLOCK_BYTES);
}

const DOCUMENT_LINES = 2_000;
/** Approximate length of a line; the real one depends on the origin's name. */
const LINE_BYTES = 100;

/** Parts of a document as npm's registry sends it, in which every line names a tarball at `origin`; about `bytes` long. */
export function* documentOf(origin: string, bytes: number): Generator<Buffer> {
  yield Buffer.from('{"versions":[\n');
  const part = Buffer.from(
    `{"dist":{"tarball":"${origin}/left-pad/-/left-pad-1.0.0.tgz"},"description":"pads"},\n`.repeat(
      DOCUMENT_LINES,
    ),
  );
  for (let sent = 0; sent < bytes; sent += DOCUMENT_LINES * LINE_BYTES) yield part;
  yield Buffer.from("{}]}\n");
}

/** Counts and digests what arrives. */
export class Digest {
  readonly #hash: Hash = createHash("sha256");
  bytes = 0;

  take(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
  }

  text(): string {
    return `${this.bytes} ${this.#hash.digest("hex")}`;
  }
}

/** What `Digest` returns for a body of these parts. */
export function digestOf(parts: Iterable<Buffer>): string {
  const digest = new Digest();
  for (const part of parts) digest.take(part);
  return digest.text();
}
