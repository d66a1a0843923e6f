/** The parts of the request line, and what precedes it. */
import { get, HOST, passed, type RequestRule, refused, request } from "./request-rule.ts";

const LONG = "a".repeat(100_000);

export const REQUEST_LINES: readonly RequestRule[] = [
  passed("a plain request passes", "9112 3", get(), { by: "gateway" }),
  passed("an empty line before the request is ignored", "9112 2.2", `\r\n${get()}`),
  passed(
    "lines that end in a bare LF are read as lines, or refused",
    "9112 2.2",
    get().replaceAll("\r\n", "\n"),
  ),
  refused("a bare CR does not end a line", "9112 2.2", get().replaceAll("\r\n", "\r")),
  refused("white space before the first field is refused", "9112 2.2", `GET {path} HTTP/1.1\r\n ${HOST}\r\n`),
  refused("spaces between the parts: one request or none", "9112 3", get().replace("GET ", "GET  ")),
  refused("tabs between the parts: one request or none", "9112 3", get().replaceAll(/ (?=\{|HTTP)/g, "\t")),
  refused("a request without a target is refused", "9112 3", request("GET ")),
  refused("a space in the target is refused", "9112 3.2", request("GET {path} x")),
  refused("NUL in the target is refused", "9112 3.2", request("GET {path}\0x")),
  passed("a target of 8,000 bytes is accepted", "9112 3", request(`GET {path}?${"a".repeat(8_000)}`), {
    origin: [`GET {path}?${"a".repeat(8_000)}`],
  }),
  refused("a target of 100 KB is one request or none", "9112 3", request(`GET {path}?${LONG}`), {
    client: [414],
  }),
  passed(
    "bytes beyond ASCII in the target are encoded, or refused",
    "9112 3.2",
    request("GET {path}?\xc3\xa9"),
    { origin: ["GET {path}?%C3%A9"] },
  ),
  passed("an encoded line end stays encoded", "3986 2.1", request("GET {path}?a%0d%0aX-A:%20b"), {
    origin: ["GET {path}?a%0d%0aX-A:%20b"],
    by: "gateway",
  }),
  passed("an encoded NUL stays encoded", "3986 2.1", request("GET {path}?a%00b"), {
    origin: ["GET {path}?a%00b"],
    by: "gateway",
  }),
  passed("an overlong encoding stays unchanged", "3986 2.1", request("GET {path}?%c0%af"), {
    origin: ["GET {path}?%c0%af"],
    by: "gateway",
  }),
  passed("a fragment is not part of the target", "9112 3.2", request("GET {path}#fragment")),
  passed(
    "a target in absolute form is reduced to its path",
    "9112 3.2.2",
    request("GET http://packages.example{path}"),
  ),
  passed(
    "the host of a target in absolute form counts, not Host",
    "9112 3.2.2",
    request("GET http://other.example{path}"),
    {
      fields: { "X-Forwarded-Host": "packages.example" },
      known: "workerd uses Host; only clients that use the gateway as their proxy send two hosts",
    },
  ),
  refused("HTTP/2's preface is not a request", "9113 3.4", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {
    client: [],
  }),
  refused("a TLS hello is not a request", "9112 2.2", "\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03\r\n\r\n"),
  refused("white space alone is not a request", "9112 2.2", "   \r\n\r\n"),
  refused("a head without its end is not a request", "9112 8", `GET {path} HTTP/1.1\r\n${HOST}`, {
    client: [],
  }),
  refused("nothing is answered with nothing", "9112 9.6", "", { client: [] }),
];
