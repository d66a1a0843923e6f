/**
 * Stack traces of Java, .NET, Node, Python, Go, Ruby, PHP, Elixir and Rust, cut out of what an origin says; the
 * exception's message stays. Pure. Every pattern begins with a literal or one space and is bounded, and the text that its
 * bounded part reads can't begin another match, so the work is linear with a small factor.
 */

/** Every trace contains one of these, or "at" and the punctuation of a frame; most texts contain neither. No anchors here. */
const HINT =
  /Traceback|goroutine \d|[Ss]tack ?trace:|\.rb:\d|\.php\(\d|stack backtrace:|", line \d|\.exs?:\d/;
const AT = /\sat /;
const AFTER_AT = /\(|:\d{1,6}:\d/;

/** What a first frame looks like; the text is cut where the earliest one begins. */
const FRAMES: readonly RegExp[] = [
  // Java, .NET and Node on lines of their own: indented, "at", a name, a parenthesis.
  /\n[ \t]{1,8}at [\w.$`<>+[\],/@ -]{2,200}\(/,
  // Java folded into one line.
  /\sat [\w.$<>/@-]{3,200}\((?:[\w$-]{1,100}\.(?:java|kt|scala|groovy|clj):\d{1,6}|Native Method|Unknown Source)\)/,
  /\n?goroutine \d{1,9} \[[\w ,]{1,60}\]:/,
  // Ruby: "from file:line:in 'method'", with or without "from".
  /\s(?:from )?[^\s:]{1,200}\.rb:\d{1,6}:in [`'"]/,
  // PHP; the exception's location comes before "Stack trace:".
  /(?: in \/[^\s:]{1,200}\.php(?::\d{1,6}| on line \d{1,6}))?\s(?:PHP )?Stack trace:\s/,
  /\s#\d{1,3} \/[^\s(]{1,200}\.php\(\d{1,6}\)/,
  /\s\([\w. -]{1,60}\) [^\s:]{1,200}\.exs?:\d{1,6}: /,
  /\nstack backtrace:/,
  /\s[Ss]tack ?trace:\s/,
];

/** Node: the location of a frame, with line and column, in parentheses or bare. */
const NODE_LOCATION = / \(?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()]{1,200}:\d{1,6}:\d{1,6}/g;
/** What precedes such a location: "at", perhaps with a name. Locations are rarer than "at", so they are found first. */
const NODE_BEFORE_LOCATION = /\sat(?: [\w.$<>[\] ]{1,100})?$/;
const NODE_BEFORE_LOCATION_MAX_CHARACTERS = 104;

/** .NET folded into one line: a method with its parameters, a file, a line. */
const NET_METHOD = /\sat [\w.`<>+[\],]{3,200}\([^()\n]{0,200}\) in(?= )/g;
const NET_LINE = /:line \d/g;
const NET_FILE_MAX_CHARACTERS = 200;

const PYTHON_START = "Traceback (most recent call last)";
const PYTHON_ENDING = "(?:Error|Exception|Warning|Exit|Interrupt|Timeout)(?::\\s|$)";
/** The exception at the end of a traceback that was folded into one line: the word, then its name within it. */
const PYTHON_WORD = new RegExp(`(?<![\\w.])[\\w.]*${PYTHON_ENDING}`, "g");
const PYTHON_EXCEPTION = new RegExp(`\\b[A-Za-z_][\\w.]{0,80}${PYTHON_ENDING}`);
/** One more than the longest name with its ending, so that no name starts where the word was cut. */
const PYTHON_EXCEPTION_MAX_CHARACTERS = 93;

/** Ruby puts the location before the message: `app/store.rb:10:in 'put': quota exceeded (QuotaError)`. */
const RUBY_LOCATION = /^[^\s:]{1,200}\.rb:\d{1,6}:in [`'"][^`'"\n]{1,100}['"]: /;

/** `text` up to its stack trace; for a Python traceback, also the exception's message, which comes last there. */
export function cutStackTrace(text: string): string {
  if (!mayHoldStackTrace(text)) return text;
  const python = text.indexOf(PYTHON_START);
  if (python !== -1) return `${text.slice(0, python)} ${pythonException(text.slice(python))}`.trim();
  const message = text.replace(RUBY_LOCATION, "");
  let end = Math.min(nodeFrame(message), netFrame(message));
  for (const frame of FRAMES) {
    const at = message.search(frame);
    if (at !== -1 && at < end) end = at;
  }
  return end === message.length ? message : message.slice(0, end).trimEnd();
}

/** False if neither `text` nor any part of it can contain a stack trace. */
export function mayHoldStackTrace(text: string): boolean {
  return (AT.test(text) && AFTER_AT.test(text)) || HINT.test(text);
}

/** Where the first Node frame begins; the length of `text` if there is none. */
function nodeFrame(text: string): number {
  for (const { index } of text.matchAll(NODE_LOCATION)) {
    const from = Math.max(index - NODE_BEFORE_LOCATION_MAX_CHARACTERS, 0);
    const at = text.slice(from, index).search(NODE_BEFORE_LOCATION);
    if (at !== -1) return from + at;
  }
  return text.length;
}

/** Where the first .NET frame folded into one line begins; the length of `text` if there is none. */
function netFrame(text: string): number {
  const lines = text.matchAll(NET_LINE);
  let line = lines.next();
  for (const { index, 0: method } of text.matchAll(NET_METHOD)) {
    const from = index + method.length + 1;
    while (!line.done && line.value.index <= from) line = lines.next();
    if (line.done) break;
    // Only the nearest line number counts: with any later one the file name would be longer still.
    const file = text.slice(from, line.value.index);
    if (file.length <= NET_FILE_MAX_CHARACTERS && !file.includes("\n")) return index;
  }
  return text.length;
}

/** What follows the last frame and its indented source line. */
function pythonException(trace: string): string {
  const lines = trace.split("\n");
  const frame = lines.findLastIndex((line) => /^\s{0,12}File "/.test(line));
  if (frame !== -1) {
    const rest = lines.slice(frame + 1);
    const message = rest.findIndex((line) => /^\S/.test(line));
    return message === -1 ? "" : rest.slice(message).join("\n");
  }
  for (const { 0: word, index } of [...trace.matchAll(PYTHON_WORD)].toReversed()) {
    const end = word.slice(-PYTHON_EXCEPTION_MAX_CHARACTERS);
    const at = end.search(PYTHON_EXCEPTION);
    if (at !== -1) return trace.slice(index + word.length - end.length + at);
  }
  return "";
}
