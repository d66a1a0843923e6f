/** Origin answers for the tests of hearing, made the way the pipeline makes them. */
import type { OriginAnswer } from "../../src/failure/failure.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";

export interface AnswerParts {
  readonly phrase?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly complete?: boolean;
}

/** An answer with a text or bytes as its body; the standard phrase unless another is given. */
export function answerWith(status: number, body: string | Uint8Array, parts: AnswerParts = {}): OriginAnswer {
  return {
    status,
    phrase: parts.phrase ?? statusPhrase(status),
    headers: new Headers(parts.headers ?? {}),
    body: typeof body === "string" ? new TextEncoder().encode(body) : body,
    complete: parts.complete ?? true,
  };
}

/** One byte per character, all of which must be below U+0100. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}
