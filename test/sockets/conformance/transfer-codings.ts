/** `Transfer-Encoding`, alone and along with `Content-Length`. */
import { CHUNKED, HOST, put, type RequestRule, request, SECOND } from "./request-rule.ts";

const HELLO = "5\r\nhello\r\n0\r\n\r\n";

/** A chunked request followed by a second one. */
function taken(rule: string, fields: readonly string[], more: Partial<RequestRule> = {}): RequestRule {
  return {
    rule,
    clause: "9112 6.1",
    sent: put(fields, HELLO + SECOND),
    origin: ["PUT {path} hello", "GET {path}-second"],
    client: [200, 200],
    by: "workerd",
    ...more,
  };
}

function refused(rule: string, fields: readonly string[], more: Partial<RequestRule> = {}): RequestRule {
  return taken(rule, fields, { origin: [], client: [400], ...more });
}

/** workerd would read it as chunks. Their end is unambiguous, so the next request is read. */
function refusedHere(rule: string, fields: readonly string[], more: Partial<RequestRule> = {}): RequestRule {
  return taken(rule, fields, { origin: ["GET {path}-second"], client: [501, 200], by: "gateway", ...more });
}

/** The chunks count and the connection ends: nothing after them is read. */
function takenAlone(rule: string, fields: readonly string[], more: Partial<RequestRule> = {}): RequestRule {
  return taken(rule, fields, { clause: "9112 6.3", origin: ["PUT {path} hello"], client: [200], ...more });
}

export const TRANSFER_CODINGS: readonly RequestRule[] = [
  taken("chunked", [CHUNKED], { fields: { "Content-Length": null } }),
  taken("in other case", ["transfer-encoding: CHUNKED"]),
  taken("white space around it is not part of it", ["Transfer-Encoding: \t chunked \t"], {
    clause: "9110 5.5",
  }),
  taken("an empty first element is ignored, or refused", ["Transfer-Encoding: , chunked"], {
    clause: "9110 5.6.1",
  }),
  refused("an empty last element", ["Transfer-Encoding: chunked,"], { clause: "9110 5.6.1" }),
  takenAlone("a length before it (CL.TE)", ["Content-Length: 5", CHUNKED]),
  takenAlone("a length after it (TE.CL)", [CHUNKED, "Content-Length: 5"]),
  takenAlone("a length that includes the second request (CL.TE)", ["Content-Length: 300", CHUNKED]),
  takenAlone("along with a length of 0", ["Content-Length: 0", CHUNKED]),
  refused("along with an invalid length", ["Content-Length: +5", CHUNKED]),
  refused("along with two lengths", ["Content-Length: 5", "Content-Length: 6", CHUNKED]),
  refusedHere("twice (TE.TE)", [CHUNKED, CHUNKED]),
  refused("twice, the second one different", [CHUNKED, "Transfer-Encoding: identity"]),
  refusedHere("twice, the first one different", ["Transfer-Encoding: identity", CHUNKED]),
  refusedHere("twice in one list", ["Transfer-Encoding: chunked, chunked"]),
  refused("not the last of the list", ["Transfer-Encoding: chunked, gzip"], { clause: "9112 6.3" }),
  refusedHere("another coding before it", ["Transfer-Encoding: gzip, chunked"]),
  refused("identity, with a length", ["Transfer-Encoding: identity", "Content-Length: 5"], {
    clause: "9112 7",
  }),
  refusedHere("identity before it", ["Transfer-Encoding: identity, chunked"], { clause: "9112 7" }),
  refused("an unknown one", ["Transfer-Encoding: xchunked"]),
  refused("an unknown one, with a length", ["Transfer-Encoding: xchunked", "Content-Length: 5"]),
  refused("with a parameter", ["Transfer-Encoding: chunked;q=1"], { clause: "9112 7" }),
  refused("in quotes", ['Transfer-Encoding: "chunked"'], { clause: "9112 7" }),
  ...[
    "\x0bchunked",
    "\x0cchunked",
    "chunked\0",
    "\xa0chunked\xa0",
    "chun ked",
    "chunked\x85",
    "chunked\x0b",
  ].map((value) =>
    refused(`${JSON.stringify(value)} is not chunked`, [`Transfer-Encoding: ${value}`], {
      clause: "9110 5.5",
    }),
  ),
  refused("empty", ["Transfer-Encoding:"]),
  refused("empty, with a length", ["Transfer-Encoding:", "Content-Length: 5"]),
  refused("a space before its colon", ["Transfer-Encoding : chunked"], { clause: "9112 5.1" }),
  refused("folded", ["Transfer-Encoding:\r\n chunked"], { clause: "9112 5.2" }),
  refused("folded, with a length", ["Content-Length: 5", "Transfer-Encoding:\r\n chunked"], {
    clause: "9112 5.2",
  }),
  refused("white space before its name", ["X-A: b", " Transfer-Encoding: chunked"], { clause: "9112 5.2" }),
  takenAlone("after a bare LF, with a length", ["Content-Length: 5", "X-A: b\nTransfer-Encoding: chunked"], {
    clause: "9112 2.2",
  }),
  refused("after a bare CR, with a length", ["Content-Length: 5", "X-A: b\rTransfer-Encoding: chunked"], {
    clause: "9112 2.2",
  }),
  refused("in HTTP/1.0", [], { sent: `PUT {path} HTTP/1.0\r\n${HOST}${CHUNKED}\r\n\r\n${HELLO}` }),
  refused("in HTTP/1.0, with a length", [], {
    sent: `PUT {path} HTTP/1.0\r\n${HOST}Connection: keep-alive\r\nContent-Length: 5\r\n${CHUNKED}\r\n\r\n${HELLO}${SECOND}`,
  }),
  {
    rule: "with _ it is another field",
    clause: "9110 5.1",
    sent: put(["Transfer_Encoding: chunked", "Content-Length: 5"], `hello${SECOND}`),
    origin: ["PUT {path} hello", "GET {path}-second"],
    client: [200, 200],
    by: "workerd",
  },
  taken("named by Connection it still frames the content", [CHUNKED, "Connection: Transfer-Encoding"], {
    clause: "9110 7.6.1",
    by: "gateway",
  }),
  {
    rule: "a length named by Connection still frames the content",
    clause: "9110 7.6.1",
    sent: put(["Content-Length: 5", "Connection: Content-Length"], `hello${SECOND}`),
    origin: ["PUT {path} hello", "GET {path}-second"],
    client: [200, 200],
    by: "gateway",
  },
  {
    rule: "a chunked GET without content passes without it",
    clause: "9110 9.3.1",
    sent: request("GET {path}", [CHUNKED], `0\r\n\r\n${SECOND}`),
    origin: ["GET {path}", "GET {path}-second"],
    fields: { "Transfer-Encoding": null },
    client: [200, 200],
    by: "gateway",
  },
  {
    rule: "a chunked GET with content is refused",
    clause: "9110 9.3.1",
    sent: request("GET {path}", [CHUNKED], HELLO + SECOND),
    origin: ["GET {path}-second"],
    client: [400, 200],
    by: "gateway",
  },
];
