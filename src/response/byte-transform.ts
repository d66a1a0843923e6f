/**
 * Changes to content on its way, part by part. Pure.
 */
import { joinBytes } from "../text/bytes.ts";

export interface ByteTransform {
  /** In: the next part. Out: what is decided by now, perhaps nothing. */
  push(part: Uint8Array): Uint8Array;
  /** Out: the rest, after the last part. */
  end(): Uint8Array;
}

/** One after the other, as one; none at all changes nothing. */
export function chained(transforms: readonly ByteTransform[]): ByteTransform {
  return {
    push: (part) => transforms.reduce((bytes, transform) => transform.push(bytes), part),
    end: () =>
      transforms.reduce<Uint8Array>(
        (bytes, transform) => joinBytes([transform.push(bytes), transform.end()]),
        new Uint8Array(),
      ),
  };
}
