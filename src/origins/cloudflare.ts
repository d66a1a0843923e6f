/**
 * Answers that Cloudflare's edge made itself: RFC 9457 JSON with `cloudflare_error` (since 2026-03), the text
 * `error code: 1020`, and HTML pages of its 52x and 1xxx errors. Their codes are Cloudflare's own; 502 and 504 are
 * plain statuses, behind which an origin's own words are lost.
 */
import { factsOf } from "./json/facts.ts";
import { type JsonDocument, stringOf } from "./json/members.ts";
import type { Page } from "./page/page.ts";
import { titleOf, titleReason } from "./page/title.ts";
import { SAID_NOTHING, type Shape } from "./said.ts";

/** The failure's judge knows the edge's pages by this name. */
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

export const cloudflarePage: Shape<Page> = {
  name: CLOUDFLARE,
  read(page) {
    const title = titleOf(page);
    // The challenge for browsers, which no package client can pass.
    if (title === "Just a moment...") return SAID_NOTHING;
    if (!isEdgePage(page, title)) return null;
    return { choices: reasonsOf(page, title), code: codeOf(page, title), requestId: rayOf(page) };
  },
};

function isEdgePage(page: Page, title: string): boolean {
  if (/ \| \d{3}: |\| Cloudflare$|used Cloudflare to restrict access$/.test(title)) return true;
  if (page.marks.has("cf-wrapper") || page.marks.has("cf-error-details")) return true;
  // The edge's oldest page is nginx's, signed differently.
  const last = page.blocks.at(-1);
  return last?.tag === "center" && last.text.trim() === CLOUDFLARE;
}

/** A 52x page has its reason in the title and the heading, a 1xxx page in the line below a heading of code and ray. */
function reasonsOf(page: Page, title: string): readonly string[][] {
  const ofStatus = / \| \d{3}: (.{1,200})$/.exec(title)?.[1];
  const below = page.blocks.find((block) => block.mark === "cf-subheadline");
  const headings = page.blocks.filter((block) => block.tag === "h1" && block.mark === "");
  const chosen = [ofStatus, ...headings.map((block) => block.text), below?.text];
  return [...chosen.map((text) => (text === undefined ? [] : [text])), titleReason(page)];
}

function codeOf(page: Page, title: string): string | null {
  const labels = page.blocks.filter((block) => block.mark === "cf-error-code" || block.mark === "code-label");
  for (const text of [title, ...labels.map((block) => block.text)]) {
    const code = /(?:^|\| |\b[Ee]rror (?:code:? )?)(\d{3,4})\b/.exec(text.trim())?.[1];
    if (code !== undefined) return ownCode(code);
  }
  return null;
}

/** 520 to 530 and 1000 up are codes; any other number is a status of HTTP. */
function ownCode(code: string): string | null {
  const number = Number(code);
  return (number >= 520 && number <= 530) || number >= 1000 ? code : null;
}

function rayOf(page: Page): string | null {
  for (const { text } of page.blocks) {
    const ray = /Ray ID:\s{0,8}([0-9a-f]{16})/.exec(text)?.[1];
    if (ray !== undefined) return ray;
  }
  return null;
}

/** True for an answer whose headers say that the edge made it, whatever the body. */
export function isMadeByEdge(headers: Headers): boolean {
  return headers.has("cf-error-type") || headers.get("cf-mitigated") === "challenge";
}
