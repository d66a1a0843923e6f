import { describe, expect, test } from "vitest";
import { joinBytes } from "../../src/text/bytes.ts";
import { fnv1a } from "../../src/text/hash.ts";
import { parseJson } from "../../src/text/json.ts";
import { lazy } from "../../src/text/lazy.ts";
import { utf8Text, utf8TextWithMark, validUtf8Text } from "../../src/text/utf8.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("joinBytes joins", () => {
  test.each([
    ["none", [], []],
    ["only empty parts", [bytes(), bytes()], []],
    ["two", [bytes(1, 2), bytes(3)], [1, 2, 3]],
    ["three with an empty one between", [bytes(1), bytes(), bytes(2, 3), bytes(4)], [1, 2, 3, 4]],
  ])("%s", (_, parts, whole) => {
    expect([...joinBytes(parts)]).toEqual(whole);
  });

  test("a single part with bytes without copying it", () => {
    const one = bytes(7);
    expect(joinBytes([bytes(), one, bytes()])).toBe(one);
  });
});

/** The 32-bit FNV-1a values that its authors list (isthe.com/chongo/tech/comp/fnv). */
test.each([
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["foobar", 0xbf9cf968],
])("FNV-1a of %j", (text, hash) => {
  expect(fnv1a(text)).toBe(hash);
});

test.each([
  ['{"a":1}', { a: 1 }],
  ["null", null],
  ["{", undefined],
  ["", undefined],
])("JSON %j", (text, value) => {
  expect(parseJson(text)).toEqual(value);
});

test("makes a lazy value once, on first use", () => {
  let made = 0;
  const value = lazy(() => {
    made += 1;
    return { made };
  });
  expect(made).toBe(0);
  expect(value()).toBe(value());
  expect(made).toBe(1);
});

describe("UTF-8", () => {
  const MARK = [0xef, 0xbb, 0xbf];
  test.each([
    ["letters", [0x61, 0xc3, 0xa4], "aä", "aä", "aä"],
    ["a byte order mark", [...MARK, 0x61], "a", "a", "\ufeffa"],
    ["bytes that are not UTF-8", [0x61, 0xff], "a\ufffd", null, null],
    ["a letter that is cut off", [0x61, 0xc3], "a\ufffd", null, null],
    ["letters after a cut-off one", [0x62], "b", "b", "b"],
  ])("%s", (_, values, lenient, strict, marked) => {
    const read = bytes(...values);
    expect([utf8Text(read), validUtf8Text(read), utf8TextWithMark(read)]).toEqual([lenient, strict, marked]);
  });
});
