/** A line of a terminal, for the tables. */
import { plain } from "./terminal.ts";

const LINE_MAX_CHARACTERS = 120;
/** The wanted words often follow a URL. */
const LONG_LINE_MAX_CHARACTERS = 300;

/** The longest line that reports a problem, unless it only points to help. */
export function tellingLine(terminal: string): string {
  const lines = linesOf(terminal);
  const telling = lines.filter((line) => TROUBLE.test(line) && !NO_HELP.test(line));
  const longest = telling.toSorted((one, other) => other.length - one.length)[0];
  return inCell(longest ?? lines.at(-1) ?? "");
}

/** The first line with these words; null if there is none. */
export function lineThatSays(terminal: string, words: RegExp): string | null {
  const found = linesOf(terminal).find((line) => words.test(line));
  return found === undefined ? null : inCell(found, LONG_LINE_MAX_CHARACTERS);
}

function linesOf(terminal: string): readonly string[] {
  return plain(terminal)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /\p{L}/u.test(line));
}

/** Without what differs from run to run, cut, and fit for a cell of a table. */
function inCell(found: string, max = LINE_MAX_CHARACTERS): string {
  const line = found.replaceAll("`", "'").replaceAll("|", "/");
  const steady = line
    .replace(/^time=(?:"[^"]*"|\S+) level=\w+ msg=/, "")
    .replace(/127\.0\.0\.1(?::|%3A| )\d+/g, "registry")
    .replace(/-rev\/\d+-[0-9a-f]+/g, "-rev/...")
    .replace(/localhost:\d+/g, "sso")
    .replace(/\/tmp\/outspoken-run-\w+\/work\//g, "")
    .replace(/\/tmp\/outspoken-run-\w+/g, "~")
    .replace(/[0-9a-f]{40,}|sha512-[\w+/=]{20,}/g, "...")
    .replace(/\?return_to=[^\s"']+/g, "");
  return steady.length > max ? `${steady.slice(0, max)}...` : steady;
}

const TROUBLE =
  /err(?:or)?\b|ERR|fail|unexpected|invalid|mismatch|not match|could not|cannot|unable|undefined|doctype|no matching|redirect/i;
const NO_HELP =
  /complete log|re-run|https?:\/\/(?:help|cwiki)|stack trace|while installing|BUILD FAIL|see the full|full insights|^\[ERROR\] \[Help 1\]|for more information|fill in the|treat it as|^-\w, --|--\w+ (?:string|int)|in \d+s/i;
