/**
 * The pages of Java's servlet containers, in the language of the server. Tomcat (Artifactory): `<h1>HTTP Status 403 -
 * ...</h1>` and paragraphs "Type", "Message", "Description", "Exception", the last with the stack trace. Jetty: `<h2>HTTP
 * ERROR 404 ...</h2>` and a table whose row "MESSAGE:" has the reason, or "Reason:" with a `<pre>`.
 */
import type { Shape } from "../said.ts";
import type { Page } from "./page.ts";
import { type Passage, passagesOf } from "./passages.ts";

/** "HTTP Status 404", "État HTTP 404", "HTTP状态 404", "Estado de HTTP 404", "HTTP ERROR 404". */
const HEADING = /^\s{0,20}(?:\S{1,20} ){0,2}HTTP ?\S{0,12} ?\d{3}\b/i;

export const servletPage: Shape<Page> = {
  name: "servlet",
  read(page) {
    const heading = page.blocks.find((block) => block.tag === "h1" || block.tag === "h2");
    if (heading === undefined || !HEADING.test(heading.text)) return null;
    const passages = passagesOf(page);
    const messages = passages.filter(({ label }) => label === "reason").map(({ text }) => [text]);
    return { choices: [...messages, [heading.text], ...descriptionsIn(passages)] };
  },
};

/** What the status means, for pages without a message or more than the status in the heading. */
function descriptionsIn(passages: readonly Passage[]): string[][] {
  return passages.filter(({ label }) => label === "description").map(({ text }) => [text]);
}
