/**
 * What kind of document a text is, by its first characters: Content-Type is often wrong (README.md, "Why not
 * otherwise") and is only a hint.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { parseJson } from "../text/json.ts";
import type { OriginText } from "../text/origin-text.ts";
import { readBare } from "./json/bare.ts";
import { isObject, type JsonDocument, membersOf } from "./json/members.ts";
import { parseBrokenJson } from "./json/repair.ts";
import { type ParseMarkup, xmlSource } from "./page/markup.ts";
import { PAGE_ELEMENTS, type Page, readPage } from "./page/page.ts";
import { readXmlError } from "./page/xml-error.ts";
import { SAID_NOTHING, type Said, type Shape } from "./said.ts";

/** The known shapes by the kind of document they are found in. */
export interface Documents {
  readonly objects: readonly Shape<JsonDocument>[];
  readonly pages: readonly Shape<Page>[];
  readonly texts: readonly Shape<string>[];
}

export interface Reading {
  readonly shape: string;
  /** Pages are written for browsers; a reason phrase beside one is more to the point. */
  readonly isPage: boolean;
  readonly said: Said;
}

const NO_READING: Reading = { shape: "none", isPage: false, said: SAID_NOTHING };

/** What `source` says in the first shape that knows it. Only a text that is markup is given to `parse`, and once. */
export function readDocument(
  source: OriginText,
  answer: OriginAnswer,
  shapes: Documents,
  parse: ParseMarkup,
): Reading {
  // `trim` takes a byte order mark too.
  const text = source.text.trim();
  if (text === "") return NO_READING;
  const mediaType = (answer.headers.get("content-type") ?? "").toLowerCase();
  // Another Outspoken's type is no lie: what it says as text may begin like anything.
  if (isSpoken(answer) && mediaType.startsWith("text/plain")) {
    return firstOf(shapes.texts, text, answer, false) ?? NO_READING;
  }
  switch (text[0]) {
    case "{":
    case "[":
    case '"':
      return (
        readJson(jsonOf(source, text), answer, shapes) ?? readBrokenJson(text, answer, shapes, mediaType)
      );
    case "<":
      return readMarkup(text, answer, shapes, mediaType, parse);
    default:
      // A fragment: "Access denied<br>...", or a text with entities.
      if (mediaType.includes("html") && /<[a-z/!]|&[#a-z]/i.test(text))
        return readHtml(text, answer, shapes, parse);
      return firstOf(shapes.texts, text, answer, false) ?? NO_READING;
  }
}

/** An answer of another Outspoken, behind this one: its body says all, its headers the same in fewer letters. */
export function isSpoken({ headers }: OriginAnswer): boolean {
  return headers.has("x-outspoken") && headers.has("x-outspoken-ref");
}

/** A string that is a document again, as gateways nest the answers they got. */
export function isDocument(text: string): boolean {
  return /^\s{0,20}(?:[{[]\s{0,20}["{[]|<(?:!doctype|html|\?xml)\b)/i.test(text);
}

/** JSON knows fewer blanks than `trim`; what is no JSON as a whole may be the beginning of some. */
function jsonOf(source: OriginText, trimmed: string): unknown {
  if (source.json !== undefined) return source.json;
  const value = trimmed === source.text ? undefined : parseJson(trimmed);
  return value ?? parseBrokenJson(trimmed);
}

function readJson(value: unknown, answer: OriginAnswer, shapes: Documents): Reading | null {
  if (value === undefined) return null;
  if (isObject(value)) {
    const document = { object: value, members: membersOf(value) };
    return firstOf(shapes.objects, document, answer, false) ?? NO_READING;
  }
  return { shape: "json", isPage: false, said: readBare(value) };
}

/** Text that begins like JSON ("[WARNING] ...") is text; what looks like broken JSON is never shown. */
function readBrokenJson(text: string, answer: OriginAnswer, shapes: Documents, mediaType: string): Reading {
  const isJson =
    text[0] === "{" ? mediaType.includes("json") || /^\{\s{0,20}["'{}]/.test(text) : isDocument(text);
  return isJson ? NO_READING : (firstOf(shapes.texts, text, answer, false) ?? NO_READING);
}

function readMarkup(
  text: string,
  answer: OriginAnswer,
  shapes: Documents,
  mediaType: string,
  parse: ParseMarkup,
): Reading {
  const start = /^<(?:\?xml\b|!--|!doctype\s{1,9}html|([a-z][\w:-]{0,40}))/i.exec(text);
  const tag = start?.[1]?.toLowerCase();
  const isHtml = tag === undefined ? !/^<\?xml/i.test(text) : HTML_TAGS.has(tag);
  // "<left-pad> not found": a text after all, where nothing says that it is markup.
  const isText = tag !== undefined && !isHtml && !/html|xml/.test(mediaType) && !text.includes("</");
  if (start === null || isText) return firstOf(shapes.texts, text, answer, false) ?? NO_READING;
  if (isHtml) return readHtml(text, answer, shapes, parse);
  const events = parse(xmlSource(text));
  const said = readXmlError(events);
  if (said !== null) return { shape: "xml", isPage: false, said };
  return firstOf(shapes.pages, readPage(events), answer, true) ?? NO_READING;
}

function readHtml(text: string, answer: OriginAnswer, shapes: Documents, parse: ParseMarkup): Reading {
  const page = readPage(parse({ text, elements: PAGE_ELEMENTS }));
  return firstOf(shapes.pages, page, answer, true) ?? NO_READING;
}

/** Elements that a page or a fragment of one begins with. */
const HTML_TAGS: ReadonlySet<string> = new Set(
  "html head body title h1 h2 h3 h4 p pre div span center br hr b strong i em a meta link script style table ul ol img font main section article header form".split(
    " ",
  ),
);

function firstOf<Document>(
  shapes: readonly Shape<Document>[],
  document: Document,
  answer: OriginAnswer,
  isPage: boolean,
): Reading | null {
  for (const shape of shapes) {
    const said = shape.read(document, answer);
    if (said !== null) return { shape: shape.name, isPage, said };
  }
  return null;
}
