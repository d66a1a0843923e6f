/**
 * Whether an origin's text may be sent as it is. Pure.
 */
import { mayHoldCommand, withoutCommands } from "./ci-command.ts";
import { holdsSecret, mayHoldSecret } from "./secrets.ts";
import { cutStackTrace, mayHoldStackTrace } from "./stack-trace.ts";
import { hasInvisible } from "./text.ts";

/** A lone carriage return would overwrite a line of the terminal. */
const LONE_RETURN = /\r(?!\n)/;

/** True if `text` has no control or invisible character, lone carriage return, secret, stack trace or CI command. */
export function isPassable(text: string): boolean {
  if (hasInvisible(text) || LONE_RETURN.test(text)) return false;
  return !holdsSecret(text) && cutStackTrace(text) === text && withoutCommands(text) === text;
}

/**
 * True if `text` and every part of it are passable, because nothing in it even looks like the start of a secret, a trace
 * or a command. False decides nothing: `isPassable` then has to check in full.
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
