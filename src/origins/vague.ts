/**
 * Reasons that tell a reader nothing new: a single machine-readable word, or a sentence that fits every failure. They are
 * shown only if an answer has nothing better. Pure.
 */
import { lazy } from "../text/lazy.ts";

/** Longer sentences say something, whatever their words. */
const GENERAL_MAX_CHARACTERS = 80;

/** Words that alone make no sentence that tells one failure from another. */
const words = lazy(
  (): ReadonlySet<string> =>
    new Set(
      (
        "a an the this that there your our we you it is was were are has have had been be and or of in on at to for with from by " +
        "not no could can cannot did does do please try again later one some more any error errors occurred occured happened " +
        "encountered unhandled unexpected unknown internal server application service api backend upstream downstream remote provider " +
        "gateway proxy client system http web request response operation call process processed processing handling executing " +
        "complete completed perform performed while during when as failed failure fail fails returned received got general generic " +
        "something went wrong oops sorry problem issue exception fault status code message details detail see"
      ).split(" "),
    ),
);

/** True if a reason says next to nothing: `E_DENIED`, "Blocked", "An error occurred". */
export function isVague(reason: string): boolean {
  return isWord(reason) || isGeneral(reason);
}

/** True for one word in ASCII only, since a Chinese sentence has no spaces either. */
export function isWord(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}

/** "Request failed with status code 403", "Provider returned error", and with the name of a product "Shop Server Error". */
export function isGeneral(text: string): boolean {
  if (text.length > GENERAL_MAX_CHARACTERS) return false;
  let others = 0;
  let from = 0;
  // Word by word, since most reasons are decided at their second or third.
  while (from < text.length) {
    const blank = text.indexOf(" ", from);
    const end = blank === -1 ? text.length : blank;
    if (!isGeneralWord(text.slice(from, end)) && ++others > 1) return false;
    from = end + 1;
  }
  return /^[\x20-\x7e]*$/.test(text) && (others === 0 || / server error\.?$/i.test(text));
}

function isGeneralWord(word: string): boolean {
  const lower = word.toLowerCase();
  if (words().has(lower)) return true;
  const letters = lower.replace(/[^a-z']/g, "");
  return letters !== lower && (letters === "" || words().has(letters));
}
