/**
 * Sonatype Nexus 3 (errorPageHtml.vm, read at 3.77): the reason is in the last `<div class="content-section">`; the
 * title and the headings only have the status. `Unknown error` means that there is none.
 */
import type { Shape } from "../said.ts";
import type { Page } from "./page.ts";

export const nexusPage: Shape<Page> = {
  name: "nexus",
  read(page) {
    if (!page.marks.has("content-section")) return null;
    const reason = page.blocks.findLast((block) => block.mark === "content-section" && block.tag !== "pre");
    return { choices: [reason === undefined ? [] : [reason.text]] };
  },
};
