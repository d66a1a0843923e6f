/**
 * Hearing of HTML and XML, loaded when an answer contains some: few do, and this is a large part of hearing. The only
 * list of pages. Pure.
 */
import type { OriginAnswer } from "../../failure/failure.ts";
import type { Heard } from "../../failure/heard.ts";
import { firstOf, NO_READING, type ReadMarkup } from "../document.ts";
import { FURTHER } from "../further.ts";
import { hear, mayHaveMarkup } from "../index.ts";
import type { Shape } from "../said.ts";
import { anyPage } from "./any-page.ts";
import { bottlePage } from "./bottle.ts";
import { cloudflarePage } from "./cloudflare.ts";
import { type MarkupEvent, type MarkupSource, type ParseMarkup, xmlSource } from "./markup.ts";
import { nexusPage } from "./nexus.ts";
import { PAGE_ELEMENTS, type Page, readPage } from "./page.ts";
import { servletPage } from "./servlet.ts";
import { signInPage } from "./sign-in.ts";
import { squidPage } from "./squid.ts";
import { whitelabelPage } from "./whitelabel.ts";
import { readXmlError } from "./xml-error.ts";

/** The first shape that recognises the page reads it. */
const PAGES: readonly Shape<Page>[] = [
  cloudflarePage,
  nexusPage,
  bottlePage,
  servletPage,
  squidPage,
  whitelabelPage,
  signInPage,
  anyPage,
];

export { readPage } from "./page.ts";
export { type PageFacts, pageFacts } from "./page-facts.ts";

/** The HTML or XML that has to be parsed for `hearMarkup`: the body, or the first such text inside its JSON; else null. */
export function markupOf(answer: OriginAnswer): MarkupSource | null {
  if (!mayHaveMarkup(answer)) return null;
  const wanted: MarkupSource[] = [];
  hear(
    answer,
    readerWith((source) => {
      wanted.push(source);
      return [];
    }),
    FURTHER,
  );
  return wanted[0] ?? null;
}

/** What the origin said. `events` is what a parser made of `markupOf(answer)`. Never throws. */
export function hearMarkup(answer: OriginAnswer, events: readonly MarkupEvent[]): Heard {
  let unheard = events;
  const parse: ParseMarkup = () => {
    const heard = unheard;
    unheard = [];
    return heard;
  };
  return hear(answer, readerWith(parse), FURTHER);
}

function readerWith(parse: ParseMarkup): ReadMarkup {
  return (text, language, answer) => {
    if (language === "html" || isXhtml(text))
      return readPages(readPage(parse({ text, elements: PAGE_ELEMENTS })), answer);
    const events = parse(xmlSource(text));
    const said = readXmlError(events);
    return said === null ? readPages(readPage(events), answer) : { shape: "xml", isPage: false, said };
  };
}

/** A page with an XML declaration, such as old Varnish's: its title is not that of an XML error. */
function isXhtml(text: string): boolean {
  return /<html[\s>]/i.test(text.slice(0, BEFORE_ROOT_MAX_CHARACTERS));
}

/** Room for a declaration, a document type with its address, and a comment. */
const BEFORE_ROOT_MAX_CHARACTERS = 600;

function readPages(page: Page, answer: OriginAnswer) {
  return firstOf(PAGES, page, answer, true) ?? NO_READING;
}
