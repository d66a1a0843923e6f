/**
 * Parsing an origin's HTML or XML with the platform's own parser, HTMLRewriter (lol-html), for `origins/`, which is
 * pure. Bounded: each call of a handler is a round trip between the parser and this isolate.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import { MARKUP_CALLS_MAX, MARKUP_PIECE_TAGS, MARKUP_TAGS_MAX } from "../limits.ts";
import { hearMarkup, markupOf } from "../origins/page/index.ts";
import type { MarkupEvent, MarkupSource } from "../origins/page/markup.ts";

/** What the origin said, its markup parsed if there is any. Never rejects. */
export async function hearScanned(answer: OriginAnswer): Promise<Heard> {
  const source = markupOf(answer);
  return hearMarkup(answer, source === null ? [] : await scanMarkup(source));
}

/** The events of `source` in order. Never rejects: what can't be parsed, or is too much, costs detail only. */
export async function scanMarkup({ text, elements }: MarkupSource): Promise<readonly MarkupEvent[]> {
  const scan = new Scan();
  try {
    const rewriter = new HTMLRewriter()
      .on(elements, { element: (element) => scan.open(element) })
      .onDocument({ text: (chunk) => scan.text(chunk) });
    await rewriter.transform(new Response(streamOf(pieces(text, scan)))).arrayBuffer();
  } catch {
    // Markup that is ambiguous without lookahead, such as `<title>` in `<select>`.
  }
  return scan.finish();
}

/** Each piece is produced only when the parser is done with the one before. */
function streamOf(pieces: Generator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

const ENCODER = new TextEncoder();

/**
 * `text` as long as the scan has room. The parser can't be stopped from within a handler: a thrown error is logged as
 * the Worker's own. Ends after `MARKUP_TAGS_MAX` in any case, since each stray end tag is compared with every open
 * element.
 */
function* pieces(text: string, scan: Scan): Generator<Uint8Array> {
  let from = 0;
  let at = text.indexOf("<");
  for (let tags = 1; at !== -1; tags++) {
    if (tags % MARKUP_PIECE_TAGS === 0) {
      yield ENCODER.encode(text.slice(from, at));
      if (scan.isFull || tags >= MARKUP_TAGS_MAX) return;
      from = at;
    }
    at = text.indexOf("<", at + 1);
  }
  yield ENCODER.encode(text.slice(from));
}

class Scan {
  readonly #events: MarkupEvent[] = [];
  #text = "";
  #calls = 0;

  get isFull(): boolean {
    return this.#calls >= MARKUP_CALLS_MAX;
  }

  open(element: Element): void {
    this.#calls++;
    const name = element.tagName;
    this.#add({
      kind: "open",
      name,
      attributes: {
        class: element.getAttribute("class") ?? "",
        id: element.getAttribute("id") ?? "",
        type: element.getAttribute("type") ?? "",
        name: (name === "input" ? element.getAttribute("name") : null) ?? "",
        action: (name === "form" ? element.getAttribute("action") : null) ?? "",
      },
    });
    if (!VOID.has(name)) this.#awaitEnd(element, name);
  }

  /** A text comes in pieces; a character reference may be split between two. */
  text({ text }: Text): void {
    this.#calls++;
    this.#text += text;
  }

  finish(): readonly MarkupEvent[] {
    this.#endText();
    return this.#events;
  }

  #awaitEnd(element: Element, name: string): void {
    // Counted now, since one end tag may close everything that is open.
    this.#calls++;
    try {
      element.onEndTag(() => this.#add({ kind: "close", name }));
    } catch {
      // A self-closing tag, as in SVG.
    }
  }

  #add(event: MarkupEvent): void {
    this.#endText();
    this.#events.push(event);
  }

  #endText(): void {
    if (this.#text !== "") this.#events.push({ kind: "text", text: this.#text });
    this.#text = "";
  }
}

/** Elements without content, and so without an end tag (HTML standard, 13.1.2). */
const VOID: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);
