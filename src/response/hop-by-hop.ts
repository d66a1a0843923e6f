/**
 * Fields of an answer that end at this hop (RFC 9110 7.6.1). Most the platform takes out of an answer by itself; what is
 * left are the one that never was in a standard and those that `Connection` names.
 */
import { fieldsNamedBy } from "../request/header-names.ts";
import type { ResponseEdits } from "./edits.ts";

/** Options of a connection that are no fields, or that workerd keeps itself. */
const KEPT: ReadonlySet<string> = new Set(["close", "keep-alive", "content-length", "transfer-encoding"]);

/** The names of those that are there, in lower case. */
export function hopByHopOf(headers: Headers): readonly string[] {
  const connection = headers.get("connection");
  const named = connection === null ? [] : fieldsNamedBy(connection);
  const present = named.filter((name) => !KEPT.has(name) && headers.has(name));
  return headers.has("proxy-connection") ? [...present, "proxy-connection"] : present;
}

export function endHop(edits: ResponseEdits, { headers }: Response): void {
  for (const name of hopByHopOf(headers)) edits.deleteHeader(name);
}
