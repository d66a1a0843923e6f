/**
 * Changes to content on its way, part by part. Pure.
 */

export interface ByteTransform {
  /** In: the next part. Out: what can be decided by now, perhaps nothing. */
  push(part: Uint8Array): Uint8Array;
  /** In: the last part, perhaps empty, perhaps all there is. Out: the rest. */
  end(last: Uint8Array): Uint8Array;
}

/** Several transforms in a row as one; an empty list changes nothing. */
export function chained(transforms: readonly ByteTransform[]): ByteTransform {
  return {
    push: (part) => transforms.reduce((bytes, transform) => transform.push(bytes), part),
    end: (last) => transforms.reduce((bytes, transform) => transform.end(bytes), last),
  };
}
