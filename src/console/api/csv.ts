/** Failures as CSV (RFC 4180). What an origin or a client said must stay text in a spreadsheet. */
import { LISTED_FIELDS } from "../../analytics/queries.ts";
import type { StoredFailure } from "../../analytics/store.ts";
import { isoTime } from "./period.ts";

const LINE_END = "\r\n";

/** A line that names the fields, and one for each failure. */
export function failuresCsv(failures: readonly StoredFailure[]): string {
  const lines = failures.map((failure) =>
    [isoTime(failure.at), failure.stands_for, ...LISTED_FIELDS.map((name) => failure[name])].map(cell),
  );
  const heads = ["at", "stands_for", ...LISTED_FIELDS];
  return [heads, ...lines].map((line) => `${line.join(",")}${LINE_END}`).join("");
}

/** Every text in quotes: a spreadsheet that splits at `;` or tabs must not find a formula after one. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  return `"${defused(value).replaceAll('"', '""')}"`;
}

/** With a `'` before what spreadsheets take for the start of a formula (owasp.org/www-community/attacks/CSV_Injection). */
function defused(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
