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

/**
 * The map of fields: `errors`; ASP.NET's `ModelState`; Zendesk's `details`, whose values are lists; PocketBase's `data`,
 * whose values have a message.
 */
function fieldsIn(members: Members): JsonObject | null {
  const errors = members.get("errors") ?? members.get("modelstate");
  if (isObject(errors)) return errors;
  const details = members.get("details");
  if (isObject(details) && Object.values(details).every(Array.isArray)) return details;
  const data = members.get("data");
  return isObject(data) && Object.values(data).every((value) => isObject(value) && "message" in value)
    ? data
    : null;
}

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
