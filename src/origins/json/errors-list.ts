/**
 * `{"errors": [...]}` that is not OCI's: JSON:API, Artifactory, crates, Gitea's Cargo and Composer, HCP Terraform,
 * PyPI's token mint, GraphQL, plain strings. All items are heard; an outer `message` comes before them.
 */
import { REASONS_MAX } from "../../limits.ts";
import type { Shape } from "../said.ts";
import { codeOf, factsOf } from "./facts.ts";
import { textsBeyond } from "./heading.ts";
import { isObject, type JsonDocument, type Members, membersOf, objectOf, stringOf } from "./members.ts";
import { ownTexts, textsOf, textsOfMembers } from "./texts.ts";

/** JSON:API's `title` is general, its `detail` the reason. */
const ITEM_NAMES = ["message", "detail", "description", "msg", "reason", "title"] as const;

/** For lists that only contain codes. */
const OUTER_NAMES = ["detail", "error", "title"] as const;

export const errorsList: Shape<JsonDocument> = {
  name: "errors-list",
  read({ members }) {
    const errors = members.get("errors") ?? members.get("error");
    if (!Array.isArray(errors) || errors.length === 0) return null;
    const items = errors.slice(0, REASONS_MAX);
    const first: unknown = items.find(isObject);
    const inner = isObject(first) ? membersOf(first) : members;
    const facts = factsOf(inner);
    const outer = factsOf(members);
    return {
      ...facts,
      code: facts.code ?? codeOf(objectOf(inner, "extensions")) ?? outer.code ?? null,
      requestId: outer.requestId ?? facts.requestId ?? jsonApiId(inner),
      documentation: facts.documentation ?? outer.documentation ?? null,
      lead: stringOf(members, "message") ?? stringOf(members, "description"),
      choices: [items.flatMap(textsOfItem), textsOfMembers(members, OUTER_NAMES)],
    };
  },
};

function textsOfItem(item: unknown): string[] {
  if (!isObject(item)) return textsOf(item);
  const members = membersOf(item);
  const named = textsOfMembers(members, ITEM_NAMES);
  const own = named.length > 0 ? named : ownTexts(members);
  const more = textsBeyond(own, members);
  return more.length > 0 ? [`${own[0]}: ${more.join("; ")}`] : own;
}

/** JSON:API's `id` names this occurrence of the problem; elsewhere a short id is a number in a list. */
function jsonApiId(item: Members): string | null {
  const id = stringOf(item, "id");
  return id !== null && id.length >= 8 ? id : null;
}
