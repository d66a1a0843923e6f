/**
 * What a person should do next, in the operator's words: a template filled in for one failure. Pure.
 */
import { PACKAGE_NAME_MAX_CHARACTERS } from "../limits.ts";
import { maskSecrets } from "../text/secrets.ts";
import { toLine } from "../text/text.ts";
import type { Category } from "./category.ts";
import type { Failure, Help } from "./failure.ts";
import type { HelpPart, HelpTemplate, Placeholder } from "./help-template.ts";

/** By category; a category that is missing has no help. */
export type HelpTexts = ReadonlyMap<Category, HelpTemplate>;

export const NO_HELP: HelpTexts = new Map();

/** The request's values for the placeholders. */
export interface HelpFacts {
  readonly package: string;
  readonly version: string;
  readonly format: string;
  readonly route: string;
  readonly operation: string;
}

/** The failure with the help that `texts` have for its category. `factsOf` is called only if there is any. */
export function withHelp(failure: Failure, texts: HelpTexts, factsOf: () => HelpFacts): Failure {
  const template = texts.get(failure.category);
  if (template === undefined) return failure;
  const { ref, status, category } = failure;
  const values = { ...factsOf(), ref, status: String(status), category };
  return { ...failure, help: expandHelp(template, values) };
}

/** The template filled in with these values, which are untrusted text. */
export function expandHelp(template: HelpTemplate, values: Readonly<Record<Placeholder, string>>): Help {
  const say = (parts: readonly HelpPart[]): string => parts.map((part) => sayPart(part, values)).join("");
  const url = template.url === null ? null : say(template.url);
  return { text: toLine(say(template.before) + (url ?? "") + say(template.after)), url };
}

function sayPart(part: HelpPart, values: Readonly<Record<Placeholder, string>>): string {
  if (part.kind === "text") return part.text;
  const value = values[part.name].slice(0, PACKAGE_NAME_MAX_CHARACTERS).toWellFormed();
  const clean = maskSecrets(toLine(value));
  return part.isInUrl ? encodeValue(clean) : clean;
}

/** Encodes all but letters, digits and `-._~` (RFC 3986 2.3), so that no value can end the URL in a text. */
function encodeValue(value: string): string {
  // A segment of dots would lead to another path, even if it were encoded.
  if (/^\.{1,2}$/.test(value)) return "";
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
