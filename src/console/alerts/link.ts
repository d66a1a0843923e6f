/** The address of the operator's page with an alert's failures. Pure. */
import type { Which } from "../../config/alert.ts";
import { isoTime } from "../api/period.ts";

/** Repeated here, as the query is: `page/layout.ts` and `page/range.ts` would bring the entire page into this module. */
const PAGE = "/-/outspoken/";

/** Which failures, from which second on, and up to which, or null while the alert is firing. */
export interface Linked {
  readonly which: Which;
  readonly since: number;
  readonly until: number | null;
}

/** Null if the gateway doesn't know its own URL. The page takes one value for each field; a field with several is left out. */
export function linkTo(publicUrl: string | null, linked: Linked | null): string | null {
  if (publicUrl === null) return null;
  if (linked === null) return publicUrl + PAGE;
  const { which, since, until } = linked;
  const query = new URLSearchParams({ from: isoTime(since) });
  if (until !== null) query.set("to", isoTime(until));
  for (const [name, values] of [
    ["route", which.routes],
    ["category", which.categories],
    ["client", which.clients],
    ["origin_host", which.originHosts],
  ] as const) {
    const [value, ...others] = values;
    if (value !== undefined && others.length === 0) query.set(name, value);
  }
  return `${publicUrl}${PAGE}?${query}`;
}
