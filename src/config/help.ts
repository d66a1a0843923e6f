/**
 * What people should do next: the variable `HELP`, and a route's `help`, which overrides it by category.
 */
import * as v from "valibot";
import { HELPED } from "../failure/category.ts";
import { type HelpTexts, NO_HELP } from "../failure/help.ts";
import { type HelpTemplate, PLACEHOLDERS, readHelp } from "../failure/help-template.ts";

const TABLE = 'wants a table of texts by category, such as { blocked = "Ask: https://..." }';
const CATEGORY = v.picklist([], `is none of the categories that have help: ${HELPED.join(", ")}`);

/** In: a text. Out: its template, or null for an empty text, which means no help. */
const helpText = v.pipe(
  v.string("wants a text"),
  v.rawTransform(({ dataset, addIssue, NEVER }): HelpTemplate | null => {
    const text = dataset.value;
    if (text.trim() === "") return null;
    const read = readHelp(text);
    if (read.ok) return read.template;
    const { says, word } = read.mistake;
    addIssue({ message: says, expected: word === null ? "text" : QUOTED, received: word ?? "text" });
    return NEVER;
  }),
);

/** In the form in which valibot lists expected values. */
const QUOTED = PLACEHOLDERS.map((name) => `"${name}"`).join(" | ");

/** As operators write it. */
export const helpTable = v.objectWithRest(v.entriesFromList(HELPED, v.optional(helpText)), CATEGORY, TABLE);

export type HelpInput = v.InferOutput<typeof helpTable>;

/** `common` overridden by `own`, category by category; `""` removes a text. */
export function overrideHelp(common: HelpTexts, own: HelpInput | undefined): HelpTexts {
  if (own === undefined) return common;
  const texts = new Map(common);
  for (const category of HELPED) {
    const template = own[category];
    if (template === null) texts.delete(category);
    else if (template !== undefined) texts.set(category, template);
  }
  return texts.size === 0 ? NO_HELP : texts;
}
