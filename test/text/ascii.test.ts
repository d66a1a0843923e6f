import { expect, it, test } from "vitest";
import { asciiOf } from "../../src/text/ascii.ts";

it.each([
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ø", "o"],
  ["Ø", "O"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đð", "dd"],
  ["ĐÐ", "DD"],
  ["þ", "th"],
  ["Þ", "Th"],
  ["ħ", "h"],
  ["Ħ", "H"],
  ["ŧ", "t"],
  ["Ŧ", "T"],
  ["ŋ", "n"],
  ["ı", "i"],
  ["‘’‚‛′ʼʹ‹›´", "''''''''''"],
  ["“”„‟″«»", '"""""""'],
  ["‐‑‒–—―−⁃", "--------"],
  ["•·‣", "***"],
  ["×", "x"],
  ["÷⁄∕", "///"],
  ["→ ← ⇒", "-> <- =>"],
  ["≤ ≥ ≠", "<= >= !="],
  ["© ®", "(c) (r)"],
  ["€", "EUR"],
])("spells %s as %s", (characters, plain) => {
  expect(asciiOf(characters)).toBe(plain);
});

test("drops marks from a base letter, spells each part, and puts a question mark for every other character", () => {
  expect(asciiOf("é ﬁ ǽ ½ 日 \u{1f4a5} \u0080")).toBe("e fi ae 1/2 ? ? ?");
});

test("keeps printable ASCII, from the space to the tilde", () => {
  const all = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join("");
  expect(asciiOf(all)).toBe(all);
  expect(asciiOf("\u001f\u007f")).toBe("??");
});
