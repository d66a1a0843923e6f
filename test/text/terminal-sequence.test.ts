/** Where a terminal's sequences begin and end, at the edges of the ranges that ECMA-48 names. */
import { describe, expect, test } from "vitest";
import { dropTerminalSequences } from "../../src/text/terminal-sequence.ts";

const ESC = "\u001b";
const BEL = "\u0007";
const CSI = "\u009b";
const OSC = "\u009d";
const ST = "\u009c";

function at(code: number): string {
  return String.fromCharCode(code);
}

describe("a control sequence", () => {
  test.each([
    ["parameters from 0", `${ESC}[0m.`, "."],
    ["parameters to ?", `${ESC}[?25l.`, "."],
    ["intermediates from the blank", `${ESC}[1 q.`, "."],
    ["intermediates to /", `${ESC}[1/q.`, "."],
    ["ends with the first final character, @", `${ESC}[1@@`, "@"],
    ["ends with the last one, ~", `${ESC}[3~~`, "~"],
    ["has no final character behind ~", `${ESC}[3${at(0x7f)}.`, `${at(0x7f)}.`],
    ["has no sign below its range", `${ESC}[3\t.`, "\t."],
    ["at the end of a text", `a${ESC}[3`, "a"],
    ["as one character has no intermediates", `${CSI}1 q`, " q"],
    ["as one character, parameters from 0 to ?", `${CSI}0?m.`, "."],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

describe("an escape of another kind", () => {
  test.each([
    ["its intermediates from the blank to /", `${ESC} /F.`, "."],
    ["its final character from 0", `${ESC}00`, "0"],
    ["to ~", `${ESC}~~`, "~"],
    ["has none behind ~", `${ESC}${at(0x7f)}.`, `${at(0x7f)}.`],
    ["alone", `a${ESC}`, "a"],
    ["before a line's end", `${ESC}\na`, "\na"],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

describe("a string", () => {
  test.each(
    ["P", "X", "]", "^", "_", "k"].map((opener) => [
      `opened by ESC ${opener}`,
      `a${ESC}${opener}b${ESC}\\c`,
      "ac",
    ]),
  )("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });

  test.each([
    ["ends with BEL", `${ESC}]0;b${BEL}c`, "c"],
    ["ends with the single ST", `${ESC}]0;b${ST}c`, "c"],
    ["is broken off by another sequence", `${ESC}]0;b${ESC}[1mc`, "c"],
    ["is broken off by a line feed", `${ESC}]0;b\nc`, "\nc"],
    ["is broken off by a carriage return", `${ESC}]0;b\rc`, "\rc"],
    ["is broken off by CAN", `${ESC}]0;b${at(0x18)}c`, `${at(0x18)}c`],
    ["is broken off by SUB", `${ESC}]0;b${at(0x1a)}c`, `${at(0x1a)}c`],
    ["is broken off by the first C1 character", `${ESC}]0;b${at(0x80)}c`, `${at(0x80)}c`],
    ["is broken off by the last one", `${ESC}]0;b${at(0x9f)}c`, `${at(0x9f)}c`],
    ["goes on over what stands behind C1", `${ESC}]0;b${at(0xa0)}c${BEL}d`, "d"],
    ["goes on over what stands before C1", `${ESC}]0;b${at(0x7f)}c${BEL}d`, "d"],
    ["runs to the end of the text", `a${ESC}]0;b`, "a"],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

describe("a string that one character opens", () => {
  test.each([0x90, 0x98, 0x9d, 0x9e, 0x9f])("counts where it is complete: %i", (opener) => {
    expect(dropTerminalSequences(`a${at(opener)}b${ST}c`)).toBe("ac");
  });

  test.each([
    ["ends with BEL", `a${OSC}b${BEL}c`, "ac"],
    ["ends with ESC and a backslash", `a${OSC}b${ESC}\\c`, "ac"],
    ["stays where a backslash alone ends the text", `a${OSC}b\\`, `a${OSC}b\\`],
    ["stays where nothing ends it", `a${OSC}b`, `a${OSC}b`],
    ["stays where a line ends", `a${OSC}b\n${BEL}`, `a${OSC}b\n${BEL}`],
    ["other characters of C1 open none", `a${at(0x91)}b${ST}c`, `a${at(0x91)}b${ST}c`],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

test("a text without any is the very same", () => {
  expect(dropTerminalSequences(`a [1m ]0;b\\ ${at(0x7f)}${at(0xa0)}`)).toBe(
    `a [1m ]0;b\\ ${at(0x7f)}${at(0xa0)}`,
  );
});

test("every sequence goes, and what stands between them stays", () => {
  expect(dropTerminalSequences(`${ESC}[1ma${ESC}[0m b${ESC}]0;x${BEL}c${CSI}1md`)).toBe("a bcd");
});
