/**
 * RFC 9457 problem details, with any media type: `detail`, else `title`. Swift registries send `detail` alone, Quay
 * sends it as `application/json`; GitLab repeats `detail` as `error`.
 */
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import type { JsonDocument } from "./members.ts";

export const problem: Shape<JsonDocument> = {
  name: "problem",
  read({ members }, answer) {
    const declared = (answer.headers.get("content-type") ?? "").toLowerCase().includes("problem+json");
    const says = members.has("detail") || members.has("title");
    if (!declared && !(says && (members.has("type") || members.has("instance")))) return null;
    const detail = members.get("detail");
    if (detail !== undefined && typeof detail !== "string") return null;
    const texts = [detail, members.get("title"), members.get("message"), members.get("error")];
    return {
      ...factsOf(members),
      choices: texts.map((text) => (typeof text === "string" ? [text] : [])),
    };
  },
};
