/**
 * Reasons that leave a reader where he was: a single word of a program, or a sentence that fits every failure. They are
 * shown only where an answer has nothing better. Pure.
 */
import { lazy } from "../text/lazy.ts";

/** Longer sentences say something, whatever their words. */
const GENERAL_MAX_CHARACTERS = 80;

/** Words of which no sentence can be made that tells one failure from another. */
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

/** True where a reason says next to nothing: `E_DENIED`, "Blocked", "An error occurred". */
export function isVague(reason: string): boolean {
  return isWord(reason) || isGeneral(reason);
}

/** True for one word in ASCII; a sentence in Chinese has no blank either. */
export function isWord(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}

/** "Request failed with status code 403", "Provider returned error", and with the name of a product "Shop Server Error". */
export function isGeneral(text: string): boolean {
  if (text.length > GENERAL_MAX_CHARACTERS || !/^[\x20-\x7e]*$/.test(text)) return false;
  const found = text.toLowerCase().match(/[a-z']+/g) ?? [];
  const others = found.filter((word) => !words().has(word)).length;
  return others === 0 || (others === 1 && found.length > 2 && /\bserver error\.?$/i.test(text));
}
