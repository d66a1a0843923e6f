/**
 * The body of an error answer as text. Kept by its bytes, not by the answer: an answer made of another (a secret masked,
 * a status replaced) has the text of the bytes that it has itself.
 */
import { OriginText } from "../text/origin-text.ts";
import { utf8TextWithMark } from "../text/utf8.ts";
import type { OriginAnswer } from "./failure.ts";

/**
 * Of the last body only: it is spoken right after it was heard. Where another answer comes in between, its text is read
 * once more. A WeakMap of all of them costs as much as hearing itself (measured: 3 microseconds an answer).
 */
let last: { readonly body: Uint8Array; readonly text: OriginText | null } | null = null;

/** The body, a byte order mark as its first character; null where it is no UTF-8. */
export function answerText({ body }: Pick<OriginAnswer, "body">): OriginText | null {
  if (last?.body === body) return last.text;
  const text = utf8TextWithMark(body);
  last = { body, text: text === null ? null : new OriginText(text) };
  return last.text;
}
