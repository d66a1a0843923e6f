/**
 * The pages of Java's servlet containers. Tomcat (Artifactory): `<h1>HTTP Status 403 - ...</h1>` and paragraphs
 * "Type", "Message", "Description", "Exception", the last with the stack trace. Jetty: `<h2>HTTP ERROR 404 ...</h2>`
 * and a table whose row "MESSAGE:" has the reason, or "Reason:" with a `<pre>`.
 */
import type { Shape } from "../said.ts";
import type { Block, Page } from "./page.ts";

export const servletPage: Shape<Page> = {
  name: "servlet",
  read(page) {
    const heading = page.blocks.find((block) => block.tag === "h1" || block.tag === "h2");
    if (heading === undefined || !/^\s{0,20}HTTP (?:Status|ERROR)\b/i.test(heading.text)) return null;
    return { choices: [messageOf(page.blocks), [heading.text]] };
  },
};

function messageOf(blocks: readonly Block[]): string[] {
  for (const [index, block] of blocks.entries()) {
    if (block.tag === "p") {
      const labelled = /^\s{0,20}message\b:?([\s\S]*)$/i.exec(block.text)?.[1];
      if (labelled !== undefined) return [labelled];
    }
    const next = blocks[index + 1];
    if (
      next !== undefined &&
      /(?:^|\s)(?:message|reason):\s{0,20}$/i.test(block.text.slice(-LABEL_MAX_CHARACTERS))
    ) {
      return [next.text];
    }
  }
  return [];
}

const LABEL_MAX_CHARACTERS = 40;
