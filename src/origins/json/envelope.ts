/**
 * Any other JSON object: npm, Verdaccio, Composer, devpi, Ansible Galaxy, Spring, Django, Pyramid and the rest, read
 * by names that usually contain a reason. If there are several, the order of `NAMES` decides.
 */
import type { Shape } from "../said.ts";
import { asOauthCode, factsOf } from "./facts.ts";
import { textsBeyond } from "./heading.ts";
import { type JsonDocument, type Members, stringOf } from "./members.ts";
import { textsOf } from "./texts.ts";

const NAMES = [
  "detail",
  "errordescription",
  "message",
  "error",
  "details",
  "errormessage",
  "errorsummary",
  "errors",
  "description",
  "reason",
  "msg",
  // Ansible Galaxy v1
  "default",
  "title",
] as const;

export const envelope: Shape<JsonDocument> = {
  name: "json",
  read({ members }) {
    const facts = factsOf(members);
    const choices = NAMES.map((name) => textsOf(members.get(name)));
    const own = choices.find((texts) => texts.length > 0) ?? [];
    const more = textsBeyond(own, members);
    return {
      ...facts,
      // Spring's `error` is a phrase, npm's the message; one word with `_` is a code.
      code: facts.code ?? asOauthCode(members.get("error")),
      lead: more.length > 0 ? (own[0] ?? null) : null,
      choices: [pyramidReason(members), more, ...choices],
    };
  },
};

/** Pyramid's JSON: the reason is the `code` ("400 reason"); `message` puts boilerplate in front of it. */
function pyramidReason(members: Members): string[] {
  const code = stringOf(members, "code");
  return code !== null && /^\d{3} \S/.test(code) && members.has("title") ? [code] : [];
}
