/**
 * Character references of HTML and XML: numeric ones, and the names that error pages use. The full table of 2,231
 * names would outweigh all of hearing.
 */
import { lazy } from "../../text/lazy.ts";

/** The names of U+00A0 to U+00FF in order (HTML standard, 13.5). */
const LATIN1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const OTHERS =
  "amp & lt < gt > quot \" apos ' ndash – mdash — horbar ― lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › hellip … bull • trade ™ euro € larr ← rarr → uarr ↑ darr ↓ OElig Œ oelig œ Scaron Š scaron š zwj \u200d zwnj \u200c lrm \u200e rlm \u200f ensp \u2002 emsp \u2003 thinsp \u2009 Tab \t NewLine \n colon : comma , period . excl ! num # dollar $ percnt % lpar ( rpar ) ast * plus + sol / semi ; equals = quest ? commat @ lsqb [ bsol \\ rsqb ] lowbar _ grave ` lcub { verbar | vert | rcub } check ✓ cross ✗ minus − le ≤ ge ≥ ne ≠";

const namedCharacters = lazy(
  (): ReadonlyMap<string, string> =>
    new Map([
      ...LATIN1.split(" ").map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
      ...pairs(OTHERS.split(" ")),
    ]),
);

/** Browsers accept these without their semicolon too. */
const WITHOUT_SEMICOLON: ReadonlySet<string> = new Set(["amp", "lt", "gt", "quot", "nbsp"]);

function* pairs(words: readonly string[]): Generator<[string, string]> {
  for (let index = 0; index + 1 < words.length; index += 2)
    yield [words[index] ?? "", words[index + 1] ?? ""];
}

/** `text` with its character references replaced; unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([A-Za-z][A-Za-z0-9]{1,11}));?/g, decoded);
}

function decoded(
  match: string,
  hexadecimal: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string {
  if (hexadecimal !== undefined) return characterOf(Number.parseInt(hexadecimal, 16));
  if (decimal !== undefined) return characterOf(Number(decimal));
  if (name === undefined || (!match.endsWith(";") && !WITHOUT_SEMICOLON.has(name))) return match;
  return namedCharacters().get(name) ?? match;
}

function characterOf(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  // The HTML standard reads 128 to 159 as windows-1252, as old pages mean them.
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder("windows-1252").decode(Uint8Array.of(code));
  return String.fromCodePoint(code);
}
