/** The address of the operator's page with an alert's failures. Pure. */
import type { Which } from "../../config/alert.ts";
import type { Window } from "./window.ts";

/** As `page/range.ts` reads it. Not made there, since this is a module that has no page in it. */
const PAGE = "/-/outspoken/";
const RANGES = [
  ["1h", 3_600],
  ["24h", 86_400],
  ["7d", 7 * 86_400],
] as const;

/** Null where the gateway doesn't know its own URL. The page takes one value for each field; of several it shows all. */
export function linkTo(publicUrl: string | null, which: Which | null, span: Window | null): string | null {
  if (publicUrl === null) return null;
  if (which === null || span === null) return publicUrl + PAGE;
  const seconds = span.until - span.since;
  const [range] = RANGES.find(([, most]) => seconds <= most) ?? ["30d"];
  const query = new URLSearchParams({ range });
  for (const [name, values] of [
    ["route", which.routes],
    ["category", which.categories],
    ["client", which.clients],
  ] as const) {
    const [value, ...others] = values;
    if (value !== undefined && others.length === 0) query.set(name, value);
  }
  return `${publicUrl}${PAGE}?${query}`;
}
