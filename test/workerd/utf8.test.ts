import { expect, test } from "vitest";
import { utf8Text, utf8TextWithMark, validUtf8Text } from "../../src/text/utf8.ts";

const READERS = { utf8Text, validUtf8Text, utf8TextWithMark } as const;
const GOOD = new TextEncoder().encode("größer – 包");
const MARKED = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61);

/** Each would change the state of a decoder that keeps any between calls. */
const BAD: readonly (readonly [title: string, bytes: Uint8Array])[] = [
  ["a character cut off at its end", GOOD.subarray(0, GOOD.length - 1)],
  ["a lone continuation", Uint8Array.of(0x61, 0x80, 0x62)],
  ["half a surrogate pair", Uint8Array.of(0xed, 0xa0, 0x80)],
  ["latin1", Uint8Array.of(0x67, 0x72, 0xf6, 0xdf, 0x65)],
  ["the beginning of a byte order mark", Uint8Array.of(0xef, 0xbb)],
];

test.each(BAD)("%s is detected, and the next text is read from its beginning", (_title, bytes) => {
  for (let round = 0; round < 3; round += 1) {
    expect(utf8Text(bytes)).toContain("\ufffd");
    expect([validUtf8Text(bytes), utf8TextWithMark(bytes)]).toEqual([null, null]);
    for (const read of Object.values(READERS)) expect(read(GOOD)).toBe("größer – 包");
  }
});

test("only utf8TextWithMark keeps a byte order mark", () => {
  for (let round = 0; round < 2; round += 1) {
    expect([utf8Text(MARKED), validUtf8Text(MARKED), utf8TextWithMark(MARKED)]).toEqual([
      "a",
      "a",
      "\ufeffa",
    ]);
  }
});
