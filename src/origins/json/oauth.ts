/**
 * RFC 6749 5.2 and RFC 6750: `{"error": "invalid_token", "error_description": "..."}`; GitLab's API guard, token
 * services, Hugging Face.
 */
import type { Shape } from "../said.ts";
import { asCode, factsOf } from "./facts.ts";
import { type JsonDocument, stringOf } from "./members.ts";

export const oauth: Shape<JsonDocument> = {
  name: "oauth",
  read({ members }) {
    const description = stringOf(members, "errordescription");
    const error = stringOf(members, "error");
    if (description === null || error === null) return null;
    return { ...factsOf(members), code: asCode(error), choices: [[description]] };
  },
};
