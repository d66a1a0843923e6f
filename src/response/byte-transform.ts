/**
 * Changes to content on its way, part by part. Pure.
 */

export interface ByteTransform {
  /** In: the next part. Out: what is decided by now, perhaps nothing. */
  push(part: Uint8Array): Uint8Array;
  /** In: the last part, perhaps empty, perhaps all there is. Out: the rest. */
  end(last: Uint8Array): Uint8Array;
}

/** One after the other, as one; none at all changes nothing. */
export function chained(transforms: readonly ByteTransform[]): ByteTransform {
  return {
    push: (part) => transforms.reduce((bytes, transform) => transform.push(bytes), part),
    end: (last) => transforms.reduce((bytes, transform) => transform.end(bytes), last),
  };
}
