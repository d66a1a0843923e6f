import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutToBytes, cutToCharacters, toAscii, toLine, utf8Length } from "../../src/text/text.ts";

const ESC = "\u001b";
const BEL = "\u0007";

describe("toLine", () => {
  it.each([
    ["keeps a plain sentence", "Package protected.", "Package protected."],
    ["folds line breaks and tabs", "one\r\n\ttwo\n\nthree", "one two three"],
    ["folds NEL, line and paragraph separators", "one\u0085two\u2028three\u2029four", "one two three four"],
    ["folds all Unicode white space", "a\u00a0b\u2003c\u3000d\u2800e", "a b c d e"],
    ["trims", " \u00a0 a \t", "a"],
    ["is empty if nothing is visible", "\u200b\u0000\n\ufeff", ""],
    ["drops NUL, BEL, DEL", "a\u0000b\u0007c\u007fd", "abcd"],
    ["drops colours", `${ESC}[1;31mdenied${ESC}[0m now`, "denied now"],
    ["drops a window title with its payload", `${ESC}]0;payload${BEL}denied`, "denied"],
    [
      "keeps the visible text of a link",
      `see ${ESC}]8;;https://link.example${ESC}\\the page${ESC}]8;;${ESC}\\.`,
      "see the page.",
    ],
    [
      "drops DCS, PM and APC with their payload",
      `a${ESC}Ppayload${ESC}\\b${ESC}^payload${BEL}c${ESC}_payload${ESC}\\d`,
      "abcd",
    ],
    ["drops an unterminated title up to the end of its line", `a${ESC}]2;payload\nb`, "a b"],
    ["drops complete single-character forms", "a\u009b31mb\u009d0;payload\u009cc", "abc"],
    ["keeps the text after a lone C1 character", "a \u009d quoted text", "a quoted text"],
    ["drops other escapes", `${ESC}(Ba${ESC}cb${ESC}`, "ab"],
    ["drops bidi controls", "a\u202eb\u2066c\u2069d\u061ce\u200ff", "abcdef"],
    ["drops zero-width characters and the soft hyphen", "a\u200bb\u200cc\u2060d\u00ade\ufefff", "abcdef"],
    ["drops tag characters", "a\u{e0001}\u{e0068}\u{e0069}\u{e007f}b", "ab"],
    ["takes joined emoji apart", "\u{1f469}\u200d\u{1f4bb} \u2764\ufe0f", "\u{1f469}\u{1f4bb} \u2764"],
    ["drops variation selectors", "a\ufe0f\u{e0100}b", "ab"],
    ["drops private and unassigned code points and lone surrogates", "a\ue000b\u{10ffff}c\ud800d", "abcd"],
    ["keeps letters in any script", "Пакет 日本 गेट עברית", "Пакет 日本 गेट עברית"],
    [
      "breaks up commands to Azure's agent",
      "No. ##vso[task.setvariable variable=a]b",
      "No. # #vso[task.setvariable variable=a]b",
    ],
    ["breaks up commands to GitHub's older runner", "No. ##[add-path]/tmp", "No. # #[add-path]/tmp"],
    ["breaks up commands to GitHub's runner", " ::set-env name=a::b", ": :set-env name=a::b"],
    [
      "keeps colons and hash signs that are no command",
      "::1 refused; std::io::Error ## [a]",
      "::1 refused; std::io::Error ## [a]",
    ],
    ["keeps at most eight marks on one letter", `a${"\u0301".repeat(40)}b`, `a${"\u0301".repeat(8)}b`],
  ])("%s", (_, text, line) => {
    expect(toLine(text)).toBe(line);
  });
});

describe("toAscii", () => {
  it.each([
    ["keeps printable ASCII", `a "b" ~ 1%`, `a "b" ~ 1%`],
    ["removes marks from letters", "Größe naïve Ångström façade", "Grosse naive Angstrom facade"],
    ["spells out letters without a base", "ßæøłđþŒ", "ssaeolDthOE".replace("D", "d")],
    ["makes typographic characters plain", "“a” – ‘b’ — c…", `"a" - 'b' - c...`],
    ["replaces each character without a spelling", "日本 \u{1f4a5}", "?? ?"],
    ["collapses spaces that a spelling leaves", "a ¨ b", "a b"],
    ["makes one line", "a\r\nb\u001b[31mc", "a bc"],
    ["takes ligatures and fractions apart", "ﬁle ½", "file 1/2"],
  ])("%s", (_, text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
  });
});

describe("cutToBytes", () => {
  it.each([
    ["keeps what fits", "abc", 3, "abc"],
    ["marks the cut", "abcdefgh", 6, "abc..."],
    ["counts bytes", "äöüäöü", 9, "äöü..."],
    ["keeps a surrogate pair whole", "ab\u{1f4a5}cdef", 8, "ab..."],
    ["keeps a letter with its marks whole", "abe\u0301cdefgh", 7, "ab..."],
    ["keeps joined emoji whole", "\u{1f469}\u200d\u{1f4bb}abcdefgh", 12, "..."],
    ["keeps flags whole", "\u{1f1e9}\u{1f1ea}\u{1f1eb}\u{1f1f7}abc", 16, "\u{1f1e9}\u{1f1ea}..."],
    ["leaves no space before the mark", "abc defghi", 7, "abc..."],
    ["has room for nothing", "abc", 0, ""],
    ["has less room than the mark", "abcdef", 2, ".."],
  ])("%s", (_, text, maxBytes, cut) => {
    expect(cutToBytes(text, maxBytes)).toBe(cut);
  });
});

it("cuts to characters the same way as to bytes", () => {
  expect(cutToCharacters("äöüäöü", 6)).toBe("äöüäöü");
  expect(cutToCharacters("äöüäöüäöü", 6)).toBe("äöü...");
});

describe("for any text", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.string({
      unit: fc.constantFrom(
        ESC,
        "]",
        "[",
        "0",
        ";",
        "m",
        "\\",
        BEL,
        "\u009b",
        "\u009d",
        "\u009c",
        " ",
        "\n",
        "a",
        "\ud83d",
        "\udca5",
        "\u0301",
      ),
    }),
  );

  it("toLine gives one clean line and is idempotent", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = toLine(text);
        expect(line).not.toMatch(/[\p{C}\p{DI}\p{Zl}\p{Zp}]/u);
        expect(line).not.toMatch(/ {2}|^ | $/);
        expect(toLine(line)).toBe(line);
      }),
    );
  });

  it("toAscii gives printable ASCII on one line", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toAscii(text)).toMatch(/^[\x20-\x7e]*$/);
        expect(toAscii(toAscii(text))).toBe(toAscii(text));
      }),
    );
  });

  it("utf8Length is the number of bytes", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it("cutToBytes stays within the bytes and keeps whole graphemes from the front", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, maxBytes) => {
        const cut = cutToBytes(text, maxBytes);
        expect(utf8Length(cut)).toBeLessThanOrEqual(maxBytes);
        if (cut === text || maxBytes < 3) return;
        const kept = cut.slice(0, -3);
        const starts = [...segmenter.segment(text)].map(({ index }) => text.slice(0, index).trimEnd());
        expect(starts).toContain(kept);
      }),
    );
  });
});
