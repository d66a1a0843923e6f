/**
 * Whether a text on a page tells something, and how it does: a sentence, a few words about a problem, or a name. By its
 * length, its punctuation and lists of small words; no grammar.
 */
import { lazy } from "../../text/lazy.ts";
import { hasTrouble, hasVerb } from "./telling-words.ts";

/** How a text reads. */
export interface Wording {
  readonly words: number;
  readonly isSentence: boolean;
  /** It has a word that stands where something failed or is not allowed. */
  readonly isTrouble: boolean;
}

/** A sentence is known by its beginning. */
const READ_MAX_CHARACTERS = 200;

const spacelessLetters = lazy(
  () =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu,
);
const otherScript = lazy(() => /(?![\p{Script=Latin}])\p{L}/u);
const signsAroundWord = lazy(() => /^[^\p{L}\p{N}]{1,3}|[^\p{L}\p{N}]{1,4}$/gu);
const onlyLetters = lazy(() => /^\p{L}[\p{L}\p{M}'-]{0,60}$/u);

const END = /[.!?。！？؟।…]["'”’»)\]]{0,2}$|[.!?]["'”’»)\]]{0,2} |[。！？]/;

/** Two letters of Chinese or Japanese are about a word. */
const LETTERS_OF_A_WORD = 2;

/** A sentence has so many words at least with a full stop, so many without; fewer are a heading. */
const ENDED_MIN_WORDS = 3;
const PLAIN_MIN_WORDS = 6;
/** Without a full stop, in scripts of which there is no list of words. */
const OTHER_SCRIPT_MIN_WORDS = 4;
const SPACELESS_MIN_WORDS = 8;

/** How `text` reads; a long one is known by its beginning. */
export function wordingOf(text: string): Wording {
  const read = text.slice(0, READ_MAX_CHARACTERS);
  const isEnded = END.test(text.length > READ_MAX_CHARACTERS ? `${read}.` : read);
  const words = wordsIn(read);
  if (/[\u0080-\uffff]/.test(read) && otherScript().test(read))
    return otherWording(read, words.length, isEnded);
  const isTrouble = hasTrouble(words);
  return { words: words.length, isTrouble, isSentence: isSentence(words, isTrouble, isEnded, read) };
}

function isSentence(words: readonly string[], isTrouble: boolean, isEnded: boolean, text: string): boolean {
  if (words.length >= PLAIN_MIN_WORDS) return isEnded || isTrouble || hasVerb(words);
  // "Page blocked here!" is a heading.
  return words.length >= ENDED_MIN_WORDS && isEnded && ((isTrouble && !text.endsWith("!")) || hasVerb(words));
}

/** Scripts without a list of words: what stands on an error page in one of them is taken for trouble. */
function otherWording(text: string, spacedWords: number, isEnded: boolean): Wording {
  const spaceless = text.match(spacelessLetters())?.length ?? 0;
  const words = spacedWords + Math.floor(spaceless / LETTERS_OF_A_WORD);
  return { words, isTrouble: true, isSentence: words >= leastWords(isEnded, spaceless > 0) };
}

function leastWords(isEnded: boolean, isSpaceless: boolean): number {
  if (isEnded) return ENDED_MIN_WORDS;
  return isSpaceless ? SPACELESS_MIN_WORDS : OTHER_SCRIPT_MIN_WORDS;
}

/** Words of letters in lower case, so no paths, numbers and ids. */
function wordsIn(text: string): string[] {
  const words: string[] = [];
  for (const part of text.toLowerCase().replaceAll("’", "'").split(/\s+/)) {
    const word = part.replace(signsAroundWord(), "");
    if (onlyLetters().test(word)) words.push(word);
  }
  return words;
}
