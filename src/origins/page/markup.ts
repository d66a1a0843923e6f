/**
 * HTML and XML as plain data. Finding the tags is a parser's work, outside of hearing (`response/scan-markup.ts`);
 * which text it is given is decided here. Pure.
 */

/** What is to be parsed. */
export interface MarkupSource {
  readonly text: string;
  /** A CSS selector: only these elements are opened and closed. Text comes from everywhere. */
  readonly elements: string;
}

/** In the order of the source. Names are in lower case; text has its character references still. */
export type MarkupEvent =
  | { readonly kind: "open"; readonly name: string; readonly attributes: MarkupAttributes }
  /** An element's own end tag, or the one of an element around it; none where the source ends before. */
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/** All that readers look at; empty where the element has none. */
export interface MarkupAttributes {
  readonly class: string;
  readonly id: string;
  readonly type: string;
  /** Of controls. */
  readonly name: string;
  /** Of forms. */
  readonly action: string;
}

/** Where hearing asks for a text's events; an empty list says nothing. */
export type ParseMarkup = (source: MarkupSource) => readonly MarkupEvent[];

/** An XML document, its CDATA sections as ordinary text: parsers of HTML take them for comments. */
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
