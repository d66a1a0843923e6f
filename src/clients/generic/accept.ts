/**
 * Which form an error takes for a client, by its `Accept` (RFC 9110 12.5.1). Pure.
 */

/** `problem` is RFC 9457, `json` any JSON, `text` a line for a person. */
export type Form = "problem" | "json" | "text";

const MEDIA_TYPES: Readonly<Record<Form, string>> = {
  problem: "application/problem+json",
  json: "application/json",
  text: "text/plain",
};

/** Among forms that are all named explicitly the richer one wins: only a program names it. */
const RICHNESS: Readonly<Record<Form, number>> = { problem: 2, json: 1, text: 0 };

/** Longer than any client's header; the rest is not read. */
const ACCEPT_MAX_CHARACTERS = 2_000;

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

/**
 * The form of the highest quality. On a tie a form named explicitly wins over one that a wildcard accepts; among named
 * ones the richer wins, among the others the first of `preferred`. If none is accepted, the first of `preferred`.
 */
export function acceptedForm(accept: string, preferred: readonly [Form, ...Form[]]): Form {
  const ranges = rangesOf(accept);
  let best: Form = preferred[0];
  let bestRank = 0;
  for (const form of preferred) {
    const rank = rankOf(form, ranges);
    if (rank > bestRank) [best, bestRank] = [form, rank];
  }
  return best;
}

function rangesOf(accept: string): readonly MediaRange[] {
  if (accept.trim() === "") return [{ type: "*/*", quality: 1 }];
  return accept
    .slice(0, ACCEPT_MAX_CHARACTERS)
    .toLowerCase()
    .split(",")
    .map((range) => ({ type: (range.split(";", 1)[0] ?? "").trim(), quality: qualityOf(range) }));
}

/** `q` from 0 to 1; 1 if it is missing or can't be read. */
function qualityOf(range: string): number {
  const value = /;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)/.exec(range)?.[1];
  return value === undefined ? 1 : Math.min(Number(value), 1);
}

/** Quality, plus a little for being named: in total less than the smallest step between two qualities, 0.001. */
function rankOf(form: Form, ranges: readonly MediaRange[]): number {
  let specificity = 0;
  let quality = 0;
  for (const range of ranges) {
    const matched = specificityOf(form, range.type);
    if (matched > specificity) [specificity, quality] = [matched, range.quality];
  }
  const richness = specificity === 3 ? RICHNESS[form] : 0;
  return quality === 0 ? 0 : quality + specificity * 0.0001 + richness * 0.00001;
}

/** 3 for the type itself, 2 for its family, 1 for anything, 0 for another type. */
function specificityOf(form: Form, range: string): number {
  const type = MEDIA_TYPES[form];
  if (range === type) return 3;
  // A client that names a JSON type of its own (application/vnd.github+json) reads JSON.
  if (form === "json" && range !== MEDIA_TYPES.problem && range.endsWith("+json")) return 3;
  // What a browser accepts; a page could carry script, a line of text can't.
  if (form === "text" && (range === "text/html" || range === "application/xhtml+xml")) return 3;
  if (range === `${type.slice(0, type.indexOf("/"))}/*`) return 2;
  return range === "*/*" ? 1 : 0;
}
