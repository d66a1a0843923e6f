/**
 * A scanner of HTML and XML: tags and text in order, no tree, so that neither deep nesting nor unclosed tags cost
 * more than their length. Follows the HTML standard's tokenization where it matters for text: comments, raw text
 * elements, quoted attributes, bogus comments. Every search either succeeds and moves on or ends the scan.
 */
import { decodeEntities } from "./entities.ts";

export interface MarkupReader {
  /** True where the reader has enough: the scan ends. */
  readonly isFull: boolean;
  /** `attributes` in the order of the source, names in lower case. */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  close(name: string): void;
  /** Entities are decoded, white space is as in the source. */
  text(text: string): void;
}

/** Elements whose content is text up to their own end tag, with that tag; of these only two are for readers. */
const RAW_TEXT: ReadonlyMap<string, RegExp> = new Map(
  ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, "gi"),
  ]),
);
const READABLE: ReadonlySet<string> = new Set(["title", "xmp"]);

/** Reads `source` through; names are in lower case, in XML without their namespace prefix. */
export function scanMarkup(source: string, dialect: "html" | "xml", reader: MarkupReader): void {
  let at = 0;
  while (at !== -1 && at < source.length && !reader.isFull) {
    const tag = source.indexOf("<", at);
    const end = tag === -1 ? source.length : tag;
    if (end > at) reader.text(decodeEntities(source.slice(at, end)));
    if (tag === -1) return;
    at = afterTag(source, tag, dialect, reader);
  }
}

/** Reads what begins with the `<` at `tag`; the index behind it, or -1 where it never ends. */
function afterTag(source: string, tag: number, dialect: "html" | "xml", reader: MarkupReader): number {
  const next = source.charCodeAt(tag + 1);
  if (isLetter(next)) return afterOpenTag(source, tag + 1, dialect, reader);
  if (next === SLASH) return afterCloseTag(source, tag + 2, dialect, reader);
  if (next === QUESTION_MARK) return after(source, dialect === "xml" ? "?>" : ">", tag + 2);
  if (next === EXCLAMATION_MARK) return afterDeclaration(source, tag, dialect, reader);
  reader.text("<");
  return tag + 1;
}

function afterDeclaration(
  source: string,
  tag: number,
  dialect: "html" | "xml",
  reader: MarkupReader,
): number {
  if (source.startsWith("<!--", tag)) {
    // `<!-->` and `<!--->` are whole comments in HTML.
    if (source.startsWith(">", tag + 4)) return tag + 5;
    if (source.startsWith("->", tag + 4)) return tag + 6;
    return after(source, "-->", tag + 4);
  }
  if (dialect === "xml" && source.startsWith("<![CDATA[", tag)) {
    const end = source.indexOf("]]>", tag + 9);
    reader.text(source.slice(tag + 9, end === -1 ? source.length : end));
    return end === -1 ? -1 : end + 3;
  }
  return after(source, ">", tag + 2);
}

function afterCloseTag(source: string, from: number, dialect: "html" | "xml", reader: MarkupReader): number {
  if (isLetter(source.charCodeAt(from))) reader.close(nameAt(source, from, dialect));
  return after(source, ">", from);
}

function afterOpenTag(source: string, from: number, dialect: "html" | "xml", reader: MarkupReader): number {
  const name = nameAt(source, from, dialect);
  const attributes = new Map<string, string>();
  const end = readAttributes(source, endOfName(source, from), attributes);
  if (end === -1) return -1;
  reader.open(name, attributes);
  if (dialect === "xml") {
    if (source[end - 2] === "/") reader.close(name);
    return end;
  }
  return afterRawText(source, end, name, reader);
}

function afterRawText(source: string, from: number, name: string, reader: MarkupReader): number {
  const closing = RAW_TEXT.get(name);
  if (closing === undefined) return from;
  closing.lastIndex = from;
  const end = closing.exec(source)?.index ?? source.length;
  if (READABLE.has(name)) reader.text(decodeEntities(source.slice(from, end)));
  return end;
}

/** Fills `attributes` up to the tag's `>`; the index behind it, or -1. */
function readAttributes(source: string, from: number, attributes: Map<string, string>): number {
  let at = from;
  while (at < source.length) {
    const unit = source.charCodeAt(at);
    if (unit === GREATER_THAN) return at + 1;
    if (isBlank(unit) || unit === SLASH) {
      at++;
      continue;
    }
    let end = at + 1;
    while (end < source.length && !endsAttributeName(source.charCodeAt(end))) end++;
    const name = source.slice(at, end).toLowerCase();
    at = skipBlanks(source, end);
    if (source.charCodeAt(at) !== EQUALS) {
      attributes.set(name, "");
      continue;
    }
    at = skipBlanks(source, at + 1);
    const value = endOfValue(source, at);
    if (value === -1) return -1;
    const quoted = isQuote(source.charCodeAt(at));
    attributes.set(name, source.slice(quoted ? at + 1 : at, value));
    at = quoted ? value + 1 : value;
  }
  return -1;
}

/** Where the value that begins at `at` ends: at its quote, or where a blank or `>` ends an unquoted one. */
function endOfValue(source: string, at: number): number {
  if (isQuote(source.charCodeAt(at))) return source.indexOf(source.charAt(at), at + 1);
  let end = at;
  while (end < source.length && !isBlank(source.charCodeAt(end)) && source.charCodeAt(end) !== GREATER_THAN)
    end++;
  return end;
}

function nameAt(source: string, from: number, dialect: "html" | "xml"): string {
  const name = source.slice(from, endOfName(source, from)).toLowerCase();
  return dialect === "xml" ? name.slice(name.indexOf(":") + 1) : name;
}

function endOfName(source: string, from: number): number {
  let end = from;
  while (end < source.length && !endsName(source.charCodeAt(end))) end++;
  return end;
}

/** Behind the next `mark`, or -1. */
function after(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at === -1 ? -1 : at + mark.length;
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  while (isBlank(source.charCodeAt(at))) at++;
  return at;
}

const EXCLAMATION_MARK = 0x21;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
const QUESTION_MARK = 0x3f;

function isLetter(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

function isQuote(unit: number): boolean {
  return unit === DOUBLE_QUOTE || unit === SINGLE_QUOTE;
}

function endsName(unit: number): boolean {
  return isBlank(unit) || unit === SLASH || unit === GREATER_THAN;
}

function endsAttributeName(unit: number): boolean {
  return endsName(unit) || unit === EQUALS;
}
