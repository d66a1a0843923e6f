/** The address of the operator's page with an alert's failures. Pure. */
import type { Which } from "../../config/alert.ts";
import { isoTime } from "../api/period.ts";

/** Written again here, as the query is: `page/layout.ts` and `page/range.ts` would bring the whole page into this module. */
const PAGE = "/-/outspoken/";

/** Of which failures, from which second on; up to which, or null while it goes on. */
export interface Linked {
  readonly which: Which;
  readonly since: number;
  readonly until: number | null;
}

/** Null where the gateway doesn't know its own URL. The page takes one value for each field; of several it shows all. */
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
