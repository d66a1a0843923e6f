/**
 * AWS JSON protocols and API Gateway: `{"message"}` or `{"Message"}`, the error's name in the header
 * `x-amzn-ErrorType` or in `__type`, either with a namespace (`com.amazon#Name`) or a link (`Name:http://...`).
 */
import type { Shape } from "../said.ts";
import { factsOf } from "./facts.ts";
import { type JsonDocument, stringOf } from "./members.ts";
import { textsOfMembers } from "./texts.ts";

export const aws: Shape<JsonDocument> = {
  name: "aws",
  read({ object, members }, answer) {
    const name = stringOf(members, "type");
    const typed = "__type" in object && name !== null ? name : answer.headers.get("x-amzn-errortype");
    if (typed === null) return null;
    return {
      ...factsOf(members),
      type: null,
      code: awsErrorName(typed),
      choices: [textsOfMembers(members, ["message"])],
    };
  },
};

/** The bare name of an AWS error. */
export function awsErrorName(type: string): string {
  const path = type.split(":", 1)[0] ?? "";
  return path.slice(path.lastIndexOf("#") + 1);
}
