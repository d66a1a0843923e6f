/**
 * Tables and patterns that only a failure needs: made when first asked for, so that an isolate starts without them.
 */

/** In: what makes the value. Out: what gives it, always the same one. */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
