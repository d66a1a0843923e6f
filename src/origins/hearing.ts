/**
 * Makes `Heard` of what was found in body, headers and reason phrase: which source wins, and every field made safe.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import {
  DOCUMENTATION_MAX_CHARACTERS,
  ORIGIN_CODE_MAX_CHARACTERS,
  RAW_REASON_MAX_CHARACTERS,
  REQUEST_ID_MAX_CHARACTERS,
} from "../limits.ts";
import { maskSecrets } from "../text/secrets.ts";
import { toAscii, toLine } from "../text/text.ts";
import { decodeHeaderText } from "./charset.ts";
import { CLOUDFLARE, isMadeByEdge } from "./cloudflare.ts";
import { isDocument, isSpoken, type Reading } from "./document.ts";
import { HeaderFacts } from "./headers/header-facts.ts";
import { retryAfterOf, withinReason } from "./headers/retry-after.ts";
import { joinReasons, reasonOf } from "./reason.ts";
import { type ReadNested, unfold, unfoldNested } from "./unfold.ts";

export function heardFrom(answer: OriginAnswer, body: Reading, readNested: ReadNested): Heard {
  const headers = new HeaderFacts(answer.headers);
  const { message, said } = unfold(body, answer.status, readNested);
  const shape = isMadeByEdge(answer.headers) ? CLOUDFLARE : body.shape;
  const wordsOf = (text: string) => lineWords(text, answer.status, readNested);
  const type = shortLine(said.type, ORIGIN_CODE_MAX_CHARACTERS * 3);
  return {
    message: chosenMessage(answer, { ...body, shape }, message, headers, wordsOf),
    code: shortLine(said.code ?? headers.code, ORIGIN_CODE_MAX_CHARACTERS),
    // RFC 9457 4.2.1 and Anthropic's outer object: types that say nothing.
    type: type === "about:blank" || type === "error" ? null : type,
    param: shortLine(said.param, ORIGIN_CODE_MAX_CHARACTERS),
    requestId: shortLine(headers.requestId ?? said.requestId, REQUEST_ID_MAX_CHARACTERS),
    documentation: linkOf(said.documentation) ?? linkOf(headers.documentation),
    retryAfterSeconds: retryAfterOf(answer.headers) ?? withinReason(said.retryAfterSeconds ?? Number.NaN),
    // Decided later, if there is any sign of it (response/hear-answer.ts).
    saysBlocked: false,
    shape,
  };
}

/**
 * The body's words; but for a page, whose words are for browsers, the phrase instead (PyPI's 403 has the real reason
 * only there), unless the phrase is the page's text with letters lost or cut short.
 */
function chosenMessage(
  answer: OriginAnswer,
  body: Reading,
  message: string | null,
  headers: HeaderFacts,
  wordsOf: (text: string) => string | null,
): string | null {
  if (message !== null && isSpoken(answer)) return message;
  const { errorMessage } = headers;
  const written = errorMessage === null ? null : wordsOf(errorMessage);
  if (written !== null) return joinReasons(body.isPage ? [written] : unlessRepeated(written, message));
  if (message !== null && !body.isPage) return message;
  const phrase = body.shape === CLOUDFLARE ? null : wordsOf(decodeHeaderText(answer.phrase));
  if (message !== null && (phrase === null || isPoorCopy(phrase, message) || isTerser(phrase, message)))
    return message;
  if (phrase !== null) return joinReasons([phrase]);
  const fallback = headers.fallbacks.map(wordsOf).find((reason) => reason !== null);
  return fallback === undefined ? null : joinReasons([fallback]);
}

/** The reason in a header or phrase, which may be a complete document as well as a sentence. */
function lineWords(text: string, status: number, readNested: ReadNested): string | null {
  if (!isDocument(text)) return reasonOf(text, status);
  return unfoldNested(text, status, readNested).message;
}

/** Header and body often say the same, one of them in more words, or the header in fewer letters. */
function unlessRepeated(written: string, message: string | null): string[] {
  if (message === null || written.includes(message)) return [written];
  if (message.includes(written) || skeleton(message).startsWith(skeleton(written))) return [message];
  return [written, message];
}

/** What any header keeps of a text: letters folded, punctuation and the difference between O and 0 ignored. */
function skeleton(text: string): string {
  return toAscii(text)
    .toLowerCase()
    .replaceAll("o", "0")
    .replace(/[^a-z0-9]/g, "");
}

/** Phrases have `?` for each letter that latin1 lacks (PyPI), and NuGetGallery cuts them with `...`. */
function isPoorCopy(phrase: string, message: string): boolean {
  const start = phrase.endsWith("...") ? phrase.slice(0, -3) : phrase;
  return (
    start.length <= message.length &&
    [...start].every((character, at) => character === "?" || character === message[at])
  );
}

/** "URLBlocked" (McAfee), "Access Denied": a phrase of a word or two for a page with more words. */
function isTerser(phrase: string, message: string): boolean {
  return /^(?:(?:access|request|content|page|url|site) )?\S+$/i.test(phrase) && /\S \S+ \S/.test(message);
}

/** A machine-readable word as one clean line; null if it is empty or too long for one. */
function shortLine(raw: string | null | undefined, maxCharacters: number): string | null {
  if (raw === null || raw === undefined) return null;
  const line = maskSecrets(toLine(raw.slice(0, RAW_REASON_MAX_CHARACTERS)));
  return line === "" || line.length > maxCharacters ? null : line;
}

/** Links that define a status instead of explaining the error. */
const DEFINITIONS =
  /^https?:\/\/(?:tools\.ietf\.org|datatracker\.ietf\.org|www\.rfc-editor\.org|httpstatuses\.)/i;

function linkOf(raw: string | null | undefined): string | null {
  const link = shortLine(raw, DOCUMENTATION_MAX_CHARACTERS);
  if (link === null || !/^https?:\/\/[^\s<>"]+$/i.test(link) || DEFINITIONS.test(link)) return null;
  return URL.canParse(link) ? link : null;
}
