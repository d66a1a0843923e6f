/**
 * The body of an error answer as text. Cached by the body's bytes, not by the answer, so that a copy of an answer with
 * other bytes (a secret masked) never gets the old text.
 */
import { OriginText } from "../text/origin-text.ts";
import { utf8TextWithMark } from "../text/utf8.ts";
import type { OriginAnswer } from "./failure.ts";

/**
 * The last body only, since an answer is spoken right after it is heard; if another one comes in between, the text is
 * decoded again. A WeakMap for all of them costs 3 microseconds an answer, a fifth of hearing (measured).
 */
let last: { readonly body: Uint8Array; readonly text: OriginText | null } | null = null;

/** The body as text, any byte order mark kept as its first character; null if it is not valid UTF-8. */
export function answerText({ body }: Pick<OriginAnswer, "body">): OriginText | null {
  if (last?.body === body) return last.text;
  const text = utf8TextWithMark(body);
  last = { body, text: text === null ? null : new OriginText(text) };
  return last.text;
}
