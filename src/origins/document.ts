/**
 * What kind of document a text is, by its first characters: the Content-Type is only a hint, since it lies in both
 * directions (six products are known to do so).
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { parseJson } from "../text/json.ts";
import type { OriginText } from "../text/origin-text.ts";
import { readBare } from "./json/bare.ts";
import { isObject, type JsonDocument, membersOf } from "./json/members.ts";
import { parseBrokenJson } from "./json/repair.ts";
import { SAID_NOTHING, type Said, type Shape } from "./said.ts";

/** The known shapes by the kind of document they are found in. */
export interface Shapes {
  readonly objects: readonly Shape<JsonDocument>[];
  readonly texts: readonly Shape<string>[];
}

/** Everything that reads documents. */
export interface Readers extends Shapes {
  readonly readMarkup: ReadMarkup;
  readonly further: Further;
}

/** What only few answers need: a separate module in the bundle (further.ts). */
export interface Further {
  /** Whatever a JSON document says in places that no shape reads. */
  searchWords(root: unknown): Said;
  /** The JSON in a text that has more than one document, or something around it. */
  framedJson(text: string, isEventStream: boolean): unknown;
}

export interface Reading {
  readonly shape: string;
  /** Pages are written for browsers; a reason phrase sent with one is more to the point. */
  readonly isPage: boolean;
  readonly said: Said;
  /** Whatever else the document says, in case `said` yields nothing, or next to nothing. */
  readonly deeper?: () => Said;
}

export const NO_READING: Reading = { shape: "none", isPage: false, said: SAID_NOTHING };

/** Reads HTML or XML: a separate module, loaded when an answer contains some (page/index.ts). */
export type ReadMarkup = (text: string, language: "html" | "xml", answer: OriginAnswer) => Reading;

/** Hears nothing in markup. */
export const NO_MARKUP: ReadMarkup = () => NO_READING;

/** What `source` says, read by the first shape that recognises it. `readMarkup` gets only markup, and only once. */
export function readDocument(source: OriginText, answer: OriginAnswer, readers: Readers): Reading {
  // `trim` takes a byte order mark too.
  const text = source.text.trim();
  if (text === "") return NO_READING;
  const mediaType = (answer.headers.get("content-type") ?? "").toLowerCase();
  // Another Outspoken's type can be trusted: its text may begin with anything.
  if (isSpoken(answer) && mediaType.startsWith("text/plain")) {
    return firstOf(readers.texts, text, answer, false) ?? NO_READING;
  }
  switch (text[0]) {
    case "{":
    case "[":
    case '"':
      return (
        readJson(jsonOf(source, text, readers.further), answer, readers) ??
        readBrokenJson(text, answer, readers, mediaType)
      );
    case "<":
      return readTagged(text, answer, readers, mediaType);
    default:
      // A fragment: "Access denied<br>...", or a text with entities.
      if (mediaType.includes("html") && /<[a-z/!]|&[#a-z]/i.test(text))
        return readers.readMarkup(text, "html", answer);
      return (
        readJson(framedIn(text, mediaType, readers.further), answer, readers) ??
        firstOf(readers.texts, text, answer, false) ??
        NO_READING
      );
  }
}

/** An answer of another Outspoken, behind this one: its body says everything, its headers the same in fewer letters. */
export function isSpoken({ headers }: OriginAnswer): boolean {
  return headers.has("x-outspoken") && headers.has("x-outspoken-ref");
}

/** A string that is itself a document, as gateways nest the answers they get. */
export function isDocument(text: string): boolean {
  return /^\s{0,20}(?:[{[]\s{0,20}["{[]|<(?:!doctype|html|\?xml)\b)/i.test(text);
}

/** Trimmed, since JSON allows less white space than `trim` removes; then repaired, since a body may be cut off. */
function jsonOf(source: OriginText, trimmed: string, further: Further): unknown {
  if (source.json !== undefined) return source.json;
  const value = trimmed === source.text ? undefined : parseJson(trimmed);
  if (value !== undefined) return value;
  const framed = SEVERAL.test(trimmed) ? further.framedJson(trimmed, false) : undefined;
  return framed ?? parseBrokenJson(trimmed);
}

/** The start of events, calls and prefixes around JSON; `json/framed.ts` decides whether they really are. */
const FRAME =
  /^(?:(?:event|data|id|retry)?:|\)\]\}|while ?\(|for ?\(|throw 1|&&&|\/\*|typeof |[\w$.]{1,80}\(\s{0,20}[{[])/;

/** Several documents in a row, one per line, or the empty object of a prefix. */
const SEVERAL = /^\{\}|\}\r?\n\s{0,20}\{/;

function framedIn(text: string, mediaType: string, further: Further): unknown {
  return FRAME.test(text) ? further.framedJson(text, mediaType.includes("event-stream")) : undefined;
}

function readJson(json: unknown, answer: OriginAnswer, readers: Readers): Reading | null {
  if (json === undefined) return null;
  const value = withoutList(json);
  if (isObject(value)) {
    const document = { object: value, members: membersOf(value) };
    const reading = firstOf(readers.objects, document, answer, false) ?? NO_READING;
    const isAll = reading.said.isAll === true || isOneText(document, reading.said);
    if (isAll) return reading;
    const { shape, isPage, said } = reading;
    return { shape, isPage, said, deeper: () => readers.further.searchWords(value) };
  }
  return {
    shape: "json",
    isPage: false,
    said: readBare(value),
    deeper: () => readers.further.searchWords(value),
  };
}

/** `{"error": "text"}`, like most refusals: there is nothing else to search. */
function isOneText({ members }: JsonDocument, { choices }: Said): boolean {
  if (members.size !== 1 || choices.every((texts) => texts.length === 0)) return false;
  const [value] = members.values();
  return typeof value === "string";
}

/** An object alone in a list (Vertex, Gemfury) is taken out of it; Nexus's `[{"id", "message"}]` is a real list. */
function withoutList(json: unknown): unknown {
  if (!Array.isArray(json) || json.length !== 1) return json;
  const [only]: readonly unknown[] = json;
  return isObject(only) && !("message" in only) ? only : json;
}

/** Text that begins like JSON ("[WARNING] ...") is text; what looks like broken JSON is never shown. */
function readBrokenJson(text: string, answer: OriginAnswer, readers: Readers, mediaType: string): Reading {
  const isJson =
    text[0] === "{" ? mediaType.includes("json") || /^\{\s{0,20}["'{}]/.test(text) : isDocument(text);
  return isJson ? NO_READING : (firstOf(readers.texts, text, answer, false) ?? NO_READING);
}

function readTagged(text: string, answer: OriginAnswer, readers: Readers, mediaType: string): Reading {
  const start = /^<(?:\?xml\b|!--|!doctype\s{1,9}html|([a-z][\w:-]{0,40}))/i.exec(text);
  const tag = start?.[1]?.toLowerCase();
  const isHtml = tag === undefined ? !/^<\?xml/i.test(text) : HTML_TAGS.has(tag);
  // "<left-pad> not found": a text after all, if nothing shows that it is markup.
  const isText = tag !== undefined && !isHtml && !/html|xml/.test(mediaType) && !text.includes("</");
  if (start === null || isText) return firstOf(readers.texts, text, answer, false) ?? NO_READING;
  return readers.readMarkup(text, isHtml ? "html" : "xml", answer);
}

/** Elements that a page or a fragment of one begins with. */
const HTML_TAGS: ReadonlySet<string> = new Set(
  "html head body title h1 h2 h3 h4 p pre div span center br hr b strong i em a meta link script style table ul ol img font main section article header form".split(
    " ",
  ),
);

/** What the first shape that recognises the document says. */
export function firstOf<Document>(
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
