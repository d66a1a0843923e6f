/**
 * Answers made by Cloudflare's edge itself: RFC 9457 JSON with `cloudflare_error` (since 2026-03), the text
 * `error code: 1020` (its HTML pages: page/cloudflare.ts). Their codes are Cloudflare's own; 502 and 504 are
 * plain statuses, which replace an origin's own words.
 */
import { factsOf } from "./json/facts.ts";
import { type JsonDocument, stringOf } from "./json/members.ts";
import type { Shape } from "./said.ts";

/** `failure/judge.ts` recognises the edge's pages by this name. */
export const CLOUDFLARE = "cloudflare";

export const cloudflareProblem: Shape<JsonDocument> = {
  name: CLOUDFLARE,
  read({ members }) {
    const code = members.get("errorcode");
    if (members.get("cloudflareerror") !== true && !(members.has("rayid") && code !== undefined)) return null;
    const texts = [stringOf(members, "detail"), stringOf(members, "title")];
    return {
      ...factsOf(members),
      code: typeof code === "number" || typeof code === "string" ? ownCode(String(code)) : null,
      choices: texts.map((text) => (text === null ? [] : [text])),
    };
  },
};

export const cloudflareText: Shape<string> = {
  name: CLOUDFLARE,
  read(text) {
    const code = /^error code: (\d{3,4})\s{0,4}$/.exec(text)?.[1];
    return code === undefined ? null : { choices: [], code: ownCode(code) };
  },
};

/** 520 to 530 and numbers from 1000 up are codes; any other number is an HTTP status. */
export function ownCode(code: string): string | null {
  const number = Number(code);
  return (number >= 520 && number <= 530) || number >= 1000 ? code : null;
}

/** True for an answer whose headers say that the edge made it, whatever the body. */
export function isMadeByEdge(headers: Headers): boolean {
  return headers.has("cf-error-type") || headers.get("cf-mitigated") === "challenge";
}
