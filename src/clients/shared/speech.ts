/**
 * What client modules speak with: the reason as a phrase, a header or a sentence, and the origin's body where it may be
 * passed on. What already is in the client's form passes as it is, byte for byte, unless that does harm. Pure.
 */
import { answerText } from "../../failure/answer-text.ts";
import { answerOf, type Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { HEADER_TEXT_MAX_BYTES, PHRASE_MAX_BYTES } from "../../limits.ts";
import type { OriginText } from "../../text/origin-text.ts";
import { cutToBytes, toAscii } from "../../text/text.ts";
import type { Spoken } from "./client.ts";

/** RFC 9457. Never with a parameter: uv, PEP 847 and Maven up to 3.9.16 compare the whole value. */
export const PROBLEM_JSON = "application/problem+json";
export const PLAIN_TEXT = "text/plain; charset=utf-8";

/** The sentence for a body: the reason, or the status's standard phrase where the origin gave none. UTF-8. */
export function sentence(failure: Failure): string {
  return failure.reason ?? statusPhrase(failure.status);
}

/**
 * The reason as a reason phrase: printable ASCII, cut; the standard phrase where there is no reason, or where hardly
 * anything of it is left in ASCII (`???? ??` helps nobody).
 */
export function reasonPhrase(failure: Failure, maxBytes: number = PHRASE_MAX_BYTES): string {
  if (failure.reason === null) return statusPhrase(failure.status);
  const phrase = cutToBytes(toAscii(failure.reason), maxBytes);
  if (phrase === failure.reason && phrase !== "") return phrase;
  const lost = phrase.split("?").length - failure.reason.split("?").length;
  return phrase === "" || lost * 2 > phrase.length ? statusPhrase(failure.status) : phrase;
}

/** The reason for a header: printable ASCII, cut; null where the origin gave none. */
export function headerText(failure: Failure, maxBytes: number = HEADER_TEXT_MAX_BYTES): string | null {
  return failure.reason === null ? null : cutToBytes(toAscii(failure.reason), maxBytes);
}

/** JSON in which every character beyond ASCII is escaped, for clients that cut bytes or guess charsets. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The media type of the origin's error answer: lower case, without parameters; empty where there is none. */
export function originMediaType(failure: Failure): string {
  const type = answerOf(failure)?.headers.get("content-type") ?? "";
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/**
 * The origin's body as JSON, where it may be passed on as it is: complete, valid UTF-8 without BOM, and without a
 * control character, an invisible character, a secret or a stack trace in any of its strings. Undefined otherwise.
 */
export function passableJson(failure: Failure): unknown {
  return completeText(failure)?.passableJson;
}

/** The origin's body as text, under the same conditions as `passableJson`; null otherwise. */
export function passableText(failure: Failure): string | null {
  const read = completeText(failure);
  return read?.isPassable ? read.text : null;
}

function completeText(failure: Failure): OriginText | null {
  const answer = answerOf(failure);
  return answer === null || !answer.complete || answer.body.length === 0 ? null : answerText(answer);
}

/** The bytes of the origin's body; empty where there is none. */
export function originBody(failure: Failure): Uint8Array {
  return answerOf(failure)?.body ?? new Uint8Array();
}

/**
 * `Retry-After` in whole seconds, at most `maxSeconds`, where the origin sent one that could be read. Otherwise the
 * origin's header is removed, since several clients break on a date or a malformed value.
 */
export function retryAfter(failure: Failure, maxSeconds: number): Readonly<Record<string, string | null>> {
  const seconds = failure.retryAfterSeconds;
  return {
    "retry-after": seconds === null ? null : String(Math.min(Math.max(Math.ceil(seconds), 0), maxSeconds)),
  };
}

/** The failure in no client's form: one line of text. */
export function plainly(failure: Failure): Spoken {
  return {
    status: failure.status,
    phrase: statusPhrase(failure.status),
    contentType: PLAIN_TEXT,
    headers: {},
    body: `${sentence(failure)}\n`,
  };
}
