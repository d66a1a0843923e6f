/**
 * Pages whose heading only repeats the status: Apache (`<h1>Forbidden</h1><p>reason`), HAProxy (the reason is bare
 * text after `</h1>`), nginx (a second `<center>`), IIS (`<h2>`), GitLab's own (`<h3>`), Akamai ("Access Denied" as
 * title and heading), translated ones ("403", "Zugriff verweigert"). What stands below the rule `<hr>` names the
 * server, its version and host, and is never shown.
 */
import type { Shape } from "../said.ts";
import { saysOnlyStatus } from "../status-words.ts";
import type { Block, Page } from "./page.ts";
import { titleOf, titleReason } from "./title.ts";

export const webServerPage: Shape<Page> = {
  name: "web-server",
  read(page) {
    const at = page.blocks.findIndex((block) => /^h[1-6]$/.test(block.tag));
    const heading = page.blocks[at]?.text.trim();
    if (heading === undefined || !isOnlyStatus(heading, titleOf(page))) return null;
    const below = textsToRule(page.blocks.slice(at + 1));
    return { choices: [...below.map((text) => [text]), titleReason(page), [heading]] };
  },
};

/** A few words without an end, under a title that is a status or the same words, stand for the phrase. */
function isOnlyStatus(heading: string, title: string): boolean {
  if (saysOnlyStatus(heading)) return true;
  const isBrief = heading.length <= BRIEF_MAX_CHARACTERS && !/[.!?:]/.test(heading);
  return isBrief && title !== "" && (saysOnlyStatus(title) || title === heading);
}

const BRIEF_MAX_CHARACTERS = 40;

function textsToRule(blocks: readonly Block[]): string[] {
  const rule = blocks.findIndex((block) => block.tag === "hr");
  const above = rule === -1 ? blocks : blocks.slice(0, rule);
  return above.filter((block) => block.tag !== "address").map((block) => block.text);
}
