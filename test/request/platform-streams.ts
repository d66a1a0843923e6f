/** Workerd's own streams, for Node: what is written is copied before the write is through, so that its buffer may be used again. */
import { vi } from "vitest";

class CopyingStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    super({ transform: (chunk, controller) => controller.enqueue(chunk.slice()) });
  }
}

/** Out: the lengths that streams of a fixed one were made with. */
export function stubPlatformStreams(): readonly number[] {
  const lengths: number[] = [];
  vi.stubGlobal("IdentityTransformStream", CopyingStream);
  vi.stubGlobal(
    "FixedLengthStream",
    class extends CopyingStream {
      constructor(length: number) {
        super();
        lengths.push(length);
      }
    },
  );
  return lengths;
}
