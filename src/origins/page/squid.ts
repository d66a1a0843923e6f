/**
 * Squid (errors/templates): headings that are the same on every page, the error in `<blockquote id="error">`, below it the
 * sentence that explains it, or what the system or the name server returned. The templates have the same elements in
 * all of their languages.
 */
import type { Shape } from "../said.ts";
import type { Block, Page } from "./page.ts";

export const squidPage: Shape<Page> = {
  name: "squid",
  read(page, answer) {
    const at = page.blocks.findIndex((block) => block.mark === "blockquote");
    const error = page.blocks[at];
    const ownCode = [...page.marks].find((mark) => mark.startsWith("ERR_")) ?? null;
    if (error === undefined || (ownCode === null && !answer.headers.has("x-squid-error"))) return null;
    const below = page.blocks.slice(at + 1).filter((block) => block.tag !== "hr");
    const choices = isBrief(error) ? explained(error, below) : [returned(error, below), [error.text]];
    return { choices, code: ownCode };
  },
};

/** "Access Denied.", "Cache Access Denied.", "Zero Sized Reply": the sentence below says more. */
function isBrief({ text }: Block): boolean {
  return text.trim().split(/\s+/).length <= BRIEF_MAX_WORDS && !/\d/.test(text);
}

const BRIEF_MAX_WORDS = 3;

function explained(error: Block, below: readonly Block[]): string[][] {
  const sentence = below.find((block) => block.mark === "");
  return sentence === undefined ? [[error.text]] : [[sentence.text], [error.text]];
}

/** "The system returned: (111) Connection refused", or "The DNS server returned:" and a quotation. */
function returned(error: Block, [first, second]: readonly Block[]): string[] {
  if (first === undefined) return [error.text];
  const text = first.text.trim();
  if (/: ?\(\d{1,5}\)/.test(text)) return [error.text, text];
  return second?.mark === "blockquote" && text.endsWith(":") ? [error.text, text, second.text] : [error.text];
}
