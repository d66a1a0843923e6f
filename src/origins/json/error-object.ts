/**
 * `{"error": {"message", "type", "code", "param"}}`: OpenAI, Anthropic, pub, Elasticsearch and many others; `fault` of Apigee
 * and WSO2.
 */
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { textsBeyond } from "./heading.ts";
import { isObject, type JsonDocument, membersOf, stringOf } from "./members.ts";
import { textsOf, textsOfMembers } from "./texts.ts";

/** Made for people, and better than the tags in Dropbox's `error` next to them. */
const OUTER_NAMES = ["usermessage", "errorsummary"] as const;

export const errorObject: Shape<JsonDocument> = {
  name: "error-object",
  read({ members }) {
    const error = members.get("error") ?? members.get("fault");
    if (!isObject(error)) return null;
    const outer = factsOf(members);
    const inner = membersOf(error);
    const facts = factsOf(inner);
    const texts = textsOf(error);
    const more = textsBeyond(texts, inner);
    return {
      ...facts,
      code: facts.code ?? outer.code ?? null,
      // Anthropic puts the request id next to the error.
      requestId: facts.requestId ?? outer.requestId ?? null,
      documentation: facts.documentation ?? outer.documentation ?? null,
      retryAfterSeconds: facts.retryAfterSeconds ?? outer.retryAfterSeconds ?? null,
      param: stringOf(inner, "param"),
      lead: more.length > 0 ? (texts[0] ?? null) : null,
      choices: [textsOfMembers(members, OUTER_NAMES), more, texts, textsOf(members.get("message"))],
    };
  },
};
