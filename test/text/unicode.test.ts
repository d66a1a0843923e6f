import { describe, expect, it, test } from "vitest";
import {
  betweenWords,
  brokenSigns,
  hasLetter,
  invisibleSigns,
  marks,
  piledMarks,
} from "../../src/text/unicode.ts";

test("a pattern is the same object each time", () => {
  expect(invisibleSigns()).toBe(invisibleSigns());
  expect(brokenSigns()).toBe(brokenSigns());
  expect(marks()).toBe(marks());
});

describe("what has no glyph goes", () => {
  it.each([
    ["controls", "\u0000\u0007\u001b\u007f\u0080\u009f", ""],
    ["white space among the controls stays", "\t\n\v\f\r\u0085", "\t\n\v\f\r\u0085"],
    ["format characters", "\u200b\u202e\u2066\ufeff", ""],
    ["private and unassigned ones", "\ue000\u{f0000}\u0378", ""],
    ["what is ignorable by default", "\u034f\u3164\ufe0f\u115f", ""],
    ["letters stay", "aä日\u0301", "aä日\u0301"],
  ])("%s", (_, text, kept) => {
    expect(text.replace(invisibleSigns(), "")).toBe(kept);
  });
});

describe("signs of a text that was decoded wrongly", () => {
  it.each([
    ["the replacement character", "\ufffd", 1],
    ["controls", "\u0000\u0080", 2],
    ["unassigned ones", "\u0378", 1],
    ["white space is none", "\t\n\r \u0085", 1],
    ["letters and format characters are none", "aä\u200b", 0],
  ])("%s", (_, text, count) => {
    expect(text.match(brokenSigns())?.length ?? 0).toBe(count);
  });
});

test("marks, alone and piled", () => {
  expect("a\u0301\u0300b".replace(marks(), "")).toBe("ab");
  expect(`a${"\u0301".repeat(5)}b`.replace(piledMarks(2)(), "$1")).toBe("a\u0301\u0301b");
  expect(`a${"\u0301".repeat(2)}b`.replace(piledMarks(2)(), "$1")).toBe("a\u0301\u0301b");
});

it.each([
  ["a-b_c", ["a", "b", "c"]],
  ["x1 Z9", ["x1", "Z9"]],
  ["über-日本 x", ["über", "日本", "x"]],
  ["a\u2014b", ["a", "b"]],
])("the words of %j", (text, words) => {
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
