/** Failures with uncleaned words, for any client of any format. */
import fc from "fast-check";
import { FORMAT_NAMES, type FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "../clients/failing.ts";
import { REQUESTS } from "../matrix/requests.ts";

/** What splits a header, ends a line, moves a cursor, is markup, or is read as another header. */
const HOSTILE = [
  "\r\n",
  "\n",
  "\r",
  "\u0000",
  "\r\nSet-Cookie: evil=1",
  "\nX-Evil: 1",
  "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
  "\u0085\u2028\u2029",
  "\u010d\u010a",
  "\u001b[31m",
  "\u202e\u200b\ufeff",
  "<script>alert(1)</script>",
  "Package is protected",
  "Zugriff verweigert für café",
  "拒否",
  '"',
  "\\",
  "'",
  ";",
  ",",
  "=",
  "%0d%0a",
  ": ",
  " ",
  "\t",
  "\ud800",
] as const;

export const anyWords: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...HOSTILE), { maxLength: 8 }).map((all) => all.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom("x".repeat(5_000), "é".repeat(3_000), '\\"'.repeat(2_000)) },
);

/** Clients with a last resort, which are not among the rows of the matrix. */
const LAST_RESORTS: readonly { readonly format: FormatName; readonly asked: ClientRequest }[] = [
  { format: "npm", asked: request("/left-pad", { "user-agent": "Bun/1.4.5" }) },
  { format: "npm", asked: request("/left-pad/-/left-pad-1.0.0.tgz", { "user-agent": "Bun/1.4.5" }) },
  { format: "rpm", asked: request("/repodata/repomd.xml", { "user-agent": "librepo/1.18.0" }) },
  { format: "pypi", asked: request("/simple/app/", { "user-agent": "pip/26.2.1 {}", accept: "text/html" }) },
];

/** A client of a format, with its request. */
export const anyClient: fc.Arbitrary<{ format: FormatName; asked: ClientRequest }> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...FORMAT_NAMES.flatMap((format) => REQUESTS[format].map(([, asked]) => ({ format, asked }))),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...LAST_RESORTS) },
);

const status = fc.oneof(
  fc.constantFrom(400, 401, 403, 404, 409, 410, 429, 500, 502, 503),
  fc.integer({ min: 400, max: 599 }),
);

/** Any value that `Headers` accepts: latin1 without line breaks and NUL, trimmed. */
export const anyHeaderValue: fc.Arbitrary<string> = anyWords.map((words) =>
  Array.from(words, (sign) => String.fromCharCode((sign.codePointAt(0) ?? 0) & 0xff))
    .filter((sign) => !/[\r\n\0]/.test(sign))
    .join("")
    .trim(),
);

const FORM_TYPES = [
  "application/json",
  "application/problem+json",
  "text/plain",
  "text/html",
  "application/vnd.git-lfs+json",
];

/** An origin's refusal with any words and these headers, the words heard without any cleaning. */
export function anyRefusal(headers: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Failure> {
  return fc
    .record({
      status,
      message: fc.option(anyWords),
      code: fc.option(anyWords),
      body: anyWords,
      headers,
      type: fc.constantFrom(...FORM_TYPES),
    })
    .map(({ status, message, code, body, headers, type }) =>
      answered(
        status,
        { message, code, documentation: code, requestId: code },
        originAnswer(status, body, { "content-type": type, ...headers }, message ?? ""),
      ),
    );
}

/** Any failure: an origin's refusal, or one that Outspoken hit itself. */
export const anyFailure: fc.Arbitrary<Failure> = fc.oneof(
  { weight: 8, arbitrary: anyRefusal(fc.constant({})) },
  { weight: 1, arbitrary: fc.constantFrom(timedOut(), unreachable()) },
);
