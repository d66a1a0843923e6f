/**
 * What client modules speak with: the reason as a phrase, a header or a sentence, and the origin's body if it may be
 * passed on. What already is in the client's form passes unchanged, byte for byte, unless that does harm. Pure.
 */
import { answerText } from "../../failure/answer-text.ts";
import { answerOf, type Failure, type Help } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { HEADER_TEXT_MAX_BYTES, PHRASE_MAX_BYTES, REASON_BESIDE_HELP_MIN_BYTES } from "../../limits.ts";
import type { OriginText } from "../../text/origin-text.ts";
import { cutToBytes, toAscii, utf8Length } from "../../text/text.ts";
import type { Spoken } from "./client.ts";

/** RFC 9457. Never with a parameter: uv, PEP 847 and Maven up to 3.9.16 compare the complete value. */
export const PROBLEM_JSON = "application/problem+json";
export const PLAIN_TEXT = "text/plain; charset=utf-8";

/** How much of a text a channel takes, and in which spelling. The default: all of the text as it is, in UTF-8. */
export interface Channel {
  readonly max?: number;
  /** Printable ASCII only. */
  readonly isAscii?: true;
  /** Replaces what this channel's reader would take for something else. */
  readonly spell?: (text: string) => string;
  /** False if the help needs no such spelling. */
  readonly spellsHelp?: false;
  /** The client prints punctuation directly after the text: a space keeps it off a URL at the end of the help. */
  readonly spaceAfterUrl?: true;
  /** Bytes of UTF-8 by default. */
  readonly measure?: Measure;
}

/** How a channel measures a text. */
export interface Measure {
  sizeOf(text: string): number;
  cut(text: string, max: number): string;
}

const BYTES: Measure = { sizeOf: utf8Length, cut: cutToBytes };

/** Whether there is more to say than the status: a reason, or what to do next. */
export function hasWords({ reason, help }: Failure): boolean {
  return reason !== null || help !== null;
}

/** The sentence for a body: the reason, or the status's standard phrase if there is none, then the help. */
export function sentence(failure: Failure, channel: Channel = {}): string {
  return appendHelp(failure, channel, (max) => cutIn(channel, spelledIn(channel, wordsOf(failure)), max));
}

/**
 * The same as a reason phrase: printable ASCII, cut; the standard phrase if there is no reason, or if hardly
 * anything of it is left in ASCII (`???? ??` is no help).
 */
export function reasonPhrase(failure: Failure, how: Pick<Channel, "spell" | "spaceAfterUrl"> = {}): string {
  const channel: Channel = { ...how, max: PHRASE_MAX_BYTES, isAscii: true };
  return appendHelp(failure, channel, (max) => {
    const words = wordsOf(failure);
    const phrase = cutToBytes(spelledIn(channel, words), max);
    if (phrase === words && phrase !== "") return phrase;
    const lost = lostLetters(words, phrase);
    return phrase === "" || lost * 2 > phrase.length ? wordsOf({ ...failure, reason: null }) : phrase;
  });
}

/** The same for a header: printable ASCII, cut; null if there is nothing to say beyond the status. */
export function headerText(failure: Failure, channel: Channel = {}): string | null {
  if (!hasWords(failure)) return null;
  return sentence(failure, { max: HEADER_TEXT_MAX_BYTES, ...channel, isAscii: true });
}

/** The reason, or the standard phrase in its place. If help follows, text of our own ends with a full stop. */
function wordsOf({ reason, status, ref, help }: Failure): string {
  const words = reason ?? statusPhrase(status);
  return help !== null && (reason === null || reason.endsWith(ref)) ? `${words}.` : words;
}

const URL_AT_END = /\bhttps?:\S+$/i;

/** What `cut` leaves of the reason, then the help; the help is complete, or left out if there is no room for it. */
function appendHelp(failure: Failure, channel: Channel, cut: (max: number) => string): string {
  const { max = Number.POSITIVE_INFINITY, measure = BYTES } = channel;
  const spelled = failure.help === null ? null : helpIn(channel, failure.help);
  if (spelled === null) return cut(max);
  const help = channel.spaceAfterUrl && URL_AT_END.test(spelled) ? `${spelled} ` : spelled;
  const room = max - measure.sizeOf(` ${help}`);
  const isCutShort = room < REASON_BESIDE_HELP_MIN_BYTES && measure.sizeOf(cut(max)) > room;
  return isCutShort ? cut(max) : `${cut(room)} ${help}`;
}

/** The help as this channel spells it; its URL alone if the words can't be spelled, null if the URL can't. */
function helpIn(channel: Channel, { text, url }: Help): string | null {
  const words = channel.isAscii && lostLetters(text, toAscii(text)) > 0 ? url : text;
  if (words === null) return null;
  if (channel.spellsHelp === false) return channel.isAscii ? toAscii(words) : words;
  const spelled = spelledIn(channel, words);
  if (url === null || spelled.includes(url)) return spelled;
  // The same URL (RFC 3986 2.3) without three digits that some clients take for a status.
  const encodedUrl = url.replace(/(?<!%)40(?=\d)/g, "4%30");
  const withEncodedUrl = spelledIn(
    channel,
    words.replace(url, () => encodedUrl),
  );
  return withEncodedUrl.includes(encodedUrl) ? withEncodedUrl : null;
}

/** How many characters have become `?`. */
function lostLetters(text: string, ascii: string): number {
  return ascii.split("?").length - text.split("?").length;
}

function spelledIn({ isAscii, spell }: Channel, text: string): string {
  const letters = isAscii ? toAscii(text) : text;
  return spell === undefined ? letters : spell(letters);
}

function cutIn({ measure = BYTES }: Channel, text: string, max: number): string {
  return max === Number.POSITIVE_INFINITY ? text : measure.cut(text, max);
}

/** The help as an extension member of a problem document (RFC 9457 3.2). */
export function helpMember({ help }: Failure): { readonly help?: string } {
  return help === null ? {} : { help: help.text };
}

/** The media type of the origin's error answer: lower case, without parameters; empty if there is none. */
export function originMediaType(failure: Failure): string {
  const type = answerOf(failure)?.headers.get("content-type") ?? "";
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/**
 * The origin's body as JSON if it may be passed on unchanged: complete, valid UTF-8 without BOM, and without a
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

/** The bytes of the origin's body; empty if there is none. */
export function originBody(failure: Failure): Uint8Array {
  return answerOf(failure)?.body ?? new Uint8Array();
}

/**
 * `Retry-After` in whole seconds, at most `maxSeconds`, if the origin sent one that could be read. Otherwise the origin's
 * header is removed, since several clients break on a date or a malformed value. `waits`: how often a client that waits
 * silently does so for one request; if maintenance outlasts all of these waits, it is not made to wait at all.
 */
export function retryAfter(
  failure: Failure,
  maxSeconds: number,
  waits = Number.POSITIVE_INFINITY,
): Readonly<Record<string, string | null>> {
  const seconds = failure.retryAfterSeconds;
  const isVain = failure.category === "maintenance" && seconds !== null && seconds > maxSeconds * waits;
  if (seconds === null || isVain) return { "retry-after": null };
  return { "retry-after": String(Math.min(Math.max(Math.ceil(seconds), 0), maxSeconds)) };
}

/** The failure in no particular client's form: one line of text. */
export function plainly(failure: Failure): Spoken {
  return {
    status: failure.status,
    phrase: statusPhrase(failure.status),
    contentType: PLAIN_TEXT,
    headers: {},
    body: `${sentence(failure)}\n`,
  };
}
