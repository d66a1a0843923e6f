/** Secrets that stand in a Secrets Store. Pure. */

/** The part of a Secrets Store's binding that is used here. */
export interface StoredSecret {
  get(): Promise<string>;
}

/** A binding to a secret in a Secrets Store: its value is not known before it is asked for. */
export function isStored(binding: unknown): binding is StoredSecret {
  return (
    typeof binding === "object" && binding !== null && "get" in binding && typeof binding.get === "function"
  );
}
