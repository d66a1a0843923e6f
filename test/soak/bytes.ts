/** Bytes that are the same wherever they are made, and not the same at any two places of a body. */
import { createHash, type Hash } from "node:crypto";
import type { Writable } from "node:stream";

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

/** Block `index` of a body: it begins with its index, so that blocks can't change places unseen. */
export function blockOf(index: number, bytes: number): Buffer {
  const block = Buffer.from(BLOCK.subarray(0, Math.min(bytes, BLOCK_BYTES)));
  if (block.length >= 4) block.writeInt32LE(index, 0);
  return block;
}

/** Writes a body of `bytes`, no faster than it is taken. */
export async function writeBody(to: Writable, bytes: number): Promise<void> {
  for (let index = 0; index * BLOCK_BYTES < bytes; index += 1) {
    if (to.destroyed) return;
    const taken = to.write(blockOf(index, bytes - index * BLOCK_BYTES));
    if (!taken) await new Promise((resolve) => to.once("drain", resolve).once("close", resolve));
  }
  to.end();
}

/** Counts and digests what comes. */
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

/** What `Digest` says of such a body. */
export function digestOf(bytes: number): string {
  const digest = new Digest();
  for (let index = 0; index * BLOCK_BYTES < bytes; index += 1) {
    digest.take(blockOf(index, bytes - index * BLOCK_BYTES));
  }
  return digest.text();
}
