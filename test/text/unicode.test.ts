import { describe, expect, it, test } from "vitest";
import {
  betweenWords,
  brokenCharacters,
  hasLetter,
  invisibleCharacters,
  marks,
  piledMarks,
} from "../../src/text/unicode.ts";

test("a pattern is the same object each time", () => {
  expect(invisibleCharacters()).toBe(invisibleCharacters());
  expect(brokenCharacters()).toBe(brokenCharacters());
  expect(marks()).toBe(marks());
});

describe("drops characters without a glyph", () => {
  it.each([
    ["control characters", "\u0000\u0007\u001b\u007f\u0080\u009f", ""],
    ["but keeps white space among the control characters", "\t\n\v\f\r\u0085", "\t\n\v\f\r\u0085"],
    ["format characters", "\u200b\u202e\u2066\ufeff", ""],
    ["private and unassigned code points", "\ue000\u{f0000}\u0378", ""],
    ["default-ignorable code points", "\u034f\u3164\ufe0f\u115f", ""],
    ["but keeps letters", "aä日\u0301", "aä日\u0301"],
  ])("%s", (_, text, kept) => {
    expect(text.replace(invisibleCharacters(), "")).toBe(kept);
  });
});

describe("counts characters that show a text was decoded wrongly", () => {
  it.each([
    ["the replacement character", "\ufffd", 1],
    ["control characters", "\u0000\u0080", 2],
    ["unassigned code points", "\u0378", 1],
    ["NEL, but no other white space", "\t\n\r \u0085", 1],
    ["no letters and format characters", "aä\u200b", 0],
  ])("%s", (_, text, count) => {
    expect(text.match(brokenCharacters())?.length ?? 0).toBe(count);
  });
});

test("matches marks, alone and stacked", () => {
  expect("a\u0301\u0300b".replace(marks(), "")).toBe("ab");
  expect(`a${"\u0301".repeat(5)}b`.replace(piledMarks(2)(), "$1")).toBe("a\u0301\u0301b");
  expect(`a${"\u0301".repeat(2)}b`.replace(piledMarks(2)(), "$1")).toBe("a\u0301\u0301b");
});

it.each([
  ["a-b_c", ["a", "b", "c"]],
  ["x1 Z9", ["x1", "Z9"]],
  ["über-日本 x", ["über", "日本", "x"]],
  ["a\u2014b", ["a", "b"]],
])("finds the words of %j", (text, words) => {
  expect(text.split(betweenWords(text))).toEqual(words);
});

it.each([
  ["a", true],
  ["Z", true],
  ["12 日", true],
  ["ä", true],
  ["12-3_ []", false],
  ["\u0301", false],
  ["", false],
])("%j has a letter: %s", (text, has) => {
  expect(hasLetter(text)).toBe(has);
});
