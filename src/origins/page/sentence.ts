/**
 * How a text on a page reads: as a sentence, a few words about a problem, or a name. Decided by its length, its
 * punctuation and lists of small words, without grammar.
 */
import { lazy } from "../../text/lazy.ts";
import { hasTrouble, hasVerb } from "./telling-words.ts";

/** How a text reads. */
export interface Wording {
  readonly words: number;
  readonly isSentence: boolean;
  /** It has a word that says that something failed or is not allowed. */
  readonly isTrouble: boolean;
}

/** A sentence is recognised by its beginning. */
const READ_MAX_CHARACTERS = 200;

const spacelessLetters = lazy(
  () =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu,
);
const otherScript = lazy(() => /(?![\p{Script=Latin}])\p{L}/u);
const punctuationAroundWord = lazy(() => /^[^\p{L}\p{N}]{1,3}|[^\p{L}\p{N}]{1,4}$/gu);
const onlyLetters = lazy(() => /^\p{L}[\p{L}\p{M}'-]{0,60}$/u);

const END = /[.!?。！？؟।…]["'”’»)\]]{0,2}$|[.!?]["'”’»)\]]{0,2} |[。！？]/;

/** Two Chinese or Japanese characters make about one word. */
const LETTERS_OF_A_WORD = 2;

/** The fewest words of a sentence, with a full stop and without one; fewer are a heading. */
const ENDED_MIN_WORDS = 3;
const PLAIN_MIN_WORDS = 6;
/** Without a full stop, in scripts without a list of words. */
const OTHER_SCRIPT_MIN_WORDS = 4;
const SPACELESS_MIN_WORDS = 8;

/** How `text` reads; a long one is judged by its beginning. */
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

/** Scripts without a list of words: any text in one of them on an error page is taken for trouble. */
function otherWording(text: string, spacedWords: number, isEnded: boolean): Wording {
  const spaceless = text.match(spacelessLetters())?.length ?? 0;
  const words = spacedWords + Math.floor(spaceless / LETTERS_OF_A_WORD);
  return { words, isTrouble: true, isSentence: words >= leastWords(isEnded, spaceless > 0) };
}

function leastWords(isEnded: boolean, isSpaceless: boolean): number {
  if (isEnded) return ENDED_MIN_WORDS;
  return isSpaceless ? SPACELESS_MIN_WORDS : OTHER_SCRIPT_MIN_WORDS;
}

/** The words made of letters, in lower case: no paths, numbers or ids. */
function wordsIn(text: string): string[] {
  const words: string[] = [];
  for (const part of text.toLowerCase().replaceAll("’", "'").split(/\s+/)) {
    const word = part.replace(punctuationAroundWord(), "");
    if (onlyLetters().test(word)) words.push(word);
  }
  return words;
}
