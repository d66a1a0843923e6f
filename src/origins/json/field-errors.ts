/**
 * A map of field errors: ASP.NET's and Laravel's `{"errors": {"name": [...]}}`, Hex's nested maps, and Django REST
 * framework's, whose field names are the top level itself.
 */
import type { Shape } from "../said.ts";
import { asOauthCode, factsOf } from "./facts.ts";
import { isObject, type JsonDocument, type JsonObject, type Members, stringOf } from "./members.ts";
import { fieldTexts } from "./texts.ts";

export const fieldErrors: Shape<JsonDocument> = {
  name: "field-errors",
  read({ members }) {
    const errors = fieldsIn(members);
    if (errors === null) return null;
    // ASP.NET's `title` only says that there are errors, so it is the last choice and no lead.
    const title = stringOf(members, "title");
    const facts = factsOf(members);
    return {
      ...facts,
      code: facts.code ?? asOauthCode(members.get("error")),
      lead: LEADS.map((name) => stringOf(members, name)).find((lead) => lead !== null) ?? null,
      choices: [fieldTexts(errors), title === null ? [] : [title]],
    };
  },
};

const LEADS = ["message", "detail", "description"] as const;

/** The map of fields, also ASP.NET's `ModelState`; `details` and the like if every value is a list, as in Zendesk's. */
function fieldsIn(members: Members): JsonObject | null {
  const errors = members.get("errors") ?? members.get("modelstate");
  if (isObject(errors)) return errors;
  for (const [name, isField] of MAPS) {
    const fields = members.get(name);
    if (!isObject(fields)) continue;
    const values = Object.values(fields);
    if (values.length > 0 && values.every(isField)) return fields;
  }
  return null;
}

const MAPS = [
  // Zendesk, Cloudsmith
  ["details", Array.isArray],
  ["fields", Array.isArray],
  // PocketBase
  ["data", (value: unknown) => isObject(value) && "message" in value],
] as const;

export const topLevelFields: Shape<JsonDocument> = {
  name: "field-errors",
  read({ object }) {
    const values = Object.values(object);
    if (values.length === 0 || !values.every(isListOfSentences)) return null;
    return { choices: [fieldTexts(object)] };
  },
};

/** A list of single words may be anything, so every text must contain a space. */
function isListOfSentences(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === "string" && item.trim().includes(" "))
  );
}
