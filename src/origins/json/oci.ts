/**
 * OCI distribution-spec 1.1 "Error Codes": `{"errors": [{"code", "message", "detail"}]}`. `detail` is data of any
 * type, internal addresses among it, and is never shown. Old token services write `Code`.
 */
import { REASONS_MAX } from "../../limits.ts";
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { isObject, type JsonDocument, membersOf, stringOf } from "./members.ts";

export const oci: Shape<JsonDocument> = {
  name: "oci",
  read({ members }) {
    const errors = members.get("errors");
    if (!Array.isArray(errors)) return null;
    const items = errors.slice(0, REASONS_MAX).filter(isObject).map(membersOf);
    const code = items.map((item) => stringOf(item, "code")).find((found) => found !== null) ?? null;
    // Words in capitals only; Quay's have blanks. JSON:API and Artifactory have a `status` beside it.
    if (code === null || !/^[A-Z][A-Z0-9_ ]{1,60}$/.test(code) || items.some((item) => item.has("status"))) {
      return null;
    }
    const messages = items.map((item) => stringOf(item, "message")).filter((message) => message !== null);
    return { ...factsOf(members), code, choices: [messages] };
  },
};
