/** Decoding any bytes, in any pieces, gives what zlib makes of them, or an error, and never runs far ahead. */
import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CONTENT_READ_MAX_BYTES, CONTENT_READ_MIN_BYTES, DECODED_PIECE_BYTES } from "../../src/limits.ts";
import { Decoder } from "../../src/response/decoder.ts";
import { RUNS, TIMEOUT_MS } from "../security/runs.ts";

type Format = "gzip" | "deflate";

const FORMATS: Readonly<
  Record<Format, { encode(content: Uint8Array): Uint8Array; decode(bytes: Uint8Array): Uint8Array }>
> = { gzip: { encode: gzipSync, decode: gunzipSync }, deflate: { encode: deflateSync, decode: inflateSync } };

const format = fc.constantFrom<Format>("gzip", "deflate");
/** Some repetitive, so that there is something to compress; some longer than a piece. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 2_000 }))
    .map(([part, times]) => Buffer.concat(Array.from({ length: times }, () => part))),
);
const cuts = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 });

/** The bytes in pieces of these lengths, in turn; `taken` counts the bytes that were read. */
class Source {
  readonly stream: ReadableStream<Uint8Array>;
  taken = 0;

  constructor(bytes: Uint8Array, lengths: readonly number[]) {
    let piece = 0;
    this.stream = new ReadableStream(
      {
        pull: (controller) => {
          const end = this.taken + (lengths[piece % lengths.length] ?? 1);
          piece += 1;
          if (this.taken < bytes.length) controller.enqueue(bytes.slice(this.taken, end));
          this.taken = Math.min(end, bytes.length);
          if (this.taken === bytes.length) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }
}

interface Decoded {
  readonly bytes: Buffer;
  readonly failed: boolean;
}

async function decoded(decoder: Decoder): Promise<Decoded> {
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const { done, value } = await decoder.read(new Uint8Array(CONTENT_READ_MIN_BYTES));
      if (done) return { bytes: Buffer.concat(parts), failed: false };
      parts.push(value);
    }
  } catch {
    return { bytes: Buffer.concat(parts), failed: true };
  }
}

/** Null if it refuses the bytes. */
function byZlib(of: Format, bytes: Uint8Array): Uint8Array | null {
  try {
    return FORMATS[of].decode(bytes);
  } catch {
    return null;
  }
}

test("decodes what was encoded, however it is split", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(format, content, cuts, async (of, plain, lengths) => {
      const source = new Source(FORMATS[of].encode(plain), lengths);
      const { bytes, failed } = await decoded(new Decoder(source.stream, of));
      expect(failed).toBe(false);
      expect(bytes.equals(plain)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

/** What was encoded, cut short, with a byte changed, with something after or before it, or twice; or any bytes at all. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant("cut"), at: fc.double({ min: 0, max: 1, noNaN: true }) } as const),
  fc.record({
    kind: fc.constant("changed"),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    by: fc.integer({ min: 1, max: 255 }),
  } as const),
  fc.record({ kind: fc.constant("followed"), by: fc.uint8Array({ minLength: 1, maxLength: 600 }) } as const),
  fc.record({ kind: fc.constant("padded"), zeros: fc.integer({ min: 1, max: 600 }) } as const),
  fc.record({ kind: fc.constant("preceded"), by: fc.uint8Array({ minLength: 1, maxLength: 20 }) } as const),
  fc.record({ kind: fc.constant("twice") } as const),
  fc.record({ kind: fc.constant("replaced"), by: fc.uint8Array({ maxLength: 600 }) } as const),
);
type Damage = typeof damage extends fc.Arbitrary<infer Kind> ? Kind : never;

function damaged(bytes: Uint8Array, how: Damage): Uint8Array {
  switch (how.kind) {
    case "cut":
      return bytes.slice(0, Math.floor(how.at * bytes.length));
    case "changed": {
      const at = Math.floor(how.at * (bytes.length - 1));
      return bytes.map((byte, index) => (index === at ? byte ^ how.by : byte));
    }
    case "followed":
      return Buffer.concat([bytes, how.by]);
    case "padded":
      return Buffer.concat([bytes, Buffer.alloc(how.zeros)]);
    case "preceded":
      return Buffer.concat([how.by, bytes]);
    case "twice":
      return Buffer.concat([bytes, bytes]);
    case "replaced":
      return how.by;
  }
}

test("decodes damaged content as zlib does, or fails", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(format, content, damage, cuts, async (of, plain, how, lengths) => {
      const bytes = damaged(FORMATS[of].encode(plain), how);
      const expected = byZlib(of, bytes);
      const { bytes: out, failed } = await decoded(new Decoder(new Source(bytes, lengths).stream, of));
      if (!failed) expect(expected !== null && out.equals(expected)).toBe(true);
      // What was decoded before the error is the beginning of the content.
      if (failed && how.kind === "cut")
        expect(out.equals(Buffer.from(plain).subarray(0, out.length))).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

/** Deflate's longest block of literals is 64 KiB, and zlib keeps back no more than its window of 32 KiB. */
const AHEAD_MAX_BYTES = 128 * 1024;

interface Long {
  readonly of: Format;
  readonly isBomb: boolean;
  readonly bytes: Uint8Array;
}

const LONG: readonly Long[] = (["gzip", "deflate"] as const).flatMap((of) => [
  { of, isBomb: true, bytes: FORMATS[of].encode(new Uint8Array(4_000_000)) },
  { of, isBomb: false, bytes: FORMATS[of].encode(noise(400_000)) },
]);

test("takes no more than is needed, and no part is a bomb", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...LONG), fc.integer({ min: 1, max: 5_000 }), async (long, length) => {
      const source = new Source(long.bytes, [length]);
      const decoder = new Decoder(source.stream, long.of);
      const { value } = await decoder.read(new Uint8Array(CONTENT_READ_MAX_BYTES));
      expect(value?.length).toBeGreaterThan(0);
      expect(source.taken).toBeLessThanOrEqual(long.isBomb ? length + DECODED_PIECE_BYTES : AHEAD_MAX_BYTES);
      await decoder.cancel(null);
    }),
    { numRuns: RUNS },
  );
});

/** A read may begin while a piece is on its way, and the next one is taken before the read has resolved. */
const PIECES_AHEAD = 3;

test.each(["gzip", "deflate"] as const)("a bomb in %s is decoded no faster than it is read", async (of) => {
  const source = new Source(FORMATS[of].encode(new Uint8Array(16_000_000)), [DECODED_PIECE_BYTES]);
  const decoder = new Decoder(source.stream, of);
  let read = 0;
  while (read < 8_000_000) {
    const { value } = await decoder.read(new Uint8Array(CONTENT_READ_MAX_BYTES));
    read += value?.length ?? 0;
    const pieces = Math.ceil(read / (DECODED_PIECE_BYTES * 1_000)) + PIECES_AHEAD;
    expect(source.taken).toBeLessThanOrEqual(pieces * DECODED_PIECE_BYTES);
  }
  await decoder.cancel(null);
});

/** Bytes that do not compress (a linear congruential generator). */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}
