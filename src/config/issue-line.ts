/** What valibot finds wrong with a variable, as a line for operators. Pure. */
import type * as v from "valibot";
import { got, quote } from "./quote.ts";
import { FIELDS } from "./schema.ts";
import { didYouMean, type Suggest } from "./suggest.ts";

/** In: one issue; `fields`: those of a table that the operator named, which `FIELDS` therefore can't list. */
export function issueLine(issue: v.BaseIssue<unknown>, suggest: Suggest, fields?: readonly string[]): string {
  const path = issue.path?.map(({ key }) => pathStep(key)).join("") ?? "";
  const missing = issue.input === undefined && issue.path !== undefined ? "is missing; it " : "";
  // An origin or a secret's name is not repeated in the line: people put credentials there by mistake.
  // Nor is a complete help text.
  const isQuoted =
    !/\.origin(?:_auth$|_headers\b|$)/.test(path) &&
    issue.expected !== "never" &&
    issue.type !== "raw_transform";
  return `${path}: ${missing}${issue.message}${isQuoted ? got(issue.input) : ""}${meantBy(issue, suggest, fields)}`;
}

/** As in TOML and JavaScript: a key that is not a plain name is quoted. */
function pathStep(key: unknown): string {
  return typeof key === "string" && /^[\w-]+$/.test(key) ? `.${key}` : `[${quote(key)}]`;
}

/** Suggests, for an unknown field, another field of its table; for a text, one of those that valibot expected. */
function meantBy(issue: v.BaseIssue<unknown>, suggest: Suggest, fields?: readonly string[]): string {
  const { type, expected, received, path } = issue;
  const isPlaceholder = type === "raw_transform";
  if ((type !== "picklist" && !isPlaceholder) || expected === null) return "";
  const names = path?.map(({ key }) => key).filter((key) => typeof key === "string") ?? [];
  if (expected === "never")
    return didYouMean(suggest, names.at(-1), fields ?? FIELDS.get(names.at(-2) ?? "") ?? []);
  return didYouMean(
    suggest,
    isPlaceholder ? received : issue.input,
    [...expected.matchAll(/"(\w+)"/g)].map(([, text = ""]) => text),
  );
}
