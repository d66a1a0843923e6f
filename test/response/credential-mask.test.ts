/** Finding the operator's credentials in what an origin sends, however it spells them. */
import { expect, test } from "vitest";
import { NO_CREDENTIALS, type OperatorCredentials } from "../../src/request/operator-credentials.ts";
import { maskOf } from "../../src/response/credential-mask.ts";

const AUTH: OperatorCredentials = { authorization: "Bearer operator-token-1", headers: [] };

const basic = (pair: string): string => `Basic ${btoa(pair)}`;
const headers = (...values: string[]): OperatorCredentials => ({
  authorization: null,
  headers: values.map((value, index) => [`x-${index}`, value] as const),
});

test.each<[title: string, credentials: OperatorCredentials, text: string, masked: string]>([
  ["with the scheme", AUTH, "a Bearer operator-token-1 b", "a [redacted] b"],
  ["without the scheme", AUTH, "a operator-token-1 b", "a [redacted] b"],
  ["in another case", AUTH, "OPERATOR-TOKEN-1", "[redacted]"],
  ["more than once", AUTH, "operator-token-1,operator-token-1", "[redacted],[redacted]"],
  ["not in part", AUTH, "operator-token-", "operator-token-"],
  [
    "of each header",
    headers("first-secret", "second-secret"),
    "second-secret first-secret",
    "[redacted] [redacted]",
  ],
  ["with blanks around", headers("token   abcdef "), "abcdef", "[redacted]"],
  ["not with five letters", headers("abcde"), "abcde", "abcde"],
  ["with six letters", headers("abcdef"), "abcdef", "[redacted]"],
  ["the longest first", headers("secret", "secret-longer"), "secret-longer", "[redacted]"],
  ["the longest first, in another order", headers("secret-longer", "secret"), "secret-longer", "[redacted]"],
  ["a password", { authorization: basic("user:pass-word"), headers: [] }, "pass-word", "[redacted]"],
  [
    "name and password",
    { authorization: basic("user:pass-word"), headers: [] },
    "user:pass-word",
    "[redacted]",
  ],
  ["not the name", { authorization: basic("username:pass-word"), headers: [] }, "username", "username"],
  ["with the scheme in any case", headers(`bAsIc ${btoa("user:pass-word")}`), "pass-word", "[redacted]"],
  [
    "not decoded if it is not Base64",
    headers("Basic :no-base64"),
    ":no-base64 no-base64",
    "[redacted] no-base64",
  ],
  ["not of another scheme", headers(`Bearer ${btoa("user:pass-word")}`), "pass-word", "pass-word"],
  ["not of a scheme that ends so", headers(`x-basic ${btoa("user:pass-word")}`), "pass-word", "pass-word"],
  ["nothing without credentials", NO_CREDENTIALS, "any text", "any text"],
])("%s", (_title, credentials, text, masked) => {
  expect(maskOf(credentials)(text)).toBe(masked);
});

test.each([0, 1, 2, 3, 4, 5])("in Base64, at any offset: %d", (before) => {
  const encoded = btoa(`${"x".repeat(before)}operator-token-1 and more`);
  const masked = maskOf(AUTH)(`[${encoded}]`);
  expect(masked).toContain("[redacted]");
  const left = masked.split("[redacted]").map((part) => part.replace(/^\[|\]$/g, ""));
  expect(left.map((part) => part.length).reduce((sum, length) => sum + length)).toBeLessThan(
    encoded.length - 18,
  );
});

test("in Base64 more than once", () => {
  const encoded = btoa("operator-token-1 ");
  expect(maskOf(AUTH)(`${encoded} and ${encoded}`)).toMatch(/^\[redacted\].* and \[redacted\]/);
});

test("in Base64 only in the same case", () => {
  const encoded = btoa("operator-token-1").toLowerCase();
  expect(maskOf(AUTH)(encoded)).toBe(encoded);
});

const SIGNED = "ab+cd/ef=gh";

test.each([
  "ab+cd/ef=gh",
  "ab+cd\\/ef=gh",
  "ab+cd\\\\/ef=gh",
  "ab+cd\\\\\\/ef=gh",
  "ab\\u002bcd\\u002Fef\\u003dgh",
  "ab\\\\u002bcd/ef\\\\\\u003Dgh",
  "ab%2bcd%2Fef%3Dgh",
  "ab&#43;cd&#47;ef&#61;gh",
  "ab&#00043;cd&#047;ef&#61;gh",
  "ab&#x2b;cd&#x2F;ef&#x00003d;gh",
  "ab&plus;cd&sol;ef&equals;gh",
])("in any spelling: %s", (text) => {
  expect(maskOf(headers(SIGNED))(`<${text}>`)).toBe("<[redacted]>");
});

test.each(["ab\\\\\\\\/x", "ab-cd/ef=gh", "abcd/ef=gh", "ab&plus;cd&x;ef&equals;gh", "ab&#0000043;cd/ef=gh"])(
  "not in an invalid spelling: %s",
  (text) => {
    expect(maskOf(headers(SIGNED))(text)).toBe(text);
  },
);

test.each(["-", ".", "_", "~"])("a character that is never encoded matches only itself: %s", (character) => {
  const mask = maskOf(headers(`abcd${character}efgh`));
  expect([mask(`abcd${character}efgh`), mask("abcdxefgh")]).toEqual(["[redacted]", "abcdxefgh"]);
  expect(mask(`abcd\\${character}efgh`)).toBe(`abcd\\${character}efgh`);
});

test("characters below 16 with two digits", () => {
  expect(maskOf(headers("abc\tdef"))("abc%09def abc\\u0009def abc%9def")).toBe(
    "[redacted] [redacted] abc%9def",
  );
});

// Base64 of `>>>?>>?` and the like has both characters that are not alphanumeric.
const secret = "abc>>>???def";

test.each([
  (encoded: string) => encoded,
  (encoded: string) => encoded.replaceAll("+", "-").replaceAll("/", "_"),
  (encoded: string) => encoded.replaceAll("+", "\\u002b").replaceAll("/", "\\/"),
  (encoded: string) => encoded.replaceAll("+", "\\u002B").replaceAll("/", "\\u002F"),
  (encoded: string) => encoded.replaceAll("+", "%2B").replaceAll("/", "%2f"),
  (encoded: string) => encoded.replaceAll("+", "&#43;").replaceAll("/", "&#x2F;"),
  (encoded: string) => encoded.replaceAll("+", "&#X2b;").replaceAll("/", "&#00047;"),
  (encoded: string) => encoded.replaceAll("+", "&plus;").replaceAll("/", "&sol;"),
])("Base64 in any spelling: %#", (spell) => {
  const encoded = btoa(secret);
  expect(encoded).toBe("YWJjPj4+Pz8/ZGVm");
  expect(maskOf(headers(secret))(`<${spell(encoded)}>`)).toBe("<[redacted]>");
});

test("the mask is cached", () => {
  expect(maskOf(AUTH)).toBe(maskOf(AUTH));
});
