/**
 * Whether a text of an origin's may be sent as it is. Pure.
 */
import { mayHoldCommand, withoutCommands } from "./ci-command.ts";
import { holdsSecret, mayHoldSecret } from "./secrets.ts";
import { cutStackTrace, mayHoldStackTrace } from "./stack-trace.ts";
import { hasInvisible } from "./text.ts";

/** A lone carriage return would overwrite a line of the terminal. */
const LONE_RETURN = /\r(?!\n)/;

/** No control or invisible character, lone carriage return, secret, stack trace or CI command in it. */
export function isPassable(text: string): boolean {
  if (hasInvisible(text) || LONE_RETURN.test(text)) return false;
  return !holdsSecret(text) && cutStackTrace(text) === text && withoutCommands(text) === text;
}

/**
 * True where every part of `text` is passable as well as `text` itself, as nothing in it even begins like what may not
 * pass. False says nothing: most such texts are passable too.
 */
export function isPassableInParts(text: string): boolean {
  return (
    !hasInvisible(text) &&
    !text.includes("\r") &&
    !mayHoldSecret(text) &&
    !mayHoldStackTrace(text) &&
    !mayHoldCommand(text)
  );
}
