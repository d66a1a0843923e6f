/** Bodies without markup: their charsets, secrets and stack traces in them, and the status repeated in front. */
import { describe, expect, it } from "vitest";
import { type AnswerParts, answerWith, bytesOf } from "./answer.ts";
import { hearHere } from "./hear-here.ts";

type Row = readonly [
  name: string,
  status: number,
  body: string | Uint8Array,
  message: string | null,
  type?: string,
];

function table(rows: readonly Row[]): void {
  for (const [name, status, body, message, type] of rows) {
    it(name, async () => {
      const parts: AnswerParts = type === undefined ? {} : { headers: { "content-type": type } };
      expect((await hearHere(answerWith(status, body, parts))).message).toBe(message);
    });
  }
}

describe("plain text", () => {
  table([
    ["a sentence", 409, "that version exists", "that version exists"],
    ["several lines", 409, "That exists.\nPick another.\n", "That exists. Pick another."],
    ["declared as JSON", 404, "no such shop", "no such shop", "application/json"],
    ["nothing", 403, "", null],
    ["white space", 403, " \r\n\t \n", null],
    ["no words", 403, "----- 42 -----", null],
    ["a program's words", 500, "[object Object]", null],
    [
      "bytes that are not text",
      500,
      Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256),
      null,
    ],
    ["YAML", 404, "---\n:error: 'no such gem'\n", "no such gem"],
    ["YAML without an error", 404, "---\nname: x\n", "--- name: x"],
  ]);
  it("finds a request id in the sentence", async () => {
    const said = "Blocked. Write to us with the request id 0a1b-2c3d-4e5f.";
    expect(await hearHere(answerWith(403, said))).toMatchObject({
      message: said,
      requestId: "0a1b-2c3d-4e5f",
      shape: "text",
    });
  });
});

describe("the status in front", () => {
  table([
    ["number, phrase, dash", 403, "403 Forbidden - closed", "closed"],
    ["phrase and dash", 403, "Forbidden - closed", "closed"],
    ["a long dash", 403, "Forbidden – closed", "closed"],
    ["number", 404, "404 page not here", "page not here"],
    ["number and colon", 404, "404: page not here", "page not here"],
    ["number, phrase, colon", 403, "403 Forbidden: closed", "closed"],
    ["protocol, number, phrase", 403, "HTTP/1.1 403 Forbidden - closed", "closed"],
    ["twice", 403, "403 Forbidden - 403 Forbidden - closed", "closed"],
    ["another number stays", 502, "404 from the mirror", "404 from the mirror"],
    ["another phrase stays", 403, "Locked - ask the owner", "Locked - ask the owner"],
    [
      "a phrase with a colon stays",
      404,
      "not found: shop@1: unknown revision",
      "not found: shop@1: unknown revision",
    ],
    ["a longer word stays", 404, "404-pages is not known", "404-pages is not known"],
    [
      "a dash further on stays",
      403,
      "The shop - and all in it - is closed",
      "The shop - and all in it - is closed",
    ],
  ]);
});

describe("nothing but the status", () => {
  it.each([
    [404, "404 Not Found"],
    [404, "NOT FOUND"],
    [404, "not found: "],
    [410, "not found"],
    [404, "Error 404 (Not Found)!!1"],
    [409, "Error: 409 Conflict"],
    [404, "HTTP Status 404 – Not Found"],
    [504, "Gateway Time-out"],
    [408, "Request Time-out"],
    [413, "Request Entity Too Large"],
    [422, "Unprocessable Entity"],
    [401, "Authorization Required"],
    [503, "Service Temporarily Unavailable"],
    [414, "Request-URI Too Large"],
    [418, "I'm a teapot"],
    [500, "Internal Server Error"],
    [500, "Internal Error"],
    [500, "Unknown error"],
    [500, "Error"],
  ])("%i %s", async (status, text) => {
    expect((await hearHere(answerWith(status, text))).message).toBeNull();
    expect((await hearHere(answerWith(status, "", { phrase: text }))).message).toBeNull();
  });
});

describe("charsets", () => {
  const utf16 = Uint8Array.from("c l o s e d ", (unit) => (unit === " " ? 0 : unit.charCodeAt(0)));
  table([
    ["UTF-8", 403, "geschützt für alle", "geschützt für alle", "text/plain; charset=utf-8"],
    ["latin1", 403, bytesOf("gesch\u00fctzt"), "geschützt", "text/plain; charset=ISO-8859-1"],
    [
      "latin1 declared, UTF-8 sent",
      403,
      '{"error":"geschützt"}',
      "geschützt",
      "application/json;charset=ISO-8859-1",
    ],
    [
      "latin1 in a page's own words",
      403,
      bytesOf('<html><meta charset="iso-8859-1"><h1>Nicht f\u00fcr dich.</h1>'),
      "Nicht für dich.",
      "text/html",
    ],
    [
      "latin1 in an XML declaration",
      403,
      bytesOf(
        '<?xml version="1.0" encoding="ISO-8859-1"?><Error><Message>Nicht f\u00fcr dich.</Message></Error>',
      ),
      "Nicht für dich.",
    ],
    ["UTF-16 by its byte order mark", 403, new Uint8Array([0xff, 0xfe, ...utf16]), "closed"],
    ["UTF-16 by its name", 403, utf16, "closed", "text/plain; charset=utf-16le"],
    ["a UTF-8 byte order mark", 403, new Uint8Array([0xef, 0xbb, 0xbf, ...bytesOf("closed")]), "closed"],
    ["an unknown encoding name", 403, "geschützt", "geschützt", "text/plain; charset=x-klingon"],
    [
      "bytes that are not UTF-8",
      400,
      bytesOf("caf\u00e9 denied for all"),
      "caf\ufffd denied for all",
      "text/plain; charset=utf-8",
    ],
    [
      "letters that look like a byte order mark",
      400,
      bytesOf("\u00ff\u00fe closed for you"),
      "\ufffd\ufffd closed for you",
      "text/plain; charset=utf-8",
    ],
    ["a character cut in two", 403, new TextEncoder().encode("geschützt ü").slice(0, -1), "geschützt"],
  ]);
});

describe("laws of text", () => {
  table([
    [
      "secrets",
      401,
      "token glpat-0a1b2c3d4e5f is old for https://ci:pw@packages.example/",
      "token [redacted] is old for https://[redacted]@packages.example/",
    ],
    [
      "a secret broken up by invisible characters",
      401,
      "token glpat-0a1b\u200b2c3d\u200b4e5f6a",
      "token [redacted]",
    ],
    ["terminal sequences", 403, "\u001b[31mclosed\u001b[0m\u001b]0;payload\u0007", "closed"],
    ["stack traces", 500, "x.Y: shop is full\n\tat a.b.C(D.java:1)\n", "x.Y: shop is full"],
    ["stack traces that leave no words", 500, "{ at a.b.C(D.java:1) Traceback (most recent call last)", null],
  ]);
});
