/** Status lines, field lines, interim answers, and fields for this hop only. */
import { answer, fails, keeps, passes, type ResponseRule } from "./response-rule.ts";

const FIVE = "Content-Length: 5";

function interim(status: string, more: Partial<ResponseRule> = {}): ResponseRule {
  return passes(
    `${status} is dropped`,
    "9110 15.2",
    `HTTP/1.1 ${status}\r\nLink: </x>; rel=preload\r\nX-A: b\r\n\r\n${answer([FIVE], "hello")}`,
    { fields: { Link: null, "X-A": null }, by: "workerd", ...more },
  );
}

export const RESPONSE_HEADS: readonly ResponseRule[] = [
  passes("a phrase passes", "9112 4", answer([FIVE], "hello", "200 Fine indeed")),
  passes("an empty phrase is allowed", "9112 4", answer([FIVE], "hello", "200 "), { by: "workerd" }),
  passes("no space after the status", "9112 4", answer([FIVE], "hello", "200"), { by: "workerd" }),
  fails("a status of two digits", "9112 4", answer([FIVE], "hello", "20 OK")),
  fails("a status of four digits", "9112 4", answer([FIVE], "hello", "2000 OK")),
  fails("a status below 100", "9110 15", answer([FIVE], "hello", "099 OK")),
  passes("an unknown status passes", "9110 15", answer([FIVE], "hello", "299 Odd"), { status: 299 }),
  fails("another protocol", "9112 2.3", answer([FIVE], "hello").replace("HTTP", "ICY")),
  fails("HTTP/2 over TCP", "9112 2.3", answer([FIVE], "hello").replace("1.1", "2")),
  passes("HTTP/1.0 is passed on as HTTP/1.1", "9110 2.5", answer([FIVE], "hello").replace("1.1", "1.0"), {
    by: "workerd",
  }),
  fails("HTTP/0.9", "9112 2.3", "hello"),
  passes(
    "lines that end in a bare LF are read as lines, or the answer fails",
    "9112 2.2",
    answer([FIVE, "X-A: b"], "hello").replaceAll("\r\n", "\n"),
    { fields: { "X-A": "b" }, by: "workerd" },
  ),
  fails(
    "a folded line is unfolded, or the answer fails",
    "9112 5.2",
    answer([FIVE, "X-A: b\r\n c"], "hello"),
  ),
  fails(
    "a space before the colon is removed, or the answer fails",
    "9112 5.1",
    answer([FIVE, "X-A : b"], "hello"),
  ),
  fails("an empty name", "9112 5", answer([FIVE, ": b"], "hello")),
  fails("no colon", "9112 5", answer([FIVE, "X-A"], "hello")),
  fails("NUL in a value", "9110 5.5", answer([FIVE, "X-A: b\0c"], "hello")),
  fails("a bare CR in a value", "9112 2.2", answer([FIVE, "X-A: b\rX-B: c"], "hello")),
  passes("a line end before the status line", "9112 2.2", `\r\n${answer([FIVE], "hello")}`, {
    by: "workerd",
  }),
  interim("100 Continue"),
  interim("102 Processing"),
  interim("103 Early Hints"),
  interim("199 Odd"),
  fails(
    "an unrequested 101",
    "9110 15.2.2",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n",
  ),
  passes(
    "a field that Connection names is dropped",
    "9110 7.6.1",
    answer([FIVE, "Connection: close, X-Hop", "X-Hop: a", "X-Kept: b"], "hello"),
    { fields: { "X-Hop": null, "X-Kept": "b" } },
  ),
  ...["Keep-Alive: timeout=5", "Proxy-Connection: close", "TE: trailers", "Trailer: X-A", "Upgrade: h2c"].map(
    (line) => {
      const [name = ""] = line.split(":", 1);
      return passes(`${name} is dropped`, "9110 7.6.1", answer([FIVE, line], "hello"), {
        fields: { [name]: null },
      });
    },
  ),
  passes(
    "Connection can't remove the length",
    "9110 7.6.1",
    answer([FIVE, "Connection: Content-Length"], "hello"),
    { fields: { "Content-Length": "5" } },
  ),
  keeps(
    "Via passes unchanged",
    "9110 7.6.3",
    { Via: "1.1 cache.example" },
    { known: "the gateway does not add its own, in either direction (src/README.md)" },
  ),
  keeps("unknown fields pass", "9110 5.1", { "X-Unknown": "a, b;c", "Content-Foo": "d" }),
  keeps("bytes beyond ASCII in a value pass unchanged", "9110 5.5", { "X-A": "\xe9\xff" }),
  passes("repeated lines keep their order", "9110 5.3", answer([FIVE, "X-A: 1", "X-A: 2"], "hello"), {
    fields: { "X-A": "1, 2" },
  }),
  keeps("Server passes", "9110 10.2.4", { Server: "origin/1" }),
  keeps("Allow passes", "9110 10.2.1", { Allow: "GET, HEAD" }),
  passes("405 keeps Allow", "9110 15.5.6", answer([FIVE, "Allow: GET, HEAD"], "hello", "405 No"), {
    method: "PUT",
    status: 405,
    body: null,
    fields: { Allow: "GET, HEAD" },
  }),
  passes(
    "401 keeps its challenge",
    "9110 15.5.2",
    answer([FIVE, 'WWW-Authenticate: Basic realm="r"'], "hello", "401 No"),
    { status: 401, body: null, fields: { "WWW-Authenticate": 'Basic realm="r"' } },
  ),
  passes(
    "407 keeps its challenge",
    "9110 15.5.8",
    answer([FIVE, "Proxy-Authenticate: Basic"], "hello", "407 No"),
    { status: 407, body: null, fields: { "Proxy-Authenticate": "Basic" } },
  ),
  passes(
    "416 keeps Content-Range",
    "9110 15.5.17",
    answer([FIVE, "Content-Range: bytes */5"], "hello", "416 No"),
    { asked: { Range: "bytes=9-" }, status: 416, body: null, fields: { "Content-Range": "bytes */5" } },
  ),
  passes("429 keeps Retry-After", "9110 10.2.3", answer([FIVE, "Retry-After: 7"], "hello", "429 No"), {
    status: 429,
    body: null,
    fields: { "Retry-After": "7" },
  }),
  passes("202 keeps Retry-After", "9110 10.2.3", answer([FIVE, "Retry-After: 7"], "hello", "202 Accepted"), {
    status: 202,
    fields: { "Retry-After": "7" },
  }),
];
