/** Answers of every kind for property tests: noise, soups of markup, JSON and terminal sequences, some with secrets. */
import fc from "fast-check";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import { SECRETS } from "../text/secret-shapes.ts";
import { IS_WORKERD } from "./hear-here.ts";

const PIECES = [
  ..."{}[]\":,\\<>/&;=?#@ \t\r\n.!-|·'`",
  "\u0000\u0007\u001b[31m",
  "\u001b]8;;https://x.example\u001b\\",
  "\u001b]0;",
  "\u009b\u009d\u0085\u2028",
  "\u202e\u2066\u200b\u200d\ufe0f\ufeff\u{e0041}",
  "\ud83d\udca5\ud800e\u0301",
  '{"message":"',
  '"errors":[{"code":"DENIED","message":"',
  '"error":{"type":"x","message":',
  '"detail":[{"loc":["a"],"msg":"b c"}]',
  "\\u001b\\u0000\\ud800",
  "<h1>",
  "</h1>",
  "<title>",
  "</title>",
  "<p class='content-section'>",
  "<!--",
  "-->",
  "<![CDATA[",
  "<Error><Message>",
  "</Message><Code>",
  "<script>",
  "</script>",
  "<br><hr>",
  "&#27;&#x202e;&#0;&amp;lt;",
  "403 Forbidden - ",
  "error code: 1020",
  "\n\tat a.b.C(D.java:1)",
  "Traceback (most recent call last)",
  "##vso[task.setvariable variable=a]b ##[add-path]",
  "\n::set-env name=a::b",
  "one-time pass",
  '"authUrl":"","doneUrl":"',
  "You have enabled multifactor authentication",
  "The API key doesn't have access",
  "over\rwritten",
  "word",
  "Ünicode 日本",
] as const;

const secret = fc.oneof(...SECRETS.map(({ make }) => make.map(({ text }) => text)));
const soup = fc
  .array(fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: secret }), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(""));
const json = fc
  .jsonValue({ stringUnit: "binary", maxDepth: 6 })
  .chain((value) =>
    fc
      .constantFrom("message", "error", "errors", "detail", "title", "code")
      .map((name) => JSON.stringify({ [name]: value })),
  );

const anyText = fc.oneof(soup, json, fc.string({ unit: "binary" }));
const body = fc.oneof(
  anyText.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 300 }),
  anyText.map((text) => Uint8Array.from(text, (unit) => unit.charCodeAt(0) & 0xff)),
);

/** workerd prints a warning for each non-ASCII header, and its parser has nothing to do with headers. */
const HEADER_UNIT_MAX = IS_WORKERD ? 0x7f : 0xff;

/** Any value that HTTP and `Headers` allow: latin1 without line breaks and NUL. */
const headerValue = fc.oneof(soup, fc.string({ unit: "binary" })).map((text) =>
  Array.from(text, (character) => String.fromCharCode((character.codePointAt(0) ?? 0) & HEADER_UNIT_MAX))
    .filter((character) => character > "\u001f" || character === "\t")
    .join(""),
);
const headerName = fc.constantFrom(
  "content-type",
  "x-error-message",
  "x-error-code",
  "x-nuget-warning",
  "x-request-id",
  "www-authenticate",
  "x-amzn-errortype",
  "retry-after",
  "link",
  "cf-ray",
  "cf-error-type",
);
const contentType = fc.constantFrom(
  "application/json",
  "application/problem+json",
  "text/html; charset=utf-8",
  "text/html; charset=iso-8859-1",
  "text/plain; charset=utf-16le",
  "application/xml",
  "text/plain",
  "x/y; charset=klingon",
);

export const anyAnswer: fc.Arbitrary<OriginAnswer> = fc
  .record({
    status: fc.oneof(fc.integer({ min: 200, max: 599 }), fc.constantFrom(403, 404, 500)),
    phrase: fc.oneof(fc.constantFrom("", "Forbidden"), soup, fc.string({ unit: "binary" })),
    type: contentType,
    headers: fc.dictionary(headerName, headerValue, { maxKeys: 3 }),
    body,
    complete: fc.boolean(),
  })
  .map(({ type, headers, ...answer }) => ({
    ...answer,
    headers: new Headers({ "content-type": type, ...headers }),
  }));

/** An answer with one known secret somewhere in its words. */
export const answerWithSecret: fc.Arbitrary<{ answer: OriginAnswer; secret: string; name: string }> = fc
  .tuple(fc.constantFrom(...SECRETS), fc.constantFrom("json", "html", "text", "phrase", "header", "code"))
  .chain(([{ name, make }, place]) =>
    make.map((made) => ({ name, secret: made.secret, answer: placed(made.text, place) })),
  );

function placed(text: string, place: string): OriginAnswer {
  const words = `not for you: "${text}", says the shop`;
  const bodies: Readonly<Record<string, string>> = {
    json: JSON.stringify({ message: words, code: "E_SHUT" }),
    html: `<html><h1>403 Forbidden</h1><p>${words}</p></html>`,
    text: words,
    code: JSON.stringify({
      error: { code: text, type: text, param: text, message: "x y" },
      request_id: text,
    }),
  };
  const headers = new Headers(place === "header" ? { "x-error-message": words.replaceAll("\n", " ") } : {});
  return {
    status: 403,
    phrase: place === "phrase" ? words : "Forbidden",
    headers,
    body: new TextEncoder().encode(bodies[place] ?? ""),
    complete: true,
  };
}
