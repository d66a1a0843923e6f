/** Help: whatever a package is called and whatever an origin says, the URL stays a single, complete one of the operator's. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonPhrase } from "../../src/clients/shared/speech.ts";
import type { Help } from "../../src/failure/failure.ts";
import { expandHelp } from "../../src/failure/help.ts";
import {
  type HelpTemplate,
  PLACEHOLDERS,
  type Placeholder,
  readHelp,
} from "../../src/failure/help-template.ts";
import { PHRASE_MAX_BYTES } from "../../src/limits.ts";
import { speakLastResort } from "../../src/response/last-resort.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { toLine } from "../../src/text/text.ts";
import { clientFormat } from "../clients/formats.ts";
import { anyClient, anyFailure, anyWords } from "./any-failure.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const HOST = "https://help.example/";

const TEMPLATES = [
  `Ask: ${HOST}ask?package={package}&version={version}&ref={ref}`,
  `${HOST}{package}/{version}`,
  `{package} {version} is held back, see ${HOST}{route}?s={status}. Then wait.`,
  `Für {operation} ({format}): ${HOST}für/{category}#{package}`,
  "Reference: {ref}, {package}",
].map(templateOf);

function templateOf(text: string): HelpTemplate {
  const read = readHelp(text);
  if (!read.ok) throw new Error(read.mistake.says);
  return read.template;
}

const anyName = fc.oneof(
  { weight: 9, arbitrary: anyWords },
  { weight: 3, arbitrary: fc.constantFrom("..", "@acme/app", "%0d%0a", "401", "") },
  { weight: 1, arbitrary: fc.constant("n".repeat(10_000)) },
);

type Values = Readonly<Record<Placeholder, string>>;

const anyValues: fc.Arbitrary<Values> = fc.record({
  package: anyName,
  version: anyName,
  format: anyName,
  route: anyName,
  ref: anyName,
  status: anyName,
  category: anyName,
  operation: anyName,
});

const anyHelp: fc.Arbitrary<Help> = fc
  .tuple(fc.constantFrom(...TEMPLATES), anyValues)
  .map(([template, values]) => expandHelp(template, values));

/** Characters that no terminal, header or JSON takes for the end of a URL, or for anything else (RFC 3986 2). */
const URL_SIGNS = /^https:\/\/help\.example\/[\w.~!$&'()*+,;=:@%/?#-]*$/;

function expectClean({ text, url }: Help): void {
  expect(toLine(text)).toBe(text);
  expect(text.isWellFormed()).toBe(true);
  if (url === null) return;
  expect(text).toContain(url);
  expect(url).toMatch(/^https?:\/\/[^\s<>"{}|\\^`[\]]+$/i);
  expect(url).toMatch(/^[\x21-\x7e]+$/);
  expect(URL.canParse(url)).toBe(true);
}

test("a name can't break the text, the URL or its host", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(anyHelp, (help) => {
      expect(toLine(help.text)).toBe(help.text);
      if (help.url === null) return;
      expect(help.text).toContain(help.url);
      expect(help.url).toMatch(URL_SIGNS);
      expect(new URL(help.url).host).toBe("help.example");
    }),
    { numRuns: RUNS },
  );
});

test("a value of a query stays in it, to the letter", { timeout: TIMEOUT_MS }, () => {
  const template = templateOf(`${HOST}?package={package}&version={version}`);
  fc.assert(
    fc.property(anyValues, (values) => {
      const { url } = expandHelp(template, values);
      const query = new URL(url ?? "").searchParams;
      expect([...query.keys()]).toEqual(["package", "version"]);
      for (const value of query.values()) expect(toLine(value)).toBe(value);
    }),
    { numRuns: RUNS },
  );
});

test("every channel has the complete URL or none of it", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyClient,
      anyFailure,
      anyHelp,
      fc.boolean(),
      async ({ format, asked }, judged, help, isLast) => {
        const failure = { ...judged, help };
        const last = isLast ? await speakLastResort(clientFormat(format), failure, asked, ENV) : null;
        const spoken = last ?? clientFormat(format).speak(failure, asked);
        expect(spoken.phrase).toMatch(/^[\x20-\x7e]+$/);
        expect(spoken.phrase.length).toBeLessThanOrEqual(PHRASE_MAX_BYTES);
        const response = speakingResponse(spoken, failure, "GET");
        const { url } = help;
        const links = url === null ? null : `<${url}>; rel="help"`;
        expect(response.headers.get("link")).toBe(links);
        const fields = [...response.headers].filter(([name]) => name !== "link").map(([, value]) => value);
        for (const value of fields) expect(value).toMatch(/^[\x20-\x7e]*$/);
        for (const channel of [spoken.phrase, ...fields, await response.text()]) expectWhole(channel, url);
      },
    ),
    { numRuns: RUNS },
  );
});

const ENV = { WHY_SECRET: "a secret of the operator's" };

/** Wherever the URL begins, all of it follows; three digits may be encoded. */
function expectWhole(channel: string, url: string | null): void {
  const digits = url?.replace(/(?<!%)40(?=\d)/g, "4%30");
  for (const { index } of channel.matchAll(/https:\/\/help\.example\//g)) {
    const rest = channel.slice(index);
    expect(url !== null && (rest.startsWith(url) || rest.startsWith(digits ?? url)), rest).toBe(true);
  }
}

test("the phrase stays within its limit and is printable ASCII", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(anyFailure, anyHelp, (failure, help) => {
      const phrase = reasonPhrase({ ...failure, help });
      expect(phrase).toMatch(/^[\x20-\x7e]+$/);
      expect(phrase.length).toBeLessThanOrEqual(PHRASE_MAX_BYTES);
    }),
    { numRuns: RUNS },
  );
});

const TOKENS = [
  ...PLACEHOLDERS.map((name) => `{${name}}`),
  ...[
    "{",
    "}",
    "{}",
    "{x}",
    "https://",
    "http://h.example",
    "https://a.example/",
    "HTTPS://B.example:8/",
    "ftp://c",
  ],
  ...[
    "javascript:",
    "/",
    "?",
    "&",
    "=",
    "#",
    "##[",
    "##vso[",
    "::set-env name=a::",
    "%",
    "%40",
    "@",
    "user:pw@",
  ],
  ...[
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    '"',
    "'",
    "\\",
    "`",
    "^",
    "|",
    ".",
    ",",
    ";",
    ":",
    "!",
    " ",
    "\t",
    "\r\n",
  ],
  ...["\u001b[31m", "\u202e", "\u200b", "\ud800", "é", "例", "\u0000", "..", "a", "401"],
] as const;

test("whatever an operator writes is refused, or expands to a clean text", { timeout: TIMEOUT_MS }, () => {
  const anyText = fc.oneof(
    fc.array(fc.constantFrom(...TOKENS), { maxLength: 12 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
  );
  fc.assert(
    fc.property(anyText, anyValues, (text, values) => {
      const read = readHelp(text);
      if (read.ok) expectClean(expandHelp(read.template, values));
      else expect(read.mistake.says).toMatch(/^(?:wants|has no|can't) /);
    }),
    { numRuns: RUNS },
  );
});
