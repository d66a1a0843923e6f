/**
 * A map of field errors: ASP.NET's and Laravel's `{"errors": {"name": [...]}}`, Hex's nested maps, and Django REST
 * framework's, whose field names are the top level itself.
 */
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { isObject, type JsonDocument, stringOf } from "./members.ts";
import { fieldTexts } from "./texts.ts";

export const fieldErrors: Shape<JsonDocument> = {
  name: "field-errors",
  read({ members }) {
    const errors = members.get("errors");
    if (!isObject(errors)) return null;
    // ASP.NET's `title` only says that there are errors, so it is the last choice and no lead.
    const title = stringOf(members, "title");
    return {
      ...factsOf(members),
      lead: stringOf(members, "message") ?? stringOf(members, "detail"),
      choices: [fieldTexts(errors), title === null ? [] : [title]],
    };
  },
};

export const topLevelFields: Shape<JsonDocument> = {
  name: "field-errors",
  read({ object }) {
    const values = Object.values(object);
    if (values.length === 0 || !values.every(isListOfSentences)) return null;
    return { choices: [fieldTexts(object)] };
  },
};

/** A list of words may be anything, so every text must have a blank. */
function isListOfSentences(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === "string" && item.trim().includes(" "))
  );
}
