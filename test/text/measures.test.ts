/** The length of a text in bytes and where it may be cut, at the boundaries of UTF-8 and UTF-16. */
import { describe, expect, it } from "vitest";
import {
  cutToBytes,
  cutToCharacters,
  hasInvisible,
  toAscii,
  toLine,
  utf8Length,
} from "../../src/text/text.ts";

const ONE = "\u007f";
const TWO = ["\u0080", "\u07ff"];
const THREE = ["\u0800", "\ud7ff", "\ue000", "\uffff"];
const FOUR = ["\u{10000}", "\u{10ffff}", "\ud83d\udca5"];
const LONE = ["\ud800", "\udbff", "\udc00", "\udfff", "\ud800a", "\udc00\ud800", "\ud83d\u{1f4a5}"];

describe("counts the bytes of", () => {
  it.each([ONE, ...TWO, ...THREE, ...FOUR, ...LONE])("%j", (text) => {
    for (const around of [text, `a${text}b`, text.repeat(3)])
      expect(utf8Length(around)).toBe(new TextEncoder().encode(around).length);
  });
});

describe("cut to bytes, exactly at the limit", () => {
  it.each([ONE, ...TWO, ...THREE, ...FOUR])("keeps %j whole or drops it whole", (character) => {
    const text = `ab${character}cdef`;
    const size = utf8Length(text);
    expect(cutToBytes(text, size)).toBe(text);
    expect(cutToBytes(text, size - 1)).toBe(`ab${character}...`);
    const enough = 5 + utf8Length(character);
    for (let room = 5; room < enough; room += 1) expect(cutToBytes(text, room)).toBe("ab...");
    expect(cutToBytes(text, enough)).toBe(size <= enough ? text : `ab${character}...`);
  });

  it.each([
    ["skips counting with room for three bytes per character", "日本", 6, "日本"],
    ["counts with less room than that", "日本x", 6, "日..."],
    ["keeps ASCII of exactly that length", "abcdef", 6, "abcdef"],
    ["cuts ASCII that is one longer", "abcdefg", 6, "abc..."],
    ["has room for the mark alone", "abcdef", 3, "..."],
    ["has room for less than the mark", "abcdef", 1, "."],
    ["drops spaces before the cut", "ab   cdefgh", 7, "ab..."],
  ])("%s", (_, text, maxBytes, cut) => {
    expect(cutToBytes(text, maxBytes)).toBe(cut);
  });
});

describe("cut to characters", () => {
  it.each([
    ["exactly as many as allowed", "abcdef", 6, "abcdef"],
    ["one more than allowed", "abcdefg", 6, "abc..."],
    ["fewer than the mark", "abcdef", 2, ".."],
    ["none", "abcdef", 0, ""],
    ["CR LF stays together", "ab\r\ncdefgh", 6, "ab..."],
    ["LF CR may be separated", "ab\n\rcdefgh", 6, "ab..."],
    ["a letter with its mark", "abe\u0301cdefgh", 6, "ab..."],
    ["after a letter with its mark", "ae\u0301cdefghi", 6, "ae\u0301..."],
    ["a flag", "\u{1f1e9}\u{1f1ea}abcdefgh", 6, "..."],
    ["a joined emoji", "a\u{1f469}\u200d\u{1f4bb}bcdefg", 8, "a..."],
    ["Korean letters", "\u1100\u1161\u11a8abcdefg", 5, "..."],
    ["before the first character that joins", "a\u02ff\u0300bcdefg", 5, "a..."],
  ])("%s", (_, text, max, cut) => {
    expect(cutToCharacters(text, max)).toBe(cut);
  });
});

it.each([
  ["plain text", "a b\tc\r\nd ~", false],
  ["letters in any script", "日本 Пакет", false],
  ["a no-break space", "a\u00a0b", false],
  ["a vertical tab", "a\vb", true],
  ["a form feed", "a\fb", true],
  ["NEL", "a\u0085b", true],
  ["a line separator", "a\u2028b", true],
  ["a paragraph separator", "a\u2029b", true],
  ["DEL", "a\u007fb", true],
  ["NUL", "a\0b", true],
  ["a zero-width space", "a\u200bb", true],
  ["a soft hyphen", "a\u00adb", true],
])("whether %s has a character without a glyph", (_, text, has) => {
  expect(hasInvisible(text)).toBe(has);
});

it.each([
  ["two spaces", "a  b", "a b"],
  ["a space and a tab", "a \tb", "a b"],
  ["a tab and a space", "a\t b", "a b"],
  ["one tab", "a\tb", "a b"],
  ["a space and the Braille blank", "a \u2800b", "a b"],
  ["a space and NEL", "a \u0085b", "a b"],
  ["many", "a \t\n\u2003 \u2800\u0085 b", "a b"],
  ["spaces at both ends", "  a b  ", "a b"],
  ["one space at each end", " a ", "a"],
])("collapses white space: %s", (_, text, line) => {
  expect(toLine(text)).toBe(line);
  expect(toAscii(text)).toBe(line);
});

it.each([8, 9])("keeps eight of %d marks on one letter", (marks) => {
  expect(toLine(`a${"\u0301".repeat(marks)}b`)).toBe(`a${"\u0301".repeat(8)}b`);
});
