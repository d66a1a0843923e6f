/** Fields for the next hop only, and fields that go from hop to hop. */
import { forwarded, get, HOST, put, type RequestRule, request, SECOND } from "./request-rule.ts";

const HANDSHAKE = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
];

export const CONNECTIONS: readonly RequestRule[] = [
  forwarded(
    "a field that Connection names is dropped",
    "9110 7.6.1",
    get("Connection: X-Hop, x-OTHER", "X-Hop: a", "X-Other: b", "X-Kept: c"),
    { Connection: null, "X-Hop": null, "X-Other": null, "X-Kept": "c" },
  ),
  forwarded(
    "fields named in several Connection lines are dropped",
    "9110 7.6.1",
    get("Connection: X-Hop", "Connection: X-Other", "X-Hop: a", "X-Other: b"),
    { "X-Hop": null, "X-Other": null },
  ),
  forwarded(
    "Connection can't remove fields that the gateway sets",
    "9110 7.6.1",
    get("Connection: Host, X-Forwarded-Host, CDN-Loop, Accept-Encoding"),
    {
      Host: "{origin}",
      "X-Forwarded-Host": "packages.example",
      "CDN-Loop": "outspoken",
      "Accept-Encoding": "identity",
    },
  ),
  ...[
    "Keep-Alive: timeout=5",
    "Proxy-Connection: keep-alive",
    "TE: trailers",
    "Trailer: X-A",
    "Proxy-Authorization: Basic eDp5",
    "HTTP2-Settings: AAMAAABkAAQAAP__",
  ].map((line) =>
    forwarded(
      `${line.split(":", 1)[0]} is dropped`,
      line.startsWith("Proxy-A") ? "9110 11.7.2" : "9110 7.6.1",
      get(line),
      { [line.split(":", 1)[0] ?? ""]: null },
    ),
  ),
  forwarded(
    "an offer of another protocol is ignored",
    "9110 7.8",
    get("Connection: Upgrade", "Upgrade: h2c"),
    { Upgrade: null },
  ),
  forwarded("an offer without Connection is ignored", "9110 7.8", get("Upgrade: h2c"), { Upgrade: null }),
  forwarded(
    "an offer in HTTP/1.0 is ignored",
    "9110 7.8",
    `GET {path} HTTP/1.0\r\n${HOST}Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    { Upgrade: null },
  ),
  forwarded(
    "a WebSocket is refused with 426",
    "9110 15.5.22",
    get(...HANDSHAKE),
    {},
    { origin: [], client: [426] },
  ),
  forwarded(
    "a WebSocket of an unknown version is refused with 426",
    "6455 4.4",
    get(...HANDSHAKE.map((line) => line.replace("13", "99"))),
    {},
    { origin: [], client: [426] },
  ),
  forwarded("a WebSocket by PUT is not one", "6455 4.1", put(HANDSHAKE), { Upgrade: null }),
  forwarded(
    "Expect: 100-continue is answered here; the origin gets the content",
    "9110 10.1.1",
    put(["Expect: 100-continue", "Content-Length: 5"], "hello"),
    { Expect: null },
    { origin: ["PUT {path} hello"] },
  ),
  forwarded(
    "what follows content that was expected is the next request",
    "9110 10.1.1",
    put(["Expect: 100-continue", "Content-Length: 5"], `hello${SECOND}`),
    {},
    { origin: ["PUT {path} hello", "GET {path}-second"], client: [200, 200] },
  ),
  forwarded(
    "HTTP/1.0 gets no 100",
    "9110 15.2",
    `PUT {path} HTTP/1.0\r\n${HOST}Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello`,
    { Expect: null },
    { origin: ["PUT {path} hello"] },
  ),
  forwarded("an unknown expectation is 417, or ignored", "9110 10.1.1", put(["Expect: magic"]), {
    Expect: null,
  }),
  forwarded(
    "Via passes unchanged",
    "9110 7.6.3",
    get("Via: 1.1 proxy.example"),
    { Via: "1.1 proxy.example" },
    {
      known:
        "the gateway does not add its own: servers compress less for a request that has it (src/README.md)",
    },
  ),
  forwarded("CDN-Loop passes with the gateway's name added", "8586 2", get("CDN-Loop: other"), {
    "CDN-Loop": "other, outspoken",
  }),
  forwarded(
    "a request that has passed three such gateways is 508",
    "8586 2",
    get("CDN-Loop: outspoken, outspoken, outspoken"),
    {},
    { origin: [], client: [508] },
  ),
  forwarded(
    "Max-Forwards of OPTIONS is one less at the origin",
    "9110 7.6.2",
    request("OPTIONS {path}", ["Max-Forwards: 5"]),
    { "Max-Forwards": "4" },
  ),
  forwarded(
    "OPTIONS with Max-Forwards: 0 is answered here",
    "9110 7.6.2",
    request("OPTIONS {path}", ["Max-Forwards: 0"]),
    {},
    { origin: [], client: [204] },
  ),
  forwarded(
    "Max-Forwards of OPTIONS that is not a number passes unchanged",
    "9110 7.6.2",
    request("OPTIONS {path}", ["Max-Forwards: x"]),
    { "Max-Forwards": "x" },
  ),
  forwarded("Max-Forwards of other methods passes unchanged", "9110 7.6.2", get("Max-Forwards: 0"), {
    "Max-Forwards": "0",
  }),
  forwarded(
    "two requests on one connection get two answers, in order",
    "9112 9.3.2",
    get() + SECOND,
    {},
    { origin: ["GET {path}", "GET {path}-second"], client: [200, 200], by: "workerd" },
  ),
  forwarded(
    "nothing is read after Connection: close",
    "9112 9.6",
    get("Connection: close") + SECOND,
    {},
    { by: "workerd" },
  ),
  forwarded(
    "HTTP/1.0 without keep-alive is one request",
    "9112 9.3",
    `GET {path} HTTP/1.0\r\n${HOST}\r\n${SECOND}`,
    {},
    { by: "workerd" },
  ),
  forwarded(
    "HTTP/1.0 with keep-alive may be several",
    "9112 9.3",
    `GET {path} HTTP/1.0\r\n${HOST}Connection: keep-alive\r\n\r\n${SECOND}`,
    {},
    { origin: ["GET {path}", "GET {path}-second"], client: [200, 200], by: "workerd" },
  ),
  forwarded(
    "a refused request whose end is ambiguous ends the connection",
    "9112 9.6",
    put(["Content-Length: x"], SECOND),
    {},
    { origin: [], client: [400], by: "workerd" },
  ),
];
