/**
 * What a page is, whatever its status: for web pages that come instead of packages.
 */
import type { Page } from "./page.ts";
import { productIn } from "./products.ts";
import { isSignIn } from "./sign-in.ts";
import { titleOf } from "./title.ts";

export interface PageFacts {
  /** Whether its purpose is for people to sign in. */
  readonly isSignIn: boolean;
  /** The product that made it, as the product spells itself; null if the page does not name one. */
  readonly product: string | null;
  /** The page's title unchanged, untrusted; empty if it has none. */
  readonly title: string;
  /** The host that the page's form is sent to, in lower case; null if it is the page's own or there is none. */
  readonly formHost: string | null;
}

/** A page names its product in titles, headings and short lines, not in sentences. */
const NAMING_MAX_CHARACTERS = 100;

/** In: a page and the status it came with. */
export function pageFacts(page: Page, status: number): PageFacts {
  return {
    isSignIn: isSignIn(page, status),
    product: productOf(page),
    title: titleOf(page),
    formHost: hostOf(page.formAction),
  };
}

function productOf(page: Page): string | null {
  for (const { text } of page.blocks) {
    const product = text.length > NAMING_MAX_CHARACTERS ? null : productIn(text);
    if (product !== null) return product;
  }
  return null;
}

function hostOf(action: string): string | null {
  if (!/^https?:\/\//i.test(action)) return null;
  return URL.parse(action)?.host ?? null;
}
