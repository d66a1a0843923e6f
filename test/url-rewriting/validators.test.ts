import { describe, expect, test } from "vitest";
import {
  markEntityTag,
  markLastModified,
  unmarkIfMatch,
  unmarkIfModifiedSince,
  unmarkIfNoneMatch,
} from "../../src/url-rewriting/validators.ts";

const MARK = "0a1b2c3d";

test.each([
  ['"abc"', 'W/"abc-0a1b2c3ds"'],
  ['W/"abc"', 'W/"abc-0a1b2c3d"'],
  ['W/"abc-0a1b2c3ds"', 'W/"abc-0a1b2c3ds-0a1b2c3d"'],
  ['""', 'W/"-0a1b2c3ds"'],
  ['"a, b"', 'W/"a, b-0a1b2c3ds"'],
  ["abc", "abc-0a1b2c3d"],
  ['"abc-gzip"', 'W/"abc-gzip-0a1b2c3ds"'],
  ['"abc-0a1b2c3d"', 'W/"abc-0a1b2c3d-0a1b2c3ds"'],
])("ETag %s is sent as %s and restored from it", (tag, marked) => {
  expect(markEntityTag(tag, MARK)).toBe(marked);
  expect(unmarkIfNoneMatch(marked, MARK)).toBe(tag);
  expect(unmarkIfMatch(marked, MARK)).toBe(tag);
});

describe("conditions with other marks", () => {
  test.each([
    ['"abc"', null],
    ['"abc-ffffffff"', null],
    ['"0a1b2c3d"', null],
    ["abc", null],
    ["*", "*"],
    ['"a-ffffffff", "b-0a1b2c3d", W/"c-0a1b2c3d", "d"', '"b", W/"c"'],
    ["", null],
  ])("If-None-Match: %s", (value, sent) => {
    expect(unmarkIfNoneMatch(value, MARK)).toBe(sent);
  });

  test.each([
    ['"abc"', '"abc"'],
    ['"abc-ffffffff"', '"abc-ffffffff"'],
    ['"a", "b-0a1b2c3d"', '"a", "b"'],
    ["*", "*"],
  ])("If-Match keeps tags without the mark, so that it stays a condition: %s", (value, sent) => {
    expect(unmarkIfMatch(value, MARK)).toBe(sent);
  });
});

test("a date has the mark for clients that send it back unchanged", () => {
  const date = "Wed, 21 Oct 2026 07:28:00 GMT";
  expect(unmarkIfModifiedSince(markLastModified(date, MARK), MARK)).toBe(date);
  expect(unmarkIfModifiedSince(date, MARK)).toBeNull();
  expect(unmarkIfModifiedSince(markLastModified(date, "ffffffff"), MARK)).toBeNull();
});
