/**
 * The id that a page shows for its failure.
 */
import { blockId, isBareToken, isIdName } from "./block-id.ts";
import type { Page } from "./page.ts";

/** The first id with a name, in one text or in two (a table's cells), else a generated token on its own; else null. */
export function requestIdOf(page: Page): string | null {
  const texts = page.blocks.filter(({ tag }) => tag !== "title").map(({ text }) => text.trim());
  for (const [index, text] of texts.entries()) {
    const found = blockId(isIdName(text) ? `${text} ${texts[index + 1] ?? ""}` : text);
    if (found !== null) return found.id;
  }
  return texts.find(isBareToken) ?? null;
}
