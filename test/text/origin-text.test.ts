import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OriginText } from "../../src/text/origin-text.ts";
import { isPassable, isPassableInParts } from "../../src/text/passable.ts";
import { SECRETS } from "./secret-shapes.ts";

const ESC = String.fromCharCode(0x1b);

describe("JSON may pass as it is", () => {
  it.each([
    ["a plain sentence", '{"error":"Package protected."}'],
    ["escaped quotes and line ends", '{"error":"no \\"left-pad\\"\\nhere"}'],
    ["letters in any script", '{"error":"Пакет 日本"}'],
    ["a number", "5"],
    ["null", "null"],
    ["values that are not text", '[1,null,true,{"a":[]}]'],
    ["an escape next to values that are not text", '["\\u0061",null,5,{"b":null}]'],
    ["an escape in a harmless word", '{"error":"p\\u0061ckage"}'],
    [
      "an escape next to words that only begin like a secret",
      '{"error":"the p\\u0061ssword page of the token"}',
    ],
    ["words that only begin like a secret", '{"error":"Token expired at noon (see the password page)"}'],
  ])("%s", (_, text) => {
    expect(new OriginText(text).passableJson).toEqual(JSON.parse(text));
    expect(new OriginText(text).isPassable).toBe(true);
  });
});

describe("JSON may not pass with", () => {
  it.each([
    ["a control character as an escape", '{"error":"\\u001b[31mno"}'],
    ["a lone carriage return as an escape", '{"error":"no\\rway"}'],
    ["a URL with a password and escaped slashes", '{"error":"https:\\/\\/ci:s3cret@packages.example"}'],
    ["a secret whose name contains an escape", '{"error":"p\\u0061ssword=hunter22b"}'],
    ["a secret in a key", '{"glpat-abcdefgh1234":1}'],
    ["a command at the beginning of a string", '{"error":"::set-env name=a::b"}'],
    ["a trace after an escaped line end", '{"error":"no\\n\\tat a.b.C(D.java:1)"}'],
    ["an invisible character", '{"error":"a\u200bb"}'],
    ["a secret in a key with an escape", '{"p\\u0061ssword=hunter22b":1}'],
    ["a secret and its name in separate strings", '{"token":"abcdefghijkl"}'],
    ["a secret among values in a list", '[1,{"a":["x\\u0020","hf_aaaaaaaaaaaaaaaaaaaaaa\\u0020"]}]'],
    ["a text that is not JSON", "no"],
    ["a byte order mark before it", '\ufeff{"error":"no"}'],
  ])("%s", (_, text) => {
    expect(new OriginText(text).passableJson).toBeUndefined();
  });
});

describe("whether a text may be sent as it is", () => {
  it.each([
    ["a sentence", "Package protected.\r\nAsk.", true],
    ["a lone carriage return", "a\rb", false],
    ["a carriage return at the end", "a\r", false],
    ["an invisible character", "a\u200bb", false],
    ["a secret", "token=abc", false],
    ["a trace", "no\n\tat a.b.C(D.java:1)", false],
    ["a command", "::set-env name=a::b", false],
    ["a text that only resembles each of these", "token ## :: at (a", true],
  ])("%s", (_, text, may) => {
    expect(isPassable(text)).toBe(may);
    expect(new OriginText(text).isPassable).toBe(may);
    if (!may) expect(isPassableInParts(text)).toBe(false);
  });

  it.each(["a\rb", "a\r\nb", "the token", "a ## b", "a :: b", "x at (y)", "a\u200bb"])(
    "%j has to be checked in full",
    (text) => {
      expect(isPassableInParts(text)).toBe(false);
    },
  );

  it("a plain sentence does not", () => {
    expect(isPassableInParts("Package protected.\nAsk the maintainers, at packages.example.")).toBe(true);
  });
});

it("parses a text only once", () => {
  const text = new OriginText('{"a":{}}');
  expect(text.passableJson).toBe(text.json);
});

it("every part of a text that may pass in parts may pass", () => {
  const pieces = fc.oneof(
    ...SECRETS.map(({ make }) => make.map((secret) => secret.text)),
    fc.string({ maxLength: 8 }),
    fc.constantFrom("\n\tat a.b.C(D.java:1)", " at a (/b:1:1)", "::set-env a::", "##[a", ESC, "\r", "a", " "),
    fc.constantFrom("a.rb:1:in 'b': c", "\nstack backtrace:", "token", "=", "@", "://", "10.0.0.1:80", '"'),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 4 }), fc.nat(), fc.nat(), (all, from, to) => {
      const text = all.join("");
      const part = text.slice(from % (text.length + 1), to % (text.length + 1));
      if (isPassableInParts(text)) expect([isPassable(text), isPassable(part)]).toEqual([true, true]);
    }),
    { numRuns: 5_000 },
  );
});
