/** Secrets in a Secrets Store. Pure. */

/** The part of a Secrets Store's binding that is used here. */
export interface StoredSecret {
  get(): Promise<string>;
}

/** Whether it is a binding to a secret in a Secrets Store, whose value has to be fetched. */
export function isStored(binding: unknown): binding is StoredSecret {
  return (
    typeof binding === "object" && binding !== null && "get" in binding && typeof binding.get === "function"
  );
}
