import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OriginText } from "../../src/text/origin-text.ts";
import { isPassable, isPassableInParts } from "../../src/text/passable.ts";
import { SECRETS } from "./secret-shapes.ts";

const ESC = String.fromCharCode(0x1b);

describe("a JSON may pass as it is", () => {
  it.each([
    ["a plain sentence", '{"error":"Package protected."}'],
    ["escaped quotes and line ends", '{"error":"no \\"left-pad\\"\\nhere"}'],
    ["letters of any script", '{"error":"Пакет 日本"}'],
    ["a number", "5"],
    ["null", "null"],
    ["values that are no text", '[1,null,true,{"a":[]}]'],
    ["an escape beside values that are no text", '["\\u0061",null,5,{"b":null}]'],
    ["an escape in a harmless word", '{"error":"p\\u0061ckage"}'],
    [
      "an escape beside words that only begin like a secret",
      '{"error":"the p\\u0061ssword page of the token"}',
    ],
    ["words that only begin like a secret", '{"error":"Token expired at noon (see the password page)"}'],
  ])("%s", (_, text) => {
    expect(new OriginText(text).passableJson).toEqual(JSON.parse(text));
    expect(new OriginText(text).isPassable).toBe(true);
  });
});

describe("a JSON may not pass", () => {
  it.each([
    ["a control character as an escape", '{"error":"\\u001b[31mno"}'],
    ["a lone carriage return as an escape", '{"error":"no\\rway"}'],
    ["a URL with a password, its slashes as escapes", '{"error":"https:\\/\\/ci:s3cret@packages.example"}'],
    ["a secret whose name is an escape", '{"error":"p\\u0061ssword=hunter22b"}'],
    ["a secret in a key", '{"glpat-abcdefgh1234":1}'],
    ["a command at the beginning of a string", '{"error":"::set-env name=a::b"}'],
    ["a trace behind an escaped line end", '{"error":"no\\n\\tat a.b.C(D.java:1)"}'],
    ["an invisible character", '{"error":"a\u200bb"}'],
    ["a secret in a key with an escape", '{"p\\u0061ssword=hunter22b":1}'],
    ["a secret and its name in two strings", '{"token":"abcdefghijkl"}'],
    ["a secret among values in a list", '[1,{"a":["x\\u0020","hf_aaaaaaaaaaaaaaaaaaaaaa\\u0020"]}]'],
    ["no JSON at all", "no"],
    ["JSON behind a byte order mark", '\ufeff{"error":"no"}'],
  ])("%s", (_, text) => {
    expect(new OriginText(text).passableJson).toBeUndefined();
  });
});

describe("whether a text may be sent as it is", () => {
  it.each([
    ["a sentence", "Package protected.\r\nAsk.", true],
    ["a lone carriage return", "a\rb", false],
    ["a carriage return at the end", "a\r", false],
    ["an invisible sign", "a\u200bb", false],
    ["a secret", "token=abc", false],
    ["a trace", "no\n\tat a.b.C(D.java:1)", false],
    ["a command", "::set-env name=a::b", false],
    ["what only looks like each of them", "token ## :: at (a", true],
  ])("%s", (_, text, may) => {
    expect(isPassable(text)).toBe(may);
    expect(new OriginText(text).isPassable).toBe(may);
    if (!may) expect(isPassableInParts(text)).toBe(false);
  });

  it.each(["a\rb", "a\r\nb", "the token", "a ## b", "a :: b", "x at (y)", "a\u200bb"])(
    "%j has to be looked at closely",
    (text) => {
      expect(isPassableInParts(text)).toBe(false);
    },
  );

  it("nothing in a plain sentence has to", () => {
    expect(isPassableInParts("Package protected.\nAsk the maintainers, at packages.example.")).toBe(true);
  });
});

it("parses the same text once", () => {
  const text = new OriginText('{"a":{}}');
  expect(text.passableJson).toBe(text.json);
});

it("what may pass in parts may pass in every part", () => {
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
