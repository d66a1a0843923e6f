/**
 * JSON as origins send it: cut off in the middle, or with something after it. Never throws; linear.
 */
import { parseJson } from "../../text/json.ts";

/** The JSON value of an incomplete JSON text, closed where it was cut off; undefined if it is not JSON at all. */
export function parseBrokenJson(text: string): unknown {
  // A truncated string says no more than the text itself.
  const repaired = text.startsWith('"') ? null : repair(text);
  return repaired === null ? undefined : parseJson(repaired);
}

/**
 * The first value of `text` if something follows it; else `text` up to the last complete value, with the string
 * it breaks off in and all brackets closed. Null if it can't be repaired.
 */
function repair(text: string): string | null {
  const closers: string[] = [];
  let safe = 0;
  let isValue = true;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case "{":
      case "[":
        if (closers.push(text[at] === "{" ? "}" : "]") > REPAIRED_DEPTH_MAX) return null;
        isValue = text[at] === "[";
        safe = at + 1;
        break;
      case "}":
      case "]":
        if (closers.pop() !== text[at]) return null;
        if (closers.length === 0) return text.slice(0, at + 1);
        safe = at + 1;
        break;
      case ",":
        safe = at;
        isValue = closers.at(-1) === "]";
        break;
      case ":":
        isValue = true;
        break;
      case '"': {
        const end = endOfString(text, at + 1);
        if (end === -1) return closed(isValue ? closeString(text) : text.slice(0, safe), closers);
        at = end;
        if (isValue) safe = end + 1;
      }
    }
  }
  return closed(text.slice(0, safe), closers);
}

/** Deeper than any error is nested; without this limit a body of brackets would double in size. */
const REPAIRED_DEPTH_MAX = 50;

function closed(text: string, closers: readonly string[]): string {
  return text + closers.toReversed().join("");
}

/** Drops an escape that was cut in two. */
function closeString(text: string): string {
  const end = text.slice(-6).replace(/\\u[0-9a-fA-F]{0,3}$/, "");
  const kept = text.slice(0, -6) + end;
  const backslashes = /\\*$/.exec(kept.slice(-64))?.[0].length ?? 0;
  return `${backslashes % 2 === 1 ? kept.slice(0, -1) : kept}"`;
}

/** The index of the closing quote, or -1. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}
