/**
 * Bodies of error answers: the origin's own if it is already in the client's form, else one with the reason. Pure.
 */
import type { Failure } from "../../failure/failure.ts";
import type { SpokenBody } from "./client.ts";
import { jsonContentTypeOf, originContentType, ownText, plainTextOf } from "./origin-words.ts";
import { type Channel, originBody, PLAIN_TEXT, sentence } from "./speech.ts";

/** The origin's body and Content-Type as they came. */
export function asItCame(failure: Failure): SpokenBody {
  return { contentType: originContentType(failure), body: originBody(failure) };
}

/** The origin's JSON body as it came, under a media type that clients parse. */
export function jsonAsItCame(failure: Failure): SpokenBody {
  return { contentType: jsonContentTypeOf(failure), body: originBody(failure) };
}

/** `value` as JSON. */
export function jsonBody(value: unknown): SpokenBody {
  return { contentType: "application/json", body: JSON.stringify(value) };
}

/** The origin's plain text as it came, if it says the reason and the client shows it (`isShown`); else `text`. */
export function textBody(failure: Failure, text: string, isShown = (_said: string) => true): SpokenBody {
  const said = plainTextOf(failure);
  return said !== null && isShown(said) ? asItCame(failure) : { contentType: PLAIN_TEXT, body: text };
}

/** A line of text: the origin's if it ends with the reason, else the sentence. */
export function ownTextBody(failure: Failure, channel: Channel = {}): SpokenBody {
  const body = ownText(failure) === null ? sentence(failure, channel) : originBody(failure);
  return { contentType: PLAIN_TEXT, body };
}
