/**
 * The name under which an operator's changes are recorded. All operators share one token, so it is what its holder claims,
 * not proof.
 */
import { cutToCharacters, toLine } from "../../text/text.ts";

export const OPERATOR_NAME_MAX_CHARACTERS = 60;

/** One clean line; empty if none is given. */
export function nameOf(given: string): string {
  return cutToCharacters(toLine(given), OPERATOR_NAME_MAX_CHARACTERS);
}
