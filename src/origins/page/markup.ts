/**
 * HTML and XML as plain data. Finding the tags is a parser's job, outside of hearing (`response/scan-markup.ts`);
 * which text the parser gets is decided here. Pure.
 */

/** What is to be parsed. */
export interface MarkupSource {
  readonly text: string;
  /** A CSS selector: only these elements give open and close events. Text comes from everywhere. */
  readonly elements: string;
}

/** In source order. Names are in lower case; character references in text are not yet decoded. */
export type MarkupEvent =
  | { readonly kind: "open"; readonly name: string; readonly attributes: MarkupAttributes }
  /** An element's own end tag, or that of an element around it; none if the source ends before. */
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/** All that readers look at; an attribute that the element lacks is empty. */
export interface MarkupAttributes {
  readonly class: string;
  readonly id: string;
  readonly type: string;
  /** For controls only. */
  readonly name: string;
  /** For forms only. */
  readonly action: string;
}

/** How hearing gets a text's events; nothing is heard in an empty list. */
export type ParseMarkup = (source: MarkupSource) => readonly MarkupEvent[];

/** An XML document, its CDATA sections turned into ordinary text: HTML parsers take them for comments. */
export function xmlSource(text: string): MarkupSource {
  return { text: withoutCdata(text), elements: "*" };
}

const CDATA_START = "<![CDATA[";
const CDATA_END = "]]>";

/** XML 1.0, 2.7. A section without its end runs to the end of the text. */
function withoutCdata(text: string): string {
  let read = "";
  let from = 0;
  for (let at = text.indexOf(CDATA_START); at !== -1; at = text.indexOf(CDATA_START, from)) {
    const start = at + CDATA_START.length;
    const end = text.indexOf(CDATA_END, start);
    read += text.slice(from, at) + escaped(text.slice(start, end === -1 ? text.length : end));
    if (end === -1) return read;
    from = end + CDATA_END.length;
  }
  return read + text.slice(from);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
