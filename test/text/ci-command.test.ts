import { expect, it } from "vitest";
import { withoutCommands } from "../../src/text/ci-command.ts";

it.each([
  ["behind blank lines", "\n \n ::a b::c", "\n \n : :a b::c"],
  ["behind a carriage return", "a\r::a::", "a\r: :a::"],
  ["not in the middle of a line", "a ::a::", "a ::a::"],
  ["each of several", "::a::\n::b::", ": :a::\n: :b::"],
])("parts a command %s", (_, text, parted) => {
  expect(withoutCommands(text)).toBe(parted);
});
