/**
 * Terminal control sequences (ECMA-48, xterm's ctlseqs), removed from a text along with their payload: window
 * titles, link targets, colours. The visible text between two OSC 8 sequences stays. Pure; linear.
 */

const BEL = 0x07;
const LF = 0x0a;
const CR = 0x0d;
const CAN = 0x18;
const SUB = 0x1a;
const ESC = 0x1b;
const BACKSLASH = 0x5c;
const C1_FIRST = 0x80;
const C1_CSI = 0x9b;
const C1_STRING_TERMINATOR = 0x9c;
const C1_LAST = 0x9f;

/** DCS, SOS, OSC, PM, APC and screen's title: after ESC these open a string that has a terminator. */
const STRING_OPENERS: ReadonlySet<number> = new Set([..."PX]^_k"].map((letter) => letter.charCodeAt(0)));
/** The same as single C1 characters. */
const C1_STRING_OPENERS: ReadonlySet<number> = new Set([0x90, 0x98, 0x9d, 0x9e, 0x9f]);

const OPENER = new RegExp(`[${String.fromCharCode(ESC, C1_FIRST)}-${String.fromCharCode(C1_LAST)}]`);

/** `text` without terminal sequences; other control characters stay. */
export function dropTerminalSequences(text: string): string {
  if (!OPENER.test(text)) return text;
  let kept = "";
  let from = 0;
  for (let index = 0; index < text.length; ) {
    const unit = text.charCodeAt(index);
    const end = unit === ESC ? endOfEscape(text, index + 1) : isC1(unit) ? endOfC1(text, index) : index;
    if (end === index) {
      index++;
      continue;
    }
    kept += text.slice(from, index);
    from = end;
    index = end;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Where the sequence ends that the ESC before `at` opens. */
function endOfEscape(text: string, at: number): number {
  const kind = text.charCodeAt(at);
  if (kind === 0x5b) return endOfControl(text, at + 1, 0x20);
  if (STRING_OPENERS.has(kind)) return endOfString(text, at + 1);
  let end = at;
  while (isBetween(text.charCodeAt(end), 0x20, 0x2f)) end++;
  return isBetween(text.charCodeAt(end), 0x30, 0x7e) ? end + 1 : end;
}

/**
 * The single-character forms also appear in text decoded with the wrong charset, so they count as sequences only
 * if they are complete.
 */
function endOfC1(text: string, at: number): number {
  const kind = text.charCodeAt(at);
  if (kind === C1_CSI) return endOfControl(text, at + 1, 0x30);
  if (!C1_STRING_OPENERS.has(kind)) return at;
  const end = endOfString(text, at + 1);
  return isTerminated(text, end) ? end : at;
}

/** Parameters and, from 0x20, intermediates; then one final character (ECMA-48 5.4). */
function endOfControl(text: string, at: number, first: number): number {
  let end = at;
  while (isBetween(text.charCodeAt(end), first, 0x3f)) end++;
  return isBetween(text.charCodeAt(end), 0x40, 0x7e) ? end + 1 : end;
}

/** The payload runs to BEL or ST; another control sequence or the end of the line cuts it off. */
function endOfString(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === BEL || unit === C1_STRING_TERMINATOR) return end + 1;
    if (unit === ESC) return text.charCodeAt(end + 1) === BACKSLASH ? end + 2 : end;
    if (unit === LF || unit === CR || unit === CAN || unit === SUB || isC1(unit)) return end;
  }
  return text.length;
}

function isTerminated(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if (last === BACKSLASH) return text.charCodeAt(end - 2) === ESC;
  return last === BEL || last === C1_STRING_TERMINATOR;
}

function isC1(unit: number): boolean {
  return isBetween(unit, C1_FIRST, C1_LAST);
}

/** False for the NaN past the end of a text. */
function isBetween(unit: number, first: number, last: number): boolean {
  return unit >= first && unit <= last;
}
