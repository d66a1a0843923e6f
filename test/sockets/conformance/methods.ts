/** Methods, the target forms that only some of them take, and versions. */
import { HOST, passed, type RequestRule, refused, request } from "./request-rule.ts";

const NO_CONNECT = "501 would fit better; workerd looks for a handler in the Worker, which has none";
const LONG = "a".repeat(100_000);

export const METHODS: readonly RequestRule[] = [
  refused(
    "a target in authority form is for CONNECT only",
    "9112 3.2.3",
    request("GET packages.example:80"),
    { client: [404], by: "gateway" },
  ),
  refused("a target * is for OPTIONS only", "9112 3.2.4", request("GET *"), { client: [404], by: "gateway" }),
  refused("OPTIONS * is about the gateway and reaches no origin", "9110 9.3.7", request("OPTIONS *"), {
    client: [404],
    by: "gateway",
  }),
  refused("CONNECT opens no tunnel", "9110 9.3.6", request("CONNECT packages.example:443"), {
    known: NO_CONNECT,
    client: [500],
  }),
  refused("CONNECT with a path opens no tunnel", "9110 9.3.6", request("CONNECT {path}"), {
    known: NO_CONNECT,
    client: [500],
  }),
  refused("TRACE is refused, since it echoes credentials", "9110 9.3.8", request("TRACE {path}"), {
    by: "gateway",
  }),
  refused("methods are case-sensitive: get is not GET", "9110 9.1", request("get {path}"), {
    client: [501],
  }),
  refused("an unknown method passes unchanged, or is refused", "9110 9.1", request("FROB {path}"), {
    client: [501],
  }),
  refused("a method that is not a token is refused", "9110 9.1", request('G=":<>(e),[T];?" {path}')),
  refused("a method of 100 KB is refused", "9110 9.1", request(`${LONG} {path}`), { client: [501] }),
  refused("HTTP/0.9 is refused", "9112 2.3", "GET {path}\r\n"),
  refused("HTTP/0.9 with an empty line is refused", "9112 2.3", "GET {path}\r\n\r\n"),
  passed("HTTP/1.0 passes, as HTTP/1.1", "9110 2.5", `GET {path} HTTP/1.0\r\n${HOST}\r\n`, {
    known: "workerd's answer says HTTP/1.0, where it should name the highest version it supports",
  }),
  ...["HTTP/1.2", "HTTP/1.32"].map(
    (version): RequestRule => ({
      rule: `${version} should be read as HTTP/1.1`,
      clause: "9110 2.5",
      sent: `GET {path} ${version}\r\n${HOST}\r\n`,
      origin: [],
      client: [400],
      by: "workerd",
      known: "workerd reads HTTP/1.0 and HTTP/1.1; no client sends another",
    }),
  ),
  ...["HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/1", "HTTP/01.1", "HTTP/ 1.1", "HTTP/1,1", "HTTP/1.1x"].map(
    (version): RequestRule => ({
      rule: `${version} is refused`,
      clause: "9112 2.3",
      sent: `GET {path} ${version}\r\n${HOST}\r\n`,
      origin: [],
      client: [400],
      by: "workerd",
    }),
  ),
];
