/**
 * What an operator wants people to do next, as configured: a text with placeholders and perhaps a URL. Read once with the
 * configuration. Pure.
 */
import { HELP_MAX_BYTES } from "../limits.ts";
import { toLine, utf8Length } from "../text/text.ts";

export const PLACEHOLDERS = [
  "package",
  "version",
  "format",
  "route",
  "ref",
  "status",
  "category",
  "operation",
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

export type HelpPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly name: Placeholder; readonly isInUrl: boolean };

/** The parts before, in and after the first URL; without a URL all of them are in `before`. */
export interface HelpTemplate {
  readonly before: readonly HelpPart[];
  readonly url: readonly HelpPart[] | null;
  readonly after: readonly HelpPart[];
}

/** `says` continues "HELP.blocked: "; `word` is the unknown placeholder, if that is the mistake. */
export interface HelpMistake {
  readonly says: string;
  readonly word: string | null;
}

export type ReadHelp =
  | { readonly ok: true; readonly template: HelpTemplate }
  | { readonly ok: false; readonly mistake: HelpMistake };

/** Braces only enclose placeholders. Excluded: what ends a URL in a text (RFC 3986 appendix C), and quotes. */
const URLS = /\bhttps?:\/\/(?:\{\w+\}|[^\s<>"{}|\\^`])+/gi;
/** Belongs to the sentence rather than to the URL before it. */
const SENTENCE_END = /[.,;:!?']+$/;
const OTHER_SCHEMES = /\b(?!https?:)(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|file|mailto|tel):\S)/i;
const NAME = /\{([^{}]*)\}/g;

/** In: the text as configured, not empty. */
export function readHelp(text: string): ReadHelp {
  const line = toLine(text).toWellFormed();
  const pieces = piecesOf(line);
  const mistake = findMistake(
    line,
    pieces.flatMap((piece) => (piece.isUrl ? [piece.text] : [])),
  );
  if (mistake !== null) return { ok: false, mistake };
  const first = pieces.findIndex(({ isUrl }) => isUrl);
  const url = pieces[first];
  const template =
    url === undefined
      ? { before: pieces.flatMap(partsOf), url: null, after: [] }
      : {
          before: pieces.slice(0, first).flatMap(partsOf),
          url: partsOf(url),
          after: pieces.slice(first + 1).flatMap(partsOf),
        };
  return { ok: true, template };
}

interface Piece {
  readonly text: string;
  readonly isUrl: boolean;
}

/** The line cut at the beginning and end of each URL. */
function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: found, index } of line.matchAll(URLS)) {
    const url = withoutSentenceEnd(found);
    pieces.push({ text: line.slice(at, index), isUrl: false }, { text: url, isUrl: true });
    at = index + url.length;
  }
  return [...pieces, { text: line.slice(at), isUrl: false }];
}

function withoutSentenceEnd(url: string): string {
  const bare = url.replace(SENTENCE_END, "");
  // A bracket around the URL, not part of it.
  const closes = (bare.endsWith(")") && !bare.includes("(")) || (bare.endsWith("]") && !bare.includes("["));
  return closes ? withoutSentenceEnd(bare.slice(0, -1)) : bare;
}

function findMistake(line: string, urls: readonly string[]): HelpMistake | null {
  const about = (says: string, word: string | null = null) => ({ says, word });
  if (utf8Length(line) > HELP_MAX_BYTES) return about(`wants at most ${HELP_MAX_BYTES} bytes of text`);
  const unknown = namesIn(line).find((name) => !isPlaceholder(name));
  if (unknown !== undefined)
    return about(`has no placeholder {${unknown}}; there are ${braced(PLACEHOLDERS)}`, unknown);
  if (/[{}]/.test(line.replace(NAME, ""))) return about("wants braces only around the name of a placeholder");
  if (OTHER_SCHEMES.test(line)) return about("wants only URLs that begin with https:// or http://");
  return urls.map(findUrlMistake).find((found) => found !== null) ?? null;
}

function findUrlMistake(url: string): HelpMistake | null {
  const host = /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
  if (host.includes("{")) return { says: "can't have a placeholder in the host of a URL", word: null };
  if (host.includes("@")) return { says: "can't have credentials in a URL", word: null };
  if (!/^[\w.-]+(?::\d{1,5})?$/.test(host) || !URL.canParse(url.replace(NAME, "x")))
    return { says: "wants URLs such as https://security.example.com/ask, the host in ASCII", word: null };
  return null;
}

function namesIn(line: string): string[] {
  return [...line.matchAll(NAME)].map(([, name = ""]) => name);
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name);
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(", ");
}

function partsOf({ text, isUrl }: Piece): HelpPart[] {
  const parts: HelpPart[] = [];
  let at = 0;
  const addText = (end: number) => {
    const plain = text.slice(at, end);
    if (plain !== "") parts.push({ kind: "text", text: isUrl ? encodeUrl(plain) : plain });
  };
  for (const { 0: braces, 1: name = "", index } of text.matchAll(NAME)) {
    if (!isPlaceholder(name)) continue;
    addText(index);
    parts.push({ kind: "value", name, isInUrl: isUrl });
    at = index + braces.length;
  }
  addText(text.length);
  return parts;
}

/** As a browser sends it: printable ASCII (RFC 3986 2.1), and no bracket, which could be part of a CI command. */
function encodeUrl(text: string): string {
  return text.replace(/[^\x21-\x7e]|[[\]]/gu, encodeURIComponent);
}
