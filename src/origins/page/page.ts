/**
 * An HTML page as a flat list of blocks, in the order in which a reader sees them. Scripts, styles, comments,
 * navigation and forms' controls are left out. Bounded in number and length.
 */
import { PAGE_BLOCKS_MAX, RAW_REASON_MAX_CHARACTERS } from "../../limits.ts";
import { decodeEntities } from "./entities.ts";
import { LABEL_MAX_CHARACTERS, labelKind } from "./labels.ts";
import type { MarkupAttributes, MarkupEvent } from "./markup.ts";

export interface Block {
  /** `title`, `h1` to `h6`, `p`, `pre`, `center`, `hr` (a mark without text) and so on; `text` for the rest. */
  readonly tag: string;
  /** One of `MARKS` if the text is inside an element with that class or id; empty otherwise. */
  readonly mark: string;
  /** White space is collapsed except in `pre`; a `<br>` is `LINE_END`. */
  readonly text: string;
}

export interface Page {
  readonly blocks: readonly Block[];
  /** Marks and ids of the page, those of elements without text included. */
  readonly marks: ReadonlySet<string>;
  /** The page asks for a password: a sign-in page instead of what was requested. */
  readonly asksPassword: boolean;
  /** The page sends the browser on to a sign-in by itself: a form of SAML, WS-Federation or OpenID Connect. */
  readonly handsOver: boolean;
  /** Where its first form is sent to, as the page writes it; empty if it has none. */
  readonly formAction: string;
}

export const LINE_END = "\n";

/** White space that is not a single space. */
const UNFOLDED = /[^\S ]| {2}/;

/** Classes that known pages put around their reason, or around text that is not a reason. */
const MARKS: ReadonlySet<string> = new Set([
  // Nexus: errorPageHtml.vm
  "content-section",
  // Cloudflare's edge
  "cf-error-type",
  "cf-error-code",
  "cf-subheadline",
  "cf-footer-item",
  "code-label",
  "heading-ray-id",
]);

/** Elements that are marks themselves. Squid puts its error into one. */
const MARKING: ReadonlySet<string> = new Set(["blockquote"]);

/** Fields of forms that hand over to a sign-in (SAML 2.0 bindings 3.5.4, WS-Federation 13.2.1). */
const HAND_OVER: ReadonlySet<string> = new Set(["samlrequest", "samlresponse", "wresult"]);

/** Ids by which a page is recognised; their content is not marked. */
const IDS: ReadonlySet<string> = new Set(["cf-wrapper", "cf-error-details"]);

/** Squid's name of the error, the id of its body. */
const SQUID_ERROR = /^ERR_[A-Z_]{3,40}$/;

/** Elements that begin a block with their own tag. */
const KINDS: ReadonlySet<string> = new Set(
  "title h1 h2 h3 h4 h5 h6 p pre center td th dt dd li address blockquote iframe".split(" "),
);

/** Elements that end the block before them, and nothing more. */
const BREAKS: ReadonlySet<string> = new Set(
  "html head body div section article main header aside form fieldset table thead tbody tr ul ol dl figure".split(
    " ",
  ),
);

/** Elements that set a label apart from its value: `<b>Message</b> no such file`. */
const EMPHASIS: ReadonlySet<string> = new Set(["b", "strong"]);

const LEFT_OUT: ReadonlySet<string> = new Set(
  "script style noscript noembed noframes nav footer button select textarea svg template object".split(" "),
);

/** A selector for every element that is read here. */
export const PAGE_ELEMENTS = [
  ...KINDS,
  ...BREAKS,
  ...LEFT_OUT,
  ...EMPHASIS,
  ...["br", "hr", "input"],
  ...Array.from(MARKS, (mark) => `.${mark}`),
  ...Array.from(IDS, (id) => `#${id}`),
].join(",");

/** The page that `events` were read from; more elements than `PAGE_ELEMENTS` make no difference. */
export function readPage(events: readonly MarkupEvent[]): Page {
  const reader = new PageReader();
  for (const event of events) {
    if (reader.isFull) break;
    reader.read(event);
  }
  return reader.finish();
}

class PageReader {
  readonly #blocks: Block[] = [];
  readonly #marks = new Set<string>();
  #asksPassword = false;
  #handsOver = false;
  #formAction = "";
  #tag = "text";
  #mark = "";
  #text = "";
  /** The element with the mark, and how many elements of that name are open, itself included. */
  #marked = { name: "", depth: 0 };
  #leftOut = { name: "", depth: 0 };

  get isFull(): boolean {
    return this.#blocks.length >= PAGE_BLOCKS_MAX;
  }

  read(event: MarkupEvent): void {
    if (event.kind === "text") this.#addVisible(event.text);
    else if (event.kind === "open") this.#open(event.name, event.attributes);
    else this.#close(event.name);
  }

  #open(name: string, attributes: MarkupAttributes): void {
    if (name === this.#leftOut.name) this.#leftOut.depth++;
    if (this.#leftOut.depth > 0) return;
    if (LEFT_OUT.has(name)) {
      this.#leftOut = { name, depth: 1 };
      return;
    }
    if (name === "input") this.#control(attributes);
    if (name === "form") this.#formAction ||= attributes.action;
    if (name === "br") this.#add(LINE_END);
    else if (KINDS.has(name)) this.#begin(name);
    else if (BREAKS.has(name)) this.#begin("text");
    else if (name === "hr") this.#rule();
    this.#enterMark(name, attributes);
  }

  #close(name: string): void {
    if (this.#leftOut.depth > 0) {
      if (name === this.#leftOut.name) this.#leftOut.depth--;
      return;
    }
    if (KINDS.has(name) || BREAKS.has(name)) this.#begin("text");
    else if (EMPHASIS.has(name)) this.#endLabel();
    if (name === this.#marked.name && this.#marked.depth > 0 && --this.#marked.depth === 0) {
      this.#begin(this.#tag);
      this.#mark = "";
    }
  }

  finish(): Page {
    this.#begin("text");
    return {
      blocks: this.#blocks,
      marks: this.#marks,
      asksPassword: this.#asksPassword,
      handsOver: this.#handsOver,
      formAction: this.#formAction,
    };
  }

  #control({ type, name }: MarkupAttributes): void {
    if (type.toLowerCase() === "password") this.#asksPassword = true;
    if (HAND_OVER.has(name.toLowerCase())) this.#handsOver = true;
  }

  #enterMark(name: string, attributes: MarkupAttributes): void {
    if (name === this.#marked.name && this.#marked.depth > 0) this.#marked.depth++;
    if (IDS.has(attributes.id) || SQUID_ERROR.test(attributes.id)) this.#marks.add(attributes.id);
    const mark = MARKING.has(name) ? name : markOf(attributes.class);
    if (mark === null) return;
    this.#marks.add(mark);
    if (this.#marked.depth > 0) return;
    this.#begin(this.#tag);
    this.#mark = mark;
    this.#marked = { name, depth: 1 };
  }

  #addVisible(text: string): void {
    if (this.#leftOut.depth > 0) return;
    const decoded = decodeEntities(text);
    this.#add(this.#tag === "pre" || !UNFOLDED.test(decoded) ? decoded : decoded.replace(/\s+/g, " "));
  }

  /** Adds a colon to a label that is only set apart by emphasis. */
  #endLabel(): void {
    const label = this.#text.trim();
    if (label.length <= LABEL_MAX_CHARACTERS && !/[:：]$/.test(label) && labelKind(label) !== null)
      this.#add(": ");
  }

  #add(text: string): void {
    const room = RAW_REASON_MAX_CHARACTERS - this.#text.length;
    if (room > 0) this.#text += text.slice(0, room);
  }

  #begin(tag: string): void {
    if (/\S/.test(this.#text)) {
      this.#blocks.push({ tag: this.#tag, mark: this.#mark, text: this.#text });
    }
    this.#text = "";
    this.#tag = tag;
  }

  #rule(): void {
    this.#begin("text");
    this.#blocks.push({ tag: "hr", mark: "", text: "" });
  }
}

function markOf(classes: string): string | null {
  const names = classes.slice(0, CLASSES_MAX_CHARACTERS).split(/\s+/);
  return names.find((name) => MARKS.has(name)) ?? null;
}

const CLASSES_MAX_CHARACTERS = 500;
