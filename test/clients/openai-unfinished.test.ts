import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOfObject } from "../../src/clients/openai/unfinished.ts";

const ERROR = '{"message":"It broke off."}';

function ended(text: string): unknown {
  const rest = endOfObject(text, "error", ERROR);
  return rest === null ? null : JSON.parse(text + rest);
}

const OBJECTS: Readonly<Record<string, string>> = {
  "a chunk of a chat":
    '{"id":"c1","object":"chat.completion.chunk","created":1,"choices":[{"index":0,"delta":{"content":"Größe 📦"},"logprobs":null,"finish_reason":null}]}',
  "an event of a response":
    '{"type":"response.output_text.delta","delta":"a \\"b\\" \\\\ \\u00e9 \\ud83d\\udce6 {[,:]}","obfuscation":"x"}',
  "every kind of value":
    '{ "a" : [ 1 , -2.5e+10 , 0 , true , false , null , "" , [] , {} , [ [ ] , { "b" : { } } ] ] ,\n"c":{"d":-0.5}}',
  "members named error": '{"error":null,"errors":[{"error":"x"}]}',
};

test.each(Object.entries(OBJECTS))("ends %s wherever it broke off", (_name, text) => {
  for (let length = 1; length < text.length; length++) {
    expect(ended(text.slice(0, length)), text.slice(0, length)).toMatchObject({ error: JSON.parse(ERROR) });
  }
});

test("keeps what had arrived", () => {
  expect(ended('{"id":"c1","choices":[{"delta":{"content":"Hel')).toEqual({
    id: "c1",
    choices: [{ delta: { content: "Hel" } }],
    error: { message: "It broke off." },
  });
});

test.each([
  ["a complete object", '{"a":1}'],
  ["a complete object and more", '{"a":1}\n{"b"'],
  ["a list", '[{"a":1'],
  ["the end mark", "[DON"],
  ["a text", "hello"],
  ["nothing", ""],
  ["spaces", "  "],
])("leaves %s", (_name, text) => {
  expect(endOfObject(text, "error", ERROR)).toBeNull();
});

describe("of any object", () => {
  test("any beginning is ended", { timeout: 60_000 }, () => {
    const object = fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(object, fc.nat(), fc.constantFrom(undefined, 2), (value, cut, indent) => {
        const text = JSON.stringify(value, null, indent);
        const begun = text.slice(0, 1 + (cut % (text.length - 1)));
        expect(ended(begun)).toMatchObject({ error: JSON.parse(ERROR) });
      }),
      { numRuns: 2_000 },
    );
  });

  test("any text is read to its end without a throw", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => endOfObject(`{${text}`, "error", ERROR)).not.toThrow();
      }),
    );
  });
});
