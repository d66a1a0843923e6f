/** Checks that every page of the console has to pass in a browser. */
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

export const LOOKS: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ["desktop-light", { viewport: DESKTOP, colorScheme: "light" }],
  ["desktop-dark", { viewport: DESKTOP, colorScheme: "dark" }],
  ["phone-light", { viewport: PHONE, colorScheme: "light", hasTouch: true, isMobile: true }],
  ["phone-dark", { viewport: PHONE, colorScheme: "dark", hasTouch: true, isMobile: true }],
];

/** The problems that axe-core finds. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then((results) => results.violations)",
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

export async function isWiderThanScreen(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
}
