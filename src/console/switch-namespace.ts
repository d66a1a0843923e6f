/** The KV namespace of the switches, which also stores the state of the alerts. */
import type { Env } from "../env.ts";

/** The namespace, or null if none is bound. */
export function switchNamespace({ SWITCHES: bound }: Env): KVNamespace | null {
  return isNamespace(bound) ? bound : null;
}

function isNamespace(binding: unknown): binding is KVNamespace {
  return typeof binding === "object" && binding !== null && "put" in binding && "getWithMetadata" in binding;
}
