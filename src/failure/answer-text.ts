/**
 * The body of an error answer as text. Kept by its bytes, not by the answer: an answer made of another (a secret masked,
 * a status replaced) has the text of the bytes that it has itself.
 */
import { OriginText } from "../text/origin-text.ts";
import { utf8TextWithMark } from "../text/utf8.ts";
import type { OriginAnswer } from "./failure.ts";

const texts = new WeakMap<Uint8Array, OriginText | null>();

/** The body, a byte order mark as its first character; null where it is no UTF-8. The same object at each call. */
export function answerText({ body }: Pick<OriginAnswer, "body">): OriginText | null {
  const known = texts.get(body);
  if (known !== undefined) return known;
  const text = utf8TextWithMark(body);
  const made = text === null ? null : new OriginText(text);
  texts.set(body, made);
  return made;
}
