/**
 * Bottle's page (pypiserver): `<h1>Error: 409 Conflict</h1>`, a paragraph with the internal URL, the reason in
 * `<pre>`. A second `<pre>` under "Exception:" or "Traceback:" is for developers.
 */
import type { Shape } from "../said.ts";
import type { Page } from "./page.ts";

export const bottlePage: Shape<Page> = {
  name: "bottle",
  read(page) {
    const heading = page.blocks.find((block) => block.tag === "h1");
    if (heading === undefined || !/^\s{0,20}Error:? \d{3}\b/.test(heading.text)) return null;
    const reason = page.blocks.find((block) => block.tag === "pre");
    return reason === undefined ? null : { choices: [[reason.text]] };
  },
};
