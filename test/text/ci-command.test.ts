import { describe, expect, it } from "vitest";
import { mayHoldCommand, withoutCommands } from "../../src/text/ci-command.ts";

describe("breaks up a command", () => {
  it.each([
    ["after blank lines", "\n \n ::a b::c", "\n \n : :a b::c"],
    ["after a carriage return", "a\r::a::", "a\r: :a::"],
    ["after a line separator", "a\u2028::a::", "a\u2028: :a::"],
    ["after a paragraph separator", "a\u2029::a::", "a\u2029: :a::"],
    ["each of several", "::a::\n::b::", ": :a::\n: :b::"],
    ["with a hyphen in its name", "::set-env name=a::b", ": :set-env name=a::b"],
    ["with a name of forty letters", `::${"a".repeat(40)}::`, `: :${"a".repeat(40)}::`],
    ["of Azure anywhere in a line, in any case", "x ##VSO[a]b", "x # #VSO[a]b"],
    ["of TeamCity", "x ##teamcity[a]", "x # #teamcity[a]"],
    ["of GitHub's older form", "x ##[a]", "x # #[a]"],
    ["each of several in one line", "##[a]##vso[b]", "# #[a]# #vso[b]"],
  ])("%s", (_, text, broken) => {
    expect(withoutCommands(text)).toBe(broken);
  });
});

describe("leaves alone", () => {
  it.each([
    ["a command in the middle of a line", "a ::a::"],
    ["a name with another character", "::a_b::"],
    ["a name of forty-one letters", `::${"a".repeat(41)}::`],
    ["a command without an end", "::a b"],
    ["a command that ends on another line", "::a b\n::"],
    ["a name followed by properties without a space", "::a=b::"],
    ["hash signs without a bracket", "## a ##vso a"],
    ["another name before the bracket", "##vsox[a]"],
    ["colons without a name", ":: ::"],
  ])("%s", (_, text) => {
    expect(withoutCommands(text)).toBe(text);
  });
});

it.each([
  ["a##b", true],
  ["a::b", true],
  ["a#b:c", false],
  ["", false],
])("%j may contain a command: %s", (text, may) => {
  expect(mayHoldCommand(text)).toBe(may);
});
