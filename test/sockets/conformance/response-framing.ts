/** Where an answer ends. */
import { answer, fails, passes, type ResponseRule } from "./response-rule.ts";

const LAST = "0\r\n\r\n";
const CHUNKED = "Transfer-Encoding: chunked";
/** Unrequested bytes that look like an answer: reading them as one means misreading what came before. */
const SMUGGLED = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

function broken(
  rule: string,
  clause: string,
  answered: string,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  return passes(rule, clause, answered, { complete: false, by: "workerd", ...more });
}

/** Bytes in a coding that is not decoded: the client gets them as if they were the content. */
function undone(rule: string, clause: string, answered: string): ResponseRule {
  const known =
    "workerd passes the bytes on; no origin is asked for such a coding, since TE is not forwarded";
  return passes(rule, clause, answered, { body: null, by: "workerd", known });
}

export const RESPONSE_FRAMING: readonly ResponseRule[] = [
  passes("by its length", "9112 6.2", answer(["Content-Length: 5"], "hello"), {
    fields: { "Content-Length": "5" },
  }),
  passes("by chunks", "9112 7.1", answer([CHUNKED], `2\r\nhe\r\n3\r\nllo\r\n${LAST}`)),
  passes("by the end of the connection", "9112 6.3", answer([], "hello")),
  passes("by the end of the connection, in HTTP/1.0", "9112 6.3", "HTTP/1.0 200 OK\r\n\r\nhello"),
  passes(
    "chunks override a length before them",
    "9112 6.3",
    answer(["Content-Length: 3", CHUNKED], `5\r\nhello\r\n${LAST}`),
    { fields: { "Content-Length": null }, by: "workerd" },
  ),
  passes(
    "chunks override a length after them",
    "9112 6.3",
    answer([CHUNKED, "Content-Length: 300"], `5\r\nhello\r\n${LAST}`),
    { fields: { "Content-Length": null }, by: "workerd" },
  ),
  fails("two lengths that differ", "9112 6.3", answer(["Content-Length: 5", "Content-Length: 3"], "hello")),
  passes(
    "two equal lengths are one",
    "9112 6.3",
    answer(["Content-Length: 5", "Content-Length: 5"], "hello"),
    { fields: { "Content-Length": "5" }, by: "workerd" },
  ),
  fails("a list of lengths", "9112 6.3", answer(["Content-Length: 5, 3"], "hello")),
  ...["+5", "-5", "0x5", "5 5", "five", "5five", "5_0", "", "18446744073709551621"].map((length) =>
    fails(
      `${JSON.stringify(length)} is not a length`,
      "9112 6.3",
      answer([`Content-Length: ${length}`], "hello"),
    ),
  ),
  undone(
    "a coding that is not chunked",
    "9112 6.1",
    answer(["Transfer-Encoding: xchunked"], `5\r\nhello\r\n${LAST}`),
  ),
  undone(
    "a coding before chunked",
    "9112 6.1",
    answer(["Transfer-Encoding: gzip, chunked"], `5\r\nhello\r\n${LAST}`),
  ),
  undone(
    "chunked is not the last coding",
    "9112 6.3",
    answer(["Transfer-Encoding: chunked, gzip"], `5\r\nhello\r\n${LAST}`),
  ),
  undone("chunked twice", "9112 6.1", answer([CHUNKED, CHUNKED], `5\r\nhello\r\n${LAST}`)),
  fails("chunked in HTTP/1.0", "9112 6.1", `HTTP/1.0 200 OK\r\n${CHUNKED}\r\n\r\n5\r\nhello\r\n${LAST}`),
  broken("less than its length", "9112 8", answer(["Content-Length: 50"], "hello")),
  broken("no last chunk", "9112 8", answer([CHUNKED], "5\r\nhello\r\n")),
  broken("an invalid size", "9112 7.1", answer([CHUNKED], `5\r\nhello\r\nzz\r\n${LAST}`)),
  broken("a size with a sign", "9112 7.1", answer([CHUNKED], `5\r\nhello\r\n+5\r\nhello\r\n${LAST}`)),
  broken(
    "a size that overflows",
    "9112 7.1",
    answer([CHUNKED], `5\r\nhello\r\nFFFFFFFFFFFFFFFF5\r\nhello\r\n${LAST}`),
  ),
  broken(
    "a size line that ends in a bare LF",
    "9112 7.1",
    answer([CHUNKED], `5\r\nhello\r\n5\nhello\r\n${LAST}`),
  ),
  broken("data longer than its size", "9112 7.1", answer([CHUNKED], `5\r\nhello world\r\n${LAST}`)),
  passes("an extension is dropped", "9112 7.1.1", answer([CHUNKED], `5;a=b\r\nhello\r\n${LAST}`), {
    by: "workerd",
  }),
  passes(
    "a trailer is dropped",
    "9110 6.5.1",
    answer([CHUNKED, "Trailer: X-A"], "5\r\nhello\r\n0\r\nX-A: b\r\n\r\n"),
    { fields: { "X-A": null, Trailer: null }, by: "workerd" },
  ),
  passes(
    "framing in a trailer is ignored",
    "9110 6.5.1",
    answer([CHUNKED], `5\r\nhello\r\n0\r\nContent-Length: 300\r\nSet-Cookie: a=b\r\n\r\n`),
    { fields: { "Content-Length": null, "Set-Cookie": null }, by: "workerd" },
  ),
  passes(
    "bytes after its length do not answer the next request",
    "9112 6.3",
    answer(["Content-Length: 5"], `hello${SMUGGLED}`),
    { stays: true, by: "workerd" },
  ),
  passes(
    "bytes after its last chunk do not answer the next request",
    "9112 6.3",
    answer([CHUNKED], `5\r\nhello\r\n${LAST}${SMUGGLED}`),
    { stays: true, by: "workerd" },
  ),
  passes("204 has no content, whatever follows it", "9110 15.3.5", answer([], SMUGGLED, "204 No Content"), {
    status: 204,
    body: "",
    stays: true,
    by: "workerd",
  }),
  passes("204 has no length", "9110 8.6", answer(["Content-Length: 0"], "", "204 No Content"), {
    status: 204,
    body: "",
    fields: { "Content-Length": null },
    by: "workerd",
  }),
  passes(
    "204 with a length has no content",
    "9112 6.3",
    answer(["Content-Length: 5"], "hello", "204 No Content"),
    { status: 204, body: "", fields: { "Content-Length": null }, by: "workerd" },
  ),
  passes(
    "304 has no content, whatever its length",
    "9110 15.4.5",
    answer(["Content-Length: 5", 'ETag: "e"'], "", "304 Not Modified"),
    { status: 304, body: "", fields: { ETag: '"e"' }, stays: true, by: "workerd" },
  ),
  passes(
    "bytes after a 304 are not an answer",
    "9110 15.4.5",
    answer(['ETag: "e"'], SMUGGLED, "304 Not Modified"),
    { status: 304, body: "", stays: true, by: "workerd" },
  ),
  passes("205 has no content", "9110 15.3.6", answer(["Content-Length: 5"], "hello", "205 Reset Content"), {
    status: 205,
    body: "",
    by: "workerd",
  }),
  passes("HEAD has a length and no content", "9110 9.3.2", answer(["Content-Length: 5"], ""), {
    method: "HEAD",
    body: "",
    fields: { "Content-Length": "5" },
    stays: true,
  }),
  passes("HEAD answered with content anyway", "9110 9.3.2", answer(["Content-Length: 5"], "hello"), {
    method: "HEAD",
    body: "",
    fields: { "Content-Length": "5" },
    stays: true,
    by: "workerd",
  }),
  passes("HEAD of a chunked answer", "9110 9.3.2", answer([CHUNKED], ""), {
    method: "HEAD",
    body: "",
    stays: true,
    by: "workerd",
  }),
];
