/**
 * The events of `src/response/scan-markup.ts` without the platform: from htmlparser2, for tests that run in Node. They
 * include all elements, since readers ignore those they don't know.
 */
import { Parser } from "htmlparser2";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import type { Heard } from "../../src/failure/heard.ts";
import { NO_MARKUP } from "../../src/origins/document.ts";
import { FURTHER } from "../../src/origins/further.ts";
import { hear } from "../../src/origins/index.ts";
import { hearMarkup, markupOf } from "../../src/origins/page/index.ts";
import type { MarkupEvent, MarkupSource } from "../../src/origins/page/markup.ts";

/** What the pipeline hears, with the markup parsed by htmlparser2. */
export function hearWithHtmlparser2(answer: OriginAnswer): Heard {
  const source = markupOf(answer);
  return source === null ? hear(answer, NO_MARKUP, FURTHER) : hearMarkup(answer, scanWithHtmlparser2(source));
}

export function scanWithHtmlparser2({ text }: Pick<MarkupSource, "text">): MarkupEvent[] {
  const events: MarkupEvent[] = [];
  let unread = "";
  let isOver = false;
  const add = (event: MarkupEvent): void => {
    if (unread !== "") events.push({ kind: "text", text: unread });
    unread = "";
    events.push(event);
  };
  const parser = new Parser(
    {
      onopentag: (tag, { class: classes = "", id = "", type = "", name = "", action = "" }) =>
        add({
          kind: "open",
          name: tag,
          attributes: {
            class: classes,
            id,
            type,
            name: tag === "input" ? name : "",
            action: tag === "form" ? action : "",
          },
        }),
      // Elements still open at the end of the source stay open.
      onclosetag: (name) => isOver || add({ kind: "close", name }),
      ontext: (piece) => {
        unread += piece;
      },
    },
    { decodeEntities: false },
  );
  parser.write(text);
  isOver = true;
  parser.end();
  if (unread !== "") events.push({ kind: "text", text: unread });
  return events;
}
