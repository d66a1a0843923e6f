/**
 * `{"error": {"message", "type", "code", "param"}}`: OpenAI, Anthropic, pub, Elasticsearch and many others.
 */
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { isObject, type JsonDocument, membersOf, stringOf } from "./members.ts";
import { textsOf } from "./texts.ts";

export const errorObject: Shape<JsonDocument> = {
  name: "error-object",
  read({ members }) {
    const error = members.get("error");
    if (!isObject(error)) return null;
    const outer = factsOf(members);
    const inner = membersOf(error);
    const facts = factsOf(inner);
    return {
      ...facts,
      code: facts.code ?? outer.code ?? null,
      // Anthropic puts the request id beside the error.
      requestId: facts.requestId ?? outer.requestId ?? null,
      documentation: facts.documentation ?? outer.documentation ?? null,
      retryAfterSeconds: facts.retryAfterSeconds ?? outer.retryAfterSeconds ?? null,
      param: stringOf(inner, "param"),
      choices: [textsOf(error), textsOf(members.get("message"))],
    };
  },
};
