/**
 * Hearing: bytes of an error answer in, `Heard` out. The only list of error shapes, except those of pages
 * (page/index.ts). Pure; never throws; linear in the body's length.
 */
import { answerText } from "../failure/answer-text.ts";
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import { OriginText } from "../text/origin-text.ts";
import { decodeBody, prefersUtf8 } from "./charset.ts";
import { cloudflareProblem, cloudflareText } from "./cloudflare.ts";
import {
  type Further,
  NO_MARKUP,
  type Readers,
  type ReadMarkup,
  readDocument,
  type Shapes,
} from "./document.ts";
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
import { plainText } from "./plain-text.ts";
import { SAID_NOTHING, type Said } from "./said.ts";

/** In each list the first shape that recognises the document reads it. */
const SHAPES: Shapes = {
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
  texts: [cloudflareText, plainText],
};

/**
 * What the origin said. Never throws, whatever the bytes. Without `readMarkup` nothing is heard of a page; without
 * `further` (further.ts) only what the known shapes find is heard of JSON.
 */
export function hear(
  answer: OriginAnswer,
  readMarkup: ReadMarkup = NO_MARKUP,
  further: Further = NOTHING_FURTHER,
): Heard {
  const readers: Readers = { objects: SHAPES.objects, texts: SHAPES.texts, readMarkup, further };
  return heardFrom(answer, readDocument(textOf(answer), answer, readers), (nested) =>
    readDocument(new OriginText(nested), answer, readers),
  );
}

const NOTHING_FURTHER: Further = { searchWords: () => SAID_NOTHING, framedJson: () => undefined };

/** The same for an answer without markup, by the known shapes alone; null if `FURTHER` is needed (further.ts). */
export function hearAtOnce(answer: OriginAnswer): Heard | null {
  const missing = new MissingFurther();
  const heard = hear(answer, NO_MARKUP, missing);
  return missing.isMissed ? null : heard;
}

/** Records that it would have been called. */
class MissingFurther implements Further {
  isMissed = false;

  searchWords(): Said {
    this.isMissed = true;
    return SAID_NOTHING;
  }

  framedJson(): void {
    this.isMissed = true;
  }
}

/** Whether there may be HTML or XML in the answer, as its body or inside its JSON: most have none. */
export function mayHaveMarkup(answer: OriginAnswer): boolean {
  if (/html/i.test(answer.headers.get("content-type") ?? "")) return true;
  const { text } = textOf(answer);
  return text.trimStart().startsWith("<") || NESTED_MARKUP.test(text);
}

/** JSON may spell the `<` of a nested document as an escape, as Go does. */
const NESTED_MARKUP = /(?:<|\\u003c)(?:!doctype|html|\?xml)/i;

/** The body as text: if it is UTF-8, as nearly all are, the same object that speaking reads. */
function textOf(answer: OriginAnswer): OriginText {
  const contentType = answer.headers.get("content-type") ?? "";
  const utf8 = prefersUtf8(answer.body, contentType) ? answerText(answer) : null;
  return utf8 ?? new OriginText(decodeBody(answer.body, contentType));
}
