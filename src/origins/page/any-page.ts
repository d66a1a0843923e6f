/**
 * Any other HTML page: the first heading that says more than a status (Pyramid: `<h1>400 reason</h1>`), else the
 * title, else the first text.
 */
import type { Shape } from "../said.ts";
import type { Page } from "./page.ts";
import { titleReason } from "./title.ts";

export const anyPage: Shape<Page> = {
  name: "html",
  read(page) {
    const headings = page.blocks.filter((block) => /^h[1-6]$/.test(block.tag));
    const texts = page.blocks.filter((block) => !["title", "address", "hr"].includes(block.tag));
    return {
      choices: [
        ...headings.map((block) => [block.text]),
        titleReason(page),
        ...texts.map((block) => [block.text]),
      ],
    };
  },
};
