/** Where terminal sequences begin and end, at the limits of the ranges that ECMA-48 gives. */
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
    ["has parameters from 0", `${ESC}[0m.`, "."],
    ["has parameters up to ?", `${ESC}[?25l.`, "."],
    ["has intermediates from the space", `${ESC}[1 q.`, "."],
    ["has intermediates up to /", `${ESC}[1/q.`, "."],
    ["ends with the first final character, @", `${ESC}[1@@`, "@"],
    ["ends with the last final character, ~", `${ESC}[3~~`, "~"],
    ["has no final character above ~", `${ESC}[3${at(0x7f)}.`, `${at(0x7f)}.`],
    ["has no character below its range", `${ESC}[3\t.`, "\t."],
    ["is cut off by the end of the text", `a${ESC}[3`, "a"],
    ["has no intermediates after the single-character CSI", `${CSI}1 q`, " q"],
    ["has parameters from 0 to ? after the single-character CSI", `${CSI}0?m.`, "."],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

describe("an escape of another kind", () => {
  test.each([
    ["has intermediates from the space to /", `${ESC} /F.`, "."],
    ["has a final character from 0", `${ESC}00`, "0"],
    ["has a final character up to ~", `${ESC}~~`, "~"],
    ["has no final character above ~", `${ESC}${at(0x7f)}.`, `${at(0x7f)}.`],
    ["is cut off by the end of the text", `a${ESC}`, "a"],
    ["is cut off by the end of the line", `${ESC}\na`, "\na"],
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
    ["ends with the single-character ST", `${ESC}]0;b${ST}c`, "c"],
    ["is cut off by another sequence", `${ESC}]0;b${ESC}[1mc`, "c"],
    ["is cut off by a line feed", `${ESC}]0;b\nc`, "\nc"],
    ["is cut off by a carriage return", `${ESC}]0;b\rc`, "\rc"],
    ["is cut off by CAN", `${ESC}]0;b${at(0x18)}c`, `${at(0x18)}c`],
    ["is cut off by SUB", `${ESC}]0;b${at(0x1a)}c`, `${at(0x1a)}c`],
    ["is cut off by the first C1 character", `${ESC}]0;b${at(0x80)}c`, `${at(0x80)}c`],
    ["is cut off by the last C1 character", `${ESC}]0;b${at(0x9f)}c`, `${at(0x9f)}c`],
    ["continues past the character after C1", `${ESC}]0;b${at(0xa0)}c${BEL}d`, "d"],
    ["continues past the character before C1", `${ESC}]0;b${at(0x7f)}c${BEL}d`, "d"],
    ["runs to the end of the text", `a${ESC}]0;b`, "a"],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

describe("a string with a single-character opener", () => {
  test.each([0x90, 0x98, 0x9d, 0x9e, 0x9f])("is dropped if complete: %i", (opener) => {
    expect(dropTerminalSequences(`a${at(opener)}b${ST}c`)).toBe("ac");
  });

  test.each([
    ["ends with BEL", `a${OSC}b${BEL}c`, "ac"],
    ["ends with ESC and a backslash", `a${OSC}b${ESC}\\c`, "ac"],
    ["stays if the text ends with a backslash alone", `a${OSC}b\\`, `a${OSC}b\\`],
    ["stays if nothing ends it", `a${OSC}b`, `a${OSC}b`],
    ["stays if the line ends first", `a${OSC}b\n${BEL}`, `a${OSC}b\n${BEL}`],
    ["is not opened by other C1 characters", `a${at(0x91)}b${ST}c`, `a${at(0x91)}b${ST}c`],
  ])("%s", (_, text, kept) => {
    expect(dropTerminalSequences(text)).toBe(kept);
  });
});

test("leaves a text without sequences unchanged", () => {
  expect(dropTerminalSequences(`a [1m ]0;b\\ ${at(0x7f)}${at(0xa0)}`)).toBe(
    `a [1m ]0;b\\ ${at(0x7f)}${at(0xa0)}`,
  );
});

test("drops every sequence and keeps the text between them", () => {
  expect(dropTerminalSequences(`${ESC}[1ma${ESC}[0m b${ESC}]0;x${BEL}c${CSI}1md`)).toBe("a bcd");
});
