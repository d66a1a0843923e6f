/** Arbitrary requests in bytes that two readers could read differently. `{id}` is replaced by the id of the request. */
import fc from "fast-check";
import { NOT_FOR_THE_ORIGIN } from "../../src/request/header-names.ts";
import { anyRest } from "../security/any-path.ts";
import { CHUNKS, CODINGS, HOSTS, LAST_CHUNKS, LENGTHS, OTHERS, SMUGGLED } from "./ambiguous-fields.ts";

/** A value in headers by which a client makes claims about itself; it must never reach the origin. */
export const CLAIMED = "claimed.example";

/** Framing headers have their own lists; what the edge itself sets is trusted. */
const CLAIMS = [...NOT_FOR_THE_ORIGIN].filter(
  (name) =>
    !["transfer-encoding", "connection", "upgrade", "expect", "cf-connecting-ip", "te", "trailer"].includes(
      name,
    ),
);

const claim = fc
  .constantFrom(...CLAIMS)
  .chain((name) => fc.mixedCase(fc.constant(name)).map((cased) => `${cased}: ${CLAIMED}`));

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("POST", "PUT") },
  { weight: 2, arbitrary: fc.constantFrom("GET", "HEAD", "DELETE", "OPTIONS", "PATCH", "TRACE") },
  { weight: 1, arbitrary: fc.constantFrom("CONNECT", "get", "GET\t", " GET", "PRI", "G\u0000ET", "") },
);

const target = fc.oneof(
  { weight: 5, arbitrary: fc.constant("/r/{id}") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "http://packages.example/r/{id}",
      "http://evil.example/r/{id}",
      "//evil.example/r/{id}",
      "/r//evil.example/{id}",
      "/r/@evil.example/{id}",
      "\\\\evil.example\\r\\{id}",
      "/r\\..\\secret\\{id}",
      "/r/../secret/{id}",
      "/r/{id}#/../secret",
      "/r/{id}\tHTTP/1.0",
      "/r/{id} HTTP/1.1 ",
      "/r/\u0000{id}",
      "*",
      "evil.example:443",
      "r/{id}",
      "",
    ),
  },
  { weight: 3, arbitrary: anyRest.map((rest) => `/r/${rest}/{id}`) },
);

const version = fc.oneof(
  { weight: 12, arbitrary: fc.constant("HTTP/1.1") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "HTTP/1.0",
      "HTTP/0.9",
      "HTTP/2.0",
      "HTTP/1.1 ",
      "http/1.1",
      "HTTP/1,1",
      "",
      "HTTP/01.1",
    ),
  },
);

const lineEnd = fc.oneof(
  { weight: 25, arbitrary: fc.constant("\r\n") },
  { weight: 1, arbitrary: fc.constantFrom("\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n") },
);

const field = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...LENGTHS) },
  { weight: 4, arbitrary: fc.constantFrom<string>(...CODINGS) },
  { weight: 2, arbitrary: fc.constantFrom<string>(...OTHERS) },
  { weight: 2, arbitrary: claim },
);

const host = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string>(HOSTS[0]) },
  { weight: 1, arbitrary: fc.constantFrom<string>(...HOSTS) },
);

/** The framing fields of the head, and the content. */
interface Framed {
  readonly fields: readonly string[];
  readonly content: string;
}

const smuggled = fc.constantFrom<string>(...SMUGGLED);

/** Any framing, any content. */
const soup: fc.Arbitrary<Framed> = fc.record({
  fields: fc.array(field, { maxLength: 4 }),
  content: fc
    .array(fc.constantFrom<string>("hello", ...CHUNKS, ...LAST_CHUNKS, ...SMUGGLED, ...SMUGGLED), {
      maxLength: 4,
    })
    .map((pieces) => pieces.join("")),
});

/** Content that is itself a request, of the length that the head states. */
const counted: fc.Arbitrary<Framed> = fc
  .tuple(smuggled, fc.option(field), smuggled)
  .map(([inside, other, behind]) => ({
    fields: [`Content-Length: ${inside.length}`, ...(other === null ? [] : [other])],
    content: inside + behind,
  }));

/** Chunks, one of which may be invalid, with a request inside and one after them. */
const chunked: fc.Arbitrary<Framed> = fc
  .tuple(
    fc.option(field),
    fc.array(fc.oneof(fc.constant("5\r\nhello\r\n"), fc.constantFrom<string>(...CHUNKS)), { maxLength: 2 }),
    fc.constantFrom<string>(LAST_CHUNKS[0], ...LAST_CHUNKS),
    smuggled,
  )
  .map(([other, chunks, last, hidden]) => ({
    fields: ["Transfer-Encoding: chunked", ...(other === null ? [] : [other])],
    content: [`${hidden.length.toString(16)}\r\n${hidden}\r\n`, ...chunks, last, hidden].join(""),
  }));

export const anyRequestBytes: fc.Arbitrary<string> = fc
  .record({
    line: fc.tuple(method, target, version).map((parts) => parts.join(" ")),
    host,
    framed: fc.oneof(soup, counted, chunked),
    ends: fc.array(lineEnd, { minLength: 8, maxLength: 8 }),
  })
  .map(({ line, host, framed, ends }) => {
    const lines = [line, host, ...framed.fields, "X-Id: {id}", ""];
    return lines.map((text, index) => text + (ends[index] ?? "\r\n")).join("") + framed.content;
  });
