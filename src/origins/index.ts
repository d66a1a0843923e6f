/**
 * Hearing: bytes of an error answer in, `Heard` out. The only list of error shapes. Pure; never throws; linear in the
 * body's length.
 */
import { answerText } from "../failure/answer-text.ts";
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import { OriginText } from "../text/origin-text.ts";
import { decodeBody, prefersUtf8 } from "./charset.ts";
import { cloudflarePage, cloudflareProblem, cloudflareText } from "./cloudflare.ts";
import { type Documents, readDocument } from "./document.ts";
import { heardFrom } from "./hearing.ts";
import { aws } from "./json/aws.ts";
import { envelope } from "./json/envelope.ts";
import { errorObject } from "./json/error-object.ts";
import { errorsList } from "./json/errors-list.ts";
import { fieldErrors, topLevelFields } from "./json/field-errors.ts";
import { gitlab } from "./json/gitlab.ts";
import { google } from "./json/google.ts";
import { oauth } from "./json/oauth.ts";
import { oci } from "./json/oci.ts";
import { problem } from "./json/problem.ts";
import { anyPage } from "./page/any-page.ts";
import { bottlePage } from "./page/bottle.ts";
import type { MarkupEvent, MarkupSource, ParseMarkup } from "./page/markup.ts";
import { nexusPage } from "./page/nexus.ts";
import { servletPage } from "./page/servlet.ts";
import { signInPage } from "./page/sign-in.ts";
import { webServerPage } from "./page/web-server.ts";
import { plainText } from "./plain-text.ts";

/** In each list the first shape that knows the document reads it. */
const SHAPES: Documents = {
  objects: [
    cloudflareProblem,
    google,
    errorObject,
    oauth,
    oci,
    errorsList,
    fieldErrors,
    aws,
    problem,
    gitlab,
    topLevelFields,
    envelope,
  ],
  pages: [cloudflarePage, nexusPage, bottlePage, servletPage, signInPage, webServerPage, anyPage],
  texts: [cloudflareText, plainText],
};

/**
 * What the origin said. Never throws, whatever the bytes. `markup` is what a parser made of `markupOf(answer)`; without
 * it a page says nothing, and JSON and plain text lack nothing.
 */
export function hear(answer: OriginAnswer, markup: readonly MarkupEvent[] = []): Heard {
  let unheard = markup;
  return listen(answer, textOf(answer), () => {
    const events = unheard;
    unheard = [];
    return events;
  });
}

/** The HTML or XML that has to be parsed for `hear`: the body, or the first such text inside its JSON; else null. */
export function markupOf(answer: OriginAnswer): MarkupSource | null {
  const source = textOf(answer);
  const { text } = source;
  const isDeclared = /html/i.test(answer.headers.get("content-type") ?? "");
  if (!isDeclared && !text.trimStart().startsWith("<") && !NESTED_MARKUP.test(text)) return null;
  const wanted: MarkupSource[] = [];
  listen(answer, source, (markup) => {
    wanted.push(markup);
    return [];
  });
  return wanted[0] ?? null;
}

/** JSON may spell the `<` of a nested document as an escape, as Go does. */
const NESTED_MARKUP = /(?:<|\\u003c)(?:!doctype|html|\?xml)/i;

/** The body as text: what speaking reads of it too where it is UTF-8, as nearly all are. */
function textOf(answer: OriginAnswer): OriginText {
  const contentType = answer.headers.get("content-type") ?? "";
  const utf8 = prefersUtf8(answer.body, contentType) ? answerText(answer) : null;
  return utf8 ?? new OriginText(decodeBody(answer.body, contentType));
}

function listen(answer: OriginAnswer, text: OriginText, parse: ParseMarkup): Heard {
  return heardFrom(answer, readDocument(text, answer, SHAPES, parse), (nested) =>
    readDocument(new OriginText(nested), answer, SHAPES, parse),
  );
}
