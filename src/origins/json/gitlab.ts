/**
 * GitLab's API (lib/api/helpers.rb): `{"message": "403 Forbidden - reason"}`, often with the same text as `error`;
 * validation errors as `{"message": {"name": ["is invalid"]}}`.
 */
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { isObject, type JsonDocument } from "./members.ts";
import { textsOf } from "./texts.ts";

export const gitlab: Shape<JsonDocument> = {
  name: "gitlab",
  read({ members }) {
    const message = members.get("message");
    const isFromGitlab = typeof message === "string" ? /^\d{3} \S/.test(message) : isObject(message);
    if (!isFromGitlab) return null;
    return { ...factsOf(members), choices: [textsOf(message), textsOf(members.get("error"))] };
  },
};
