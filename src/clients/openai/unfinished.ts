/**
 * The end of a JSON object that broke off. The SDKs of OpenAI parse the data of every event and skip none: an event
 * that broke off can't be retracted, and the caller would see a syntax error. So it is completed to an object with an
 * `error`, which they raise. Pure.
 */

type Bracket = "{" | "[";

/** What may come next: `first` is anything after an opening bracket, `end` a comma or a closing bracket. */
type Next = "first" | "name" | "colon" | "value" | "end";

interface Place {
  /** The brackets that are open, outermost first. */
  readonly open: readonly Bracket[];
  readonly next: Next;
  /** What completes the string, number or word in which the text breaks off. */
  readonly rest: string;
}

/** What completes a value or member, by what may come next. */
const COMPLETION: Readonly<Record<Next, string>> = {
  first: "",
  name: '"":null',
  colon: ":null",
  value: "null",
  end: "",
};

/**
 * What has to follow `text`, which breaks off within a JSON object, to make it one whose last member is `name`. Null if
 * `text` does not begin an object or contains a complete one. Of two members with one name, parsers take the last.
 */
export function endOfObject(text: string, name: string, value: string): string | null {
  const place = /^\s*\{/.test(text) ? placeOf(text) : null;
  if (place === null) return null;
  const { open, next, rest } = place;
  const member = `${JSON.stringify(name)}:${value}}`;
  const isOutermost = open.length === 1;
  if (isOutermost && (next === "first" || next === "name")) return rest + member;
  return `${rest}${COMPLETION[next]}${closing(open.slice(1))},${member}`;
}

function closing(open: readonly Bracket[]): string {
  const closers = open.map((bracket) => (bracket === "{" ? "}" : "]"));
  return closers.reverse().join("");
}

/** Null if the outermost bracket is closed again. */
function placeOf(text: string): Place | null {
  const open: Bracket[] = [];
  let next: Next = "value";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    switch (character) {
      case " ":
      case "\t":
      case "\n":
      case "\r":
        break;
      case "{":
      case "[":
        open.push(character);
        next = "first";
        break;
      case "}":
      case "]":
        open.pop();
        if (open.length === 0) return null;
        next = "end";
        break;
      case ",":
        next = open.at(-1) === "{" ? "name" : "value";
        break;
      case ":":
        next = "value";
        break;
      default: {
        const isName: boolean = next === "name" || (next === "first" && open.at(-1) === "{");
        next = isName ? "colon" : "end";
        const end = character === '"' ? endOfString(text, at + 1) : endOfWord(text, at);
        if (typeof end === "string") return { open, next, rest: end };
        at = end - 1;
      }
    }
  }
  return { open, next, rest: "" };
}

/** The index after the closing quote, or the missing text up to and including it. */
function endOfString(text: string, from: number): number | string {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character !== "\\") continue;
    if (at + 1 === text.length) return '\\"';
    const end = at + (text.charAt(at + 1) === "u" ? 6 : 2);
    if (end > text.length) return `${"0".repeat(end - text.length)}"`;
    at = end - 1;
  }
  return '"';
}

const WORDS = ["true", "false", "null"] as const;

/** The index after a number or a word, or the missing rest of it if the text ends there. */
function endOfWord(text: string, from: number): number | string {
  let at = from + 1;
  while (at < text.length && /[\w.+-]/.test(text.charAt(at))) at++;
  if (at < text.length) return at;
  const begun = text.slice(from);
  const word = WORDS.find((each) => each.startsWith(begun));
  if (word !== undefined) return word.slice(begun.length);
  return /\d$/.test(begun) ? "" : "0";
}
