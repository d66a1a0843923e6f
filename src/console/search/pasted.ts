/** Reads a text from a terminal, a ticket or a chat: as one line, its URLs, its words. Pure. */

import { maskSecrets } from "../../text/secrets.ts";
import { dropTerminalSequences } from "../../text/terminal-sequence.ts";
import { toLine } from "../../text/text.ts";

/** More than a terminal's screen; a longer text is cut. */
export const SEARCH_MAX_CHARACTERS = 4_000;

/** One clean line, without the frames that programs draw around a message. */
export function lineOf(pasted: string): string {
  return toLine(maskSecrets(unframed(pasted)));
}

/** The same with the lines joined as if the terminal had broken them within a word. */
export function unbrokenOf(pasted: string): string {
  return toLine(maskSecrets(unframed(pasted).replace(/[ \t]*\r?\n/g, "")));
}

function unframed(pasted: string): string {
  return dropTerminalSequences(pasted.slice(0, SEARCH_MAX_CHARACTERS)).replace(/[─-╿▀-▟]+/g, " ");
}

/** A host with an address of a private network is masked in reasons and in pasted text alike. */
const URL_IN_TEXT = /https?:\/\/(?:\[redacted\])?[^\s"'`<>()[\]{},;|\\^]+/gi;

/** The URLs in a text, without the punctuation of the sentence around them. */
export function urlsIn(text: string): readonly string[] {
  return [...new Set((text.match(URL_IN_TEXT) ?? []).map((url) => url.replace(/[.:!?]+$/, "")))];
}

export function withoutUrls(text: string): string {
  return text.replace(URL_IN_TEXT, " ");
}

/** Runs of letters and digits, including the punctuation that joins names. */
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[-_.][\p{L}\p{N}])*/gu;

export function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(WORD) ?? []).slice(0, WORDS_READ_MAX);
}

/** A screen has a few hundred. */
const WORDS_READ_MAX = 800;
