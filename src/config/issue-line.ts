/** What valibot finds wrong with a variable, as the line that operators read. Pure. */
import type * as v from "valibot";
import { got, quote } from "./quote.ts";
import { FIELDS } from "./schema.ts";
import { didYouMean, type Suggest } from "./suggest.ts";

/** In: one issue; `fields`: those of a table whose name is the operator's own, so that no list has it. */
export function issueLine(issue: v.BaseIssue<unknown>, suggest: Suggest, fields?: readonly string[]): string {
  const path = issue.path?.map(({ key }) => pathStep(key)).join("") ?? "";
  const missing = issue.input === undefined && issue.path !== undefined ? "is missing; it " : "";
  // An origin or the name of a secret is not repeated in the line: a credential may stand there.
  // Nor is a whole help text.
  const isQuoted =
    !/\.origin(?:_auth$|_headers\b|$)/.test(path) &&
    issue.expected !== "never" &&
    issue.type !== "raw_transform";
  return `${path}: ${missing}${issue.message}${isQuoted ? got(issue.input) : ""}${meantBy(issue, suggest, fields)}`;
}

/** As in TOML and JavaScript: what is no plain name is quoted. */
function pathStep(key: unknown): string {
  return typeof key === "string" && /^[\w-]+$/.test(key) ? `.${key}` : `[${quote(key)}]`;
}

/** Of an unknown field it may be one of those beside it, of a text one of those that valibot lists as expected. */
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
