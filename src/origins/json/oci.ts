/**
 * OCI distribution-spec 1.1 "Error Codes": `{"errors": [{"code", "message", "detail"}]}`. `detail` is data of any
 * type, which may include internal addresses, and is never shown. Old token services write `Code`.
 */
import { REASONS_MAX } from "../../limits.ts";
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { isObject, type JsonDocument, type Members, membersOf, stringOf } from "./members.ts";

export const oci: Shape<JsonDocument> = {
  name: "oci",
  read({ members }) {
    const errors = members.get("errors");
    if (!Array.isArray(errors)) return null;
    const items = errors.slice(0, REASONS_MAX).filter(isObject).map(membersOf);
    const code = items.map((item) => stringOf(item, "code")).find((found) => found !== null) ?? null;
    // Only words in capitals; Quay's contain spaces.
    if (code === null || !/^[A-Z][A-Z0-9_ ]{1,60}$/.test(code) || items.some(isOfOthers)) return null;
    const messages = items.map((item) => stringOf(item, "message")).filter((message) => message !== null);
    return { ...factsOf(members), code, choices: [messages], isAll: true };
  },
};

/** JSON:API and Artifactory have a `status` next to the code, Square a `category`. */
function isOfOthers(item: Members): boolean {
  return item.has("status") || item.has("category");
}
