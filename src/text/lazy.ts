/**
 * Tables and patterns that only failures need: built on first use, so that an isolate starts without them.
 */

/** In: a function that makes the value. Out: one that returns it, the same value every time. */
export function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
