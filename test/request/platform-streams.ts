/** workerd's own streams, for Node: a write copies its chunk before it resolves, so that the buffer may be reused. */
import { vi } from "vitest";

class CopyingStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    super({ transform: (chunk, controller) => controller.enqueue(chunk.slice()) });
  }
}

/** Out: the lengths with which fixed-length streams were created. */
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
