/**
 * HTML pages of Cloudflare's edge: its 52x and 1xxx errors, and the challenge for browsers.
 */
import { CLOUDFLARE, ownCode } from "../cloudflare.ts";
import { SAID_NOTHING, type Shape } from "../said.ts";
import type { Page } from "./page.ts";
import { passagesOf } from "./passages.ts";
import { reasonsOf as scoredReasonsOf } from "./scoring.ts";
import { titleOf, titleReason } from "./title.ts";

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
  // The edge's oldest page is nginx's with another signature.
  const last = page.blocks.at(-1);
  return last?.tag === "center" && last.text.trim() === CLOUDFLARE;
}

/**
 * A 52x page has its reason in the title and the heading, a 1xxx page in the line below a heading with code and ray, found
 * by its class or its tag; "Access denied" there says less than the paragraph.
 */
function reasonsOf(page: Page, title: string): readonly (readonly string[])[] {
  const ofStatus = / \| \d{3}: (.{1,200})$/.exec(title)?.[1];
  const headings = page.blocks.filter((block) => block.tag === "h1" && block.mark === "");
  const below =
    page.blocks.find((block) => block.mark === "cf-subheadline") ??
    page.blocks.find((block) => block.tag === "h2" && !block.text.trim().endsWith("?"));
  const chosen = [ofStatus, ...headings.map((block) => block.text), below?.text];
  const telling = chosen.filter((text) => text !== undefined && !/^\s*access denied\s*$/i.test(text));
  const scored = scoredReasonsOf(page, passagesOf(page));
  return [...telling.map((text) => (text === undefined ? [] : [text])), ...scored, titleReason(page)];
}

function codeOf(page: Page, title: string): string | null {
  const labels = page.blocks.filter((block) => block.mark === "cf-error-code" || block.mark === "code-label");
  for (const text of [title, ...labels.map((block) => block.text)]) {
    const code = /(?:^|\| |\b[Ee]rror (?:code:? )?)(\d{3,4})\b/.exec(text.trim())?.[1];
    if (code !== undefined) return ownCode(code);
  }
  return null;
}

function rayOf(page: Page): string | null {
  for (const { text } of page.blocks) {
    const ray = /Ray ID:\s{0,8}([0-9a-f]{16})/.exec(text)?.[1];
    if (ray !== undefined) return ray;
  }
  return null;
}
