/**
 * Whether an origin's body already says the reason in a form that clients show, so that it passes unchanged: the checks
 * for all modules whose clients read plain text or a JSON object. Pure.
 */
import { answerOf, type Failure } from "../../failure/failure.ts";
import { REASON_MAX_CHARACTERS } from "../../limits.ts";
import { toLine } from "../../text/text.ts";
import { originMediaType, passableJson, passableText } from "./speech.ts";

/** True if the reason is the origin's message; false if Outspoken has replaced it. */
export function isOriginsReason({ heard, reason }: Failure): boolean {
  return heard !== null && heard.message === reason;
}

/** True if the reason is the origin's message and no help has to follow it. */
export function isOriginsWord(failure: Failure): boolean {
  return failure.help === null && isOriginsReason(failure);
}

/**
 * True if `text`, which a client prints as it is, contains the complete reason, or if there is no reason. False if help has
 * to follow, and with a lone carriage return, which would let one line overwrite another on the terminal.
 */
export function saysReason(failure: Failure, text: string): boolean {
  if (failure.help !== null || /\r(?!\n)/.test(text)) return false;
  return failure.reason === null || toLine(text).includes(failure.reason);
}

/** The origin's body if it is a text for people (`text/plain` in UTF-8, no markup, not too long); else null. */
export function plainTextOf(failure: Failure): string | null {
  const type = originContentType(failure);
  if (!/^text\/plain\s*(?:;\s*charset="?(?:utf-8|us-ascii)"?\s*)?$/i.test(type)) return null;
  const text = passableText(failure);
  if (text === null || text.length > REASON_MAX_CHARACTERS) return null;
  const readable = text.trim() !== "" && !/^\s*[{[<]/.test(text);
  return readable && saysReason(failure, text) ? text : null;
}

/** The origin's body if it is a JSON object that may be passed on; else null. */
export function jsonObjectOf(failure: Failure): Readonly<Record<string, unknown>> | null {
  const json = passableJson(failure);
  return isRecord(json) ? json : null;
}

/** The origin's Content-Type as it came if it is `application/json`, else `application/json` without parameters. */
export function jsonContentTypeOf(failure: Failure): string {
  return originMediaType(failure) === "application/json" ? originContentType(failure) : "application/json";
}

/** The origin's Content-Type as it came; empty if there is none. */
export function originContentType(failure: Failure): string {
  return answerOf(failure)?.headers.get("content-type") ?? "";
}

/** True for a JSON object (not an array, not null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * True if `text` ends with the reason: anything after it would be a stack trace or another error. False if help has to
 * follow.
 */
export function isOwnWord(text: unknown, failure: Failure): text is string {
  if (failure.help !== null || typeof text !== "string") return false;
  const line = toLine(text);
  return line !== "" && line.endsWith(failure.reason ?? "");
}

/** The origin's body if it is plain text that ends with the reason; else null. */
export function ownText(failure: Failure): string | null {
  const text = plainTextOf(failure);
  return isOwnWord(text, failure) ? text : null;
}
