/** Chunks: sizes, extensions, line ends, trailers. */
import { CHUNKED, put, type RequestRule, SECOND, SMUGGLED } from "./request-rule.ts";

function taken(rule: string, chunks: string, more: Partial<RequestRule> = {}): RequestRule {
  return {
    rule,
    clause: "9112 7.1",
    sent: put([CHUNKED], chunks + SECOND),
    origin: ["PUT {path} hello", "GET {path}-second"],
    client: [200, 200],
    by: "workerd",
    ...more,
  };
}

function refused(rule: string, chunks: string, more: Partial<RequestRule> = {}): RequestRule {
  return taken(rule, chunks, { origin: [], client: [499], by: "gateway", ...more });
}

const ANY_EXTENSION = {
  clause: "9112 7.1.1",
  known: "workerd accepts anything after the semicolon, and forwards none of it",
} as const;
const SPACE = {
  known: "workerd accepts white space after a size; chunks to the origin are its own",
} as const;

const LAST = "0\r\n\r\n";
const EXTENSIONS = { clause: "9112 7.1.1" } as const;
const TRAILERS = { clause: "9110 6.5.1" } as const;

export const CHUNKED_CONTENT: readonly RequestRule[] = [
  taken("one chunk", `5\r\nhello\r\n${LAST}`),
  taken("several", `2\r\nhe\r\n3\r\nllo\r\n${LAST}`),
  taken("none", LAST, { origin: ["PUT {path}", "GET {path}-second"] }),
  taken("a size in capitals", `A\r\nhellohello\r\n${LAST}`, {
    origin: ["PUT {path} hellohello", "GET {path}-second"],
  }),
  taken("a size with leading zeros", `005\r\nhello\r\n000\r\n\r\n`),
  taken("a request in a chunk is content", `${SMUGGLED.length.toString(16)}\r\n${SMUGGLED}\r\n${LAST}`, {
    origin: [`PUT {path} ${SMUGGLED}`.trimEnd(), "GET {path}-second"],
  }),
  taken("an extension is dropped", `5;a=b\r\nhello\r\n${LAST}`, EXTENSIONS),
  taken("a quoted extension is dropped", `5;a="b;c"\r\nhello\r\n${LAST}`, EXTENSIONS),
  taken("an extension of the last chunk is dropped", `5\r\nhello\r\n0;a=b\r\n\r\n`, EXTENSIONS),
  refused("an extension of 100 KB", `5;a=${"b".repeat(100_000)}\r\nhello\r\n${LAST}`, EXTENSIONS),
  taken("an extension without a name", `5;\r\nhello\r\n${LAST}`, ANY_EXTENSION),
  taken("an extension whose name is not a token", `5;a b@=c\r\nhello\r\n${LAST}`, ANY_EXTENSION),
  taken("NUL in an extension", `5;a=\0b\r\nhello\r\n${LAST}`, ANY_EXTENSION),
  refused("a bare CR in an extension", `5;a=b\rc\r\nhello\r\n${LAST}`, EXTENSIONS),
  refused("a bare LF after an extension", `5;a=b\nhello\r\n${LAST}`, EXTENSIONS),
  refused("a line end in a quoted extension", `5;a="\r\n"\r\nhello\r\n${LAST}`, EXTENSIONS),
  ...["0x5", "+5", "-5", "5_0", "1_0", " 5", "5.", "g", "", "5\0"].map((size) =>
    refused(`${JSON.stringify(size)} is not a size`, `${size}\r\nhello\r\n${LAST}`),
  ),
  ...["5 ", "5\t"].map((size) =>
    taken(`${JSON.stringify(size)} is not a size`, `${size}\r\nhello\r\n${LAST}`, SPACE),
  ),
  ...["10000000000000005", "FFFFFFFFFFFFFFFF5", "100000005", "8000000000000000"].map((size) =>
    refused(`a size that overflows: ${size}`, `${size}\r\nhello\r\n${LAST}`),
  ),
  refused("a size line that ends in a bare LF", `5\nhello\r\n${LAST}`),
  refused("a size line that ends in a bare CR", `5\rhello\r\n${LAST}`),
  refused("data that ends in a bare LF", `5\r\nhello\n${LAST}`),
  refused("data without a line end", `5\r\nhello${LAST}`),
  refused("more data than its size", `5\r\nhello world\r\n${LAST}`),
  refused("less data than its size", `6\r\nhello\r\n${LAST}`),
  refused("a last chunk that ends in bare LFs", "5\r\nhello\r\n0\n\n"),
  taken("a last line that ends in a bare LF: nothing after it is read", "5\r\nhello\r\n0\r\n\n", {
    origin: ["PUT {path} hello"],
    client: [200],
  }),
  refused("a last chunk that is 0 with a sign", "5\r\nhello\r\n+0\r\n\r\n"),
  refused("no last chunk: an incomplete request", "5\r\nhello\r\n", {
    clause: "9112 8",
    sent: put([CHUNKED], "5\r\nhello\r\n"),
  }),
  refused("no empty line after the last chunk: an incomplete request", "5\r\nhello\r\n0\r\n", {
    clause: "9112 8",
    sent: put([CHUNKED], "5\r\nhello\r\n0\r\n"),
  }),
  taken(
    "junk after the last chunk is read as another request, and refused",
    `5\r\nhello\r\n${LAST}junk\r\n\r\n`,
    {
      clause: "9112 9.3.2",
      origin: ["PUT {path} hello"],
      client: [200, 400],
    },
  ),
  taken("a trailer is dropped", "5\r\nhello\r\n0\r\nX-A: b\r\n\r\n", {
    clause: "9110 6.5",
    fields: { "X-A": null },
  }),
  taken("a length in a trailer is ignored", "5\r\nhello\r\n0\r\nContent-Length: 300\r\n\r\n", {
    ...TRAILERS,
    fields: { "Content-Length": null },
  }),
  taken("a coding in a trailer is ignored", "5\r\nhello\r\n0\r\nTransfer-Encoding: gzip\r\n\r\n", TRAILERS),
  taken("a host in a trailer is ignored", "5\r\nhello\r\n0\r\nHost: other.example\r\n\r\n", {
    ...TRAILERS,
    fields: { "X-Forwarded-Host": "packages.example" },
  }),
  taken("credentials in a trailer are ignored", "5\r\nhello\r\n0\r\nAuthorization: Basic eDp5\r\n\r\n", {
    ...TRAILERS,
    fields: { Authorization: null },
  }),
  taken("a type in a trailer is ignored", "5\r\nhello\r\n0\r\nContent-Type: a/b\r\n\r\n", {
    ...TRAILERS,
    fields: { "Content-Type": null },
  }),
  refused("a trailer that is not a field", "5\r\nhello\r\n0\r\nno field\r\n\r\n", { clause: "9112 7.1.2" }),
];
