/**
 * JSON that is not an object: a string (npm's `/package/version`), a list of texts or of error objects, Nexus's
 * validation errors (`application/vnd.siesta-validation-errors-v1+json`: `[{"id", "message"}]`).
 */
import { REASONS_MAX } from "../../limits.ts";
import type { Said } from "../said.ts";
import { factsOf } from "./facts.ts";
import { isObject, membersOf, stringOf } from "./members.ts";
import { textsOf } from "./texts.ts";

/** What a JSON value other than an object says. */
export function readBare(value: unknown): Said {
  const first: unknown = Array.isArray(value) ? value.find(isObject) : null;
  const facts = isObject(first) ? factsOf(membersOf(first)) : {};
  return {
    ...facts,
    choices: [Array.isArray(value) ? value.slice(0, REASONS_MAX).flatMap(textsOfItem) : textsOf(value)],
  };
}

function textsOfItem(item: unknown): string[] {
  if (!isObject(item)) return textsOf(item);
  const members = membersOf(item);
  const id = stringOf(members, "id");
  const message = stringOf(members, "message");
  // Siesta's `*` stands for the request as a whole.
  return id !== null && id !== "*" && message !== null ? [`${id}: ${message}`] : textsOf(item);
}
