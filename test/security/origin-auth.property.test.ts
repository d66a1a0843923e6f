/** The operator's credentials: if an origin echoes them, in whatever spelling, they are masked. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "../../src/request/operator-credentials.ts";
import { withoutCredentials } from "../../src/response/credential-echo.ts";
import { originAnswer } from "../clients/failing.ts";
import { hearWithHtmlparser2 as hear } from "../origins/scan-with-htmlparser2.ts";
import { anyWords } from "./any-failure.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const token = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._~+/-]{6,30}[A-Za-z0-9]={0,2}$/);
/** For properties that vary the surroundings: building the pattern of each token takes most of a run. */
const oneOfFew = fc.constantFrom(...fc.sample(token, { numRuns: 20, seed: 1 }));
const scheme = fc.constantFrom("Bearer ", "Basic ", "token ", "");

function originAuth(authorization: string): OperatorCredentials {
  return { authorization, headers: [] };
}

/** Every character of `characters` by its number: `\u002b`, `&#43;`, `%2B`. */
function byNumber(characters: RegExp, spell: (code: number) => string): (text: string) => string {
  return (text) => text.replace(characters, (character) => spell(character.charCodeAt(0)));
}

const hex = (code: number, length: number): string => code.toString(16).padStart(length, "0");

/** How the serialisers that origins use spell a text. */
const SPELLINGS: readonly (readonly [type: string, spell: (text: string) => string])[] = [
  ["application/json", (text) => text],
  ["application/json", (text) => text.replaceAll("/", "\\/")],
  ["application/json", byNumber(/[=&'<>]/g, (code) => `\\u${hex(code, 4)}`)],
  ["application/json", byNumber(/[+&'<>`"]/g, (code) => `\\u${hex(code, 4).toUpperCase()}`)],
  ["text/html", byNumber(/[+=/"'`]/g, (code) => `&#${code};`)],
  ["text/html", byNumber(/[+=/"'`]/g, (code) => `&#x${hex(code, 2).toUpperCase()};`)],
  [
    "text/html",
    (text) => text.replaceAll("+", "&plus;").replaceAll("/", "&sol;").replaceAll("=", "&equals;"),
  ],
];

const anyEcho = fc.record({ scheme, token, form: fc.constantFrom(...SPELLINGS), whole: fc.boolean() });

function textsOf(answer: OriginAnswer): string {
  const { message, code, documentation } = hear(answer);
  return [message, code, documentation, answer.phrase, ...answer.headers.values()].join("\n");
}

test("masked in the words that are heard, however they were spelled", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(anyEcho, ({ scheme, token, form: [type, spell], whole }) => {
      const auth = scheme + token;
      const said = `The credentials ${spell(whole ? auth : token)} are not known here`;
      const body = type === "text/html" ? `<h1>Forbidden</h1><p>${said}</p>` : `{"message":"${said}"}`;
      const heard = hear(originAnswer(404, body, { "content-type": type })).message ?? "";
      const answer = withoutCredentials(originAnswer(404, body, { "content-type": type }), originAuth(auth));
      expect(textsOf(answer)).not.toContain(token);
      expect(heard).toContain("The credentials");
      expect(hear(answer).message).toContain("are not known here");
    }),
    { numRuns: RUNS },
  );
});

test("masked in the bytes that may be passed on, the phrase and the headers", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(scheme, oneOfFew, anyWords, anyWords, (scheme, token, before, after) => {
      const auth = scheme + token;
      const line = `x${auth}y ${token} Authorization: ${auth}`;
      const echo = originAnswer(403, `${before}${auth}${after}${token}`, { "x-echo": line }, line);
      const answer = withoutCredentials(echo, originAuth(auth));
      expect(new TextDecoder("latin1").decode(answer.body)).not.toContain(token);
      expect([answer.phrase, ...answer.headers.values()].join("\n")).not.toContain(token);
    }),
    { numRuns: RUNS },
  );
});

test("an answer without them stays as it is, byte for byte", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(oneOfFew, fc.uint8Array(), anyWords, (token, body, phrase) => {
      fc.pre(!phrase.includes(token));
      const answer = { ...originAnswer(403, "", { "x-a": "b" }, phrase), body };
      expect(withoutCredentials(answer, originAuth(token))).toEqual(answer);
      expect(withoutCredentials(answer, NO_CREDENTIALS)).toBe(answer);
    }),
    { numRuns: RUNS },
  );
});

test("masked as name and password if the scheme only encodes them", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(token, token, fc.constantFrom(...SPELLINGS), (name, password, [type, spell]) => {
      const auth = `Basic ${btoa(`${name}:${password}`)}`;
      const said = `login failed for ${spell(`${name}:${password}`)}, ${spell(password)} is wrong`;
      const body = type === "text/html" ? `<p>${said}</p>` : `{"message":"${said}"}`;
      const answer = withoutCredentials(originAnswer(404, body, { "content-type": type }), originAuth(auth));
      expect(textsOf(answer)).not.toContain(password);
    }),
    { numRuns: RUNS },
  );
});

/** The length of `length` characters in Base64, rounded up. */
function base64Length(length: number): number {
  return Math.ceil((length * 8) / 6);
}

test("masked in Base64, at any offset of the encoded text", { timeout: TIMEOUT_MS }, () => {
  const neighbour = fc.string({ unit: "binary-ascii" });
  fc.assert(
    fc.property(oneOfFew, neighbour, neighbour, fc.boolean(), (secret, before, after, isForUrls) => {
      const encoded = btoa(before + secret + after);
      const said = isForUrls ? encoded.replaceAll("+", "-").replaceAll("/", "_") : encoded;
      const credentials = { authorization: null, headers: [["x-key", secret] as const] };
      const { headers } = withoutCredentials(originAnswer(404, "", { "x-echo": said }), credentials);
      const [first = "", ...rest] = (headers.get("x-echo") ?? "").split("[redacted]");
      expect(first.length).toBeLessThanOrEqual(base64Length(before.length));
      // Includes the digit that begins in the secret's last character, and the padding.
      expect(rest.join("").length).toBeLessThanOrEqual(1 + base64Length(after.length) + 2);
    }),
    { numRuns: RUNS },
  );
});
