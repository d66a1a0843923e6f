/** `Content-Length`. If its value is ambiguous, nothing after it may become a request. */
import { put, type RequestRule, request, SECOND, SMUGGLED } from "./request-rule.ts";

function taken(
  rule: string,
  clause: string,
  fields: readonly string[],
  content: string,
  more: Partial<RequestRule> = {},
): RequestRule {
  return {
    rule,
    clause,
    sent: put(fields, content),
    origin: [`PUT {path} ${content}`.trimEnd()],
    client: [200],
    by: "workerd",
    ...more,
  };
}

/** With a second request in or after the five bytes, depending on how the length is read. */
function refused(rule: string, fields: readonly string[], more: Partial<RequestRule> = {}): RequestRule {
  return {
    rule,
    clause: "9110 8.6",
    sent: put(fields, `hello${SECOND}`),
    origin: [],
    client: [400],
    by: "workerd",
    ...more,
  };
}

export const CONTENT_LENGTHS: readonly RequestRule[] = [
  taken("as many bytes as it states", "9112 6.2", ["Content-Length: 5"], "hello", {
    fields: { "Content-Length": "5", "Transfer-Encoding": null },
  }),
  taken("0 stays 0", "9112 6.2", ["Content-Length: 0"], "", {
    fields: { "Content-Length": "0", "Transfer-Encoding": null },
  }),
  taken("neither length nor chunks: no content", "9112 6.3", [], "", {
    fields: { "Transfer-Encoding": null },
  }),
  taken("what follows the content is the next request", "9112 9.3.2", ["Content-Length: 5"], "hello", {
    sent: put(["Content-Length: 5"], `hello${SECOND}`),
    origin: ["PUT {path} hello", "GET {path}-second"],
    client: [200, 200],
  }),
  taken("what follows no content is the next request", "9112 9.3.2", ["Content-Length: 0"], "", {
    sent: put(["Content-Length: 0"], SECOND),
    origin: ["PUT {path}", "GET {path}-second"],
    client: [200, 200],
  }),
  taken("a request in the content is content", "9112 6.2", [`Content-Length: ${SMUGGLED.length}`], SMUGGLED),
  taken("white space around it is not part of it", "9110 5.5", ["Content-Length: \t 5 \t"], "hello"),
  taken("leading zeros are decimal", "9110 8.6", ["Content-Length: 005"], "hello"),
  taken("00 is 0", "9110 8.6", ["Content-Length: 00"], ""),
  taken("in other case", "9110 5.1", ["cONTENT-lENGTH: 5"], "hello"),
  refused("two different ones", ["Content-Length: 5", "Content-Length: 50"], { clause: "9112 6.3" }),
  refused("two equal ones: taken as one, or refused", ["Content-Length: 5", "Content-Length: 5"], {
    clause: "9112 6.3",
    origin: ["PUT {path} hello", "GET {path}-second"],
    client: [200, 200],
  }),
  refused("a list of different ones", ["Content-Length: 5, 50"], { clause: "9112 6.3" }),
  refused("a list of equal ones: taken as one, or refused", ["Content-Length: 5, 5"], { clause: "9112 6.3" }),
  ...[
    "+5",
    "-5",
    "-0",
    "0x5",
    "0o5",
    "5e0",
    "5 5",
    "5_0",
    "5.0",
    "5;5",
    "five",
    "5five",
    "\x0b5",
    "5\0",
    "\xef\xbc\x95",
    "18446744073709551621",
    "4294967301000000000000",
  ].map((value) => refused(`${JSON.stringify(value)} is not a length`, [`Content-Length: ${value}`])),
  refused("an empty one is not a length", ["Content-Length:"]),
  refused("a space before its colon", ["Content-Length : 5"], { clause: "9112 5.1" }),
  refused("folded", ["Content-Length:\r\n 5"], { clause: "9112 5.2" }),
  taken("less content than it states: an incomplete request", "9112 8", ["Content-Length: 50"], "hello", {
    origin: [],
    client: [499],
    by: "gateway",
  }),
  taken("with _ it is another field", "9110 5.1", ["Content_Length: 5"], "", {
    sent: put(["Content_Length: 5"], SECOND),
    origin: ["PUT {path}", "GET {path}-second"],
    client: [200, 200],
  }),
  {
    rule: "GET with content is refused, and what follows it is the next request or none",
    clause: "9110 9.3.1",
    sent: request("GET {path}", ["Content-Length: 5"], `hello${SECOND}`),
    origin: ["GET {path}-second"],
    client: [400, 200],
    by: "gateway",
  },
  {
    rule: "HEAD with content is refused, and what follows it is the next request or none",
    clause: "9110 9.3.2",
    sent: request("HEAD {path}", ["Content-Length: 5"], `hello${SECOND}`),
    origin: ["GET {path}-second"],
    client: [400, 200],
    by: "gateway",
  },
  {
    rule: "a request in a GET's content is not one",
    clause: "9110 9.3.1",
    sent: request("GET {path}", ["Content-Length: 300"], SECOND),
    origin: [],
    client: [400],
    by: "gateway",
  },
  {
    rule: "OPTIONS passes with its content",
    clause: "9110 9.3.7",
    sent: request("OPTIONS {path}", ["Content-Length: 5"], `hello${SECOND}`),
    origin: ["OPTIONS {path} hello", "GET {path}-second"],
    client: [200, 200],
    by: "gateway",
  },
  {
    rule: "DELETE passes with its content",
    clause: "9110 9.3.5",
    sent: request("DELETE {path}", ["Content-Length: 5"], `hello${SECOND}`),
    origin: ["DELETE {path} hello", "GET {path}-second"],
    client: [200, 200],
    by: "gateway",
  },
];
