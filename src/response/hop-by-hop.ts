/**
 * Fields of an answer that end at this hop (RFC 9110 7.6.1). The platform removes most of them itself; left are the one
 * that never was in a standard and those that `Connection` names.
 */
import { fieldsNamedBy } from "../request/header-names.ts";
import type { ResponseEdits } from "./edits.ts";

/** Options of `Connection` that are not fields, or fields that workerd manages itself. */
const KEPT: ReadonlySet<string> = new Set(["close", "keep-alive", "content-length", "transfer-encoding"]);

/** In: the answer's fields, and their names: one walk is cheaper than a lookup for each. Out: those that end here. */
export function hopByHopOf(headers: Headers, names: readonly string[]): readonly string[] {
  const named = names.includes("connection") ? fieldsNamedBy(headers.get("connection") ?? "") : [];
  const present = named.filter((name) => !KEPT.has(name) && names.includes(name));
  return names.includes("proxy-connection") ? [...present, "proxy-connection"] : present;
}

export function endHop(edits: ResponseEdits, { headers }: Response, names: readonly string[]): void {
  for (const name of hopByHopOf(headers, names)) edits.deleteHeader(name);
}
