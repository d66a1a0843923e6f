/**
 * What a person reads on the terminal of a run: whether the reason is there, how often, and whether it is clean.
 */

export interface Reading {
  /** How often the reason is on the terminal. */
  readonly times: number;
  /** How many of these are inside JSON, markup or an escaped byte string. */
  readonly raw: number;
}

/** Whether and how the reason reached the terminal. */
export type Shown = "shown" | "repeated" | "raw" | "silent";

/** Counts `reason` on a terminal, across line ends and whatever prefix a program gives its lines. */
export function read(terminal: string, reason: string): Reading {
  return count(plain(terminal), reason);
}

/** The same for a text that came in a URL's path, where only its words are left. */
export function readWords(terminal: string, reason: string): Reading {
  const words = (text: string) => decodeLoosely(text).replace(/[^A-Za-z0-9]+/g, " ");
  return count(words(plain(terminal)), words(reason).trim());
}

function decodeLoosely(text: string): string {
  return text.replace(/%[0-9A-F]{2}/gi, " ");
}

function count(text: string, reason: string): Reading {
  const pattern = new RegExp(reason.split(" ").map(escaped).join("[\\s│|]+"), "g");
  let times = 0;
  let raw = 0;
  for (const match of text.matchAll(pattern)) {
    times += 1;
    if (isRaw(text, match.index, match.index + match[0].length)) raw += 1;
  }
  return { times, raw };
}

export function shown({ times, raw }: Reading): Shown {
  if (times === 0) return "silent";
  if (raw > 0) return "raw";
  return times === 1 ? "shown" : "repeated";
}

/** The terminal's text without escape sequences; a carriage return ends a line. */
export function plain(terminal: string): string {
  return (
    terminal
      // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character.
      .replace(/\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_=>])/g, "")
      .replace(/\r+\n?/g, "\n")
  );
}

/** In a JSON member (`"message":"...`), between tags, or in a byte string's repr. */
function isRaw(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 60), from);
  const after = text.slice(to, to + 12);
  if (/[\w-]\\?["']\s*:\s*\[?\\?["'](?:\d{3} [\w ]{1,40} - )?$/.test(before)) return true;
  if (/>\s*$/.test(before) && /^\s*<\//.test(after)) return true;
  return /\bb'[^'\n]*$/.test(before);
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
