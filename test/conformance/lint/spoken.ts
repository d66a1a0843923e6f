/** Answers that Outspoken speaks. */
import type { Ask } from "../../sockets/client.ts";
import { answers, DATE, FILE, GENERIC, OPERATORS_TOKEN, type SpokenCase, VALIDATORS } from "./cases.ts";

const REFUSAL = answers(
  "403 Forbidden",
  { Date: DATE, "Content-Type": "application/json" },
  '{"message":"Not for you"}',
);

const OPERATOR = { headers: { Authorization: `Bearer ${OPERATORS_TOKEN}` } };

/** A target below no route. */
function outside(name: string, target: string, status: number, ask: Ask = {}): SpokenCase {
  return { name, status, route: GENERIC, path: "/", outside: target, ask, script: REFUSAL };
}

export const SPOKEN: readonly SpokenCase[] = [
  { name: "a refusal", status: 403, route: { format: "npm" }, path: "/left-pad", script: REFUSAL },
  {
    name: "a refusal to HEAD",
    status: 403,
    route: { format: "oci" },
    path: "/tools/demo/manifests/1",
    ask: { method: "HEAD" },
    script: REFUSAL,
  },
  {
    name: "a challenge",
    status: 401,
    route: { format: "oci" },
    path: "/",
    script: (origin) =>
      answers("401 Unauthorized", {
        Date: DATE,
        "WWW-Authenticate": `Bearer realm="${origin}/token",service="registry"`,
      })(origin),
  },
  {
    name: "a range outside the file, spoken",
    status: 416,
    route: GENERIC,
    path: "/file",
    ask: { headers: { Range: "bytes=900-" } },
    script: answers("416 Range Not Satisfiable", { Date: DATE, "Content-Range": `bytes */${FILE.length}` }),
  },
  {
    name: "a method that is not allowed",
    status: 405,
    route: GENERIC,
    path: "/file",
    ask: { method: "DELETE" },
    script: answers("405 Method Not Allowed", { Date: DATE, Allow: "GET, HEAD" }),
  },
  {
    name: "an origin that resets",
    status: 502,
    route: { format: "npm", retries: 0 },
    path: "/left-pad",
    script: () => (exchange) => exchange.reset(),
  },
  {
    name: "an origin that does not answer in time",
    status: 504,
    route: { format: "npm", timeout_ms: 300 },
    path: "/left-pad",
    script: () => () => new Promise(() => {}),
  },
  {
    name: "a copy confirmed while the origin is down",
    status: 304,
    route: { format: "npm", retries: 0, stale_if_error: true },
    path: "/left-pad",
    ask: { headers: { "If-None-Match": '"file-1"' } },
    script: () => (exchange) => exchange.reset(),
  },
  {
    name: "a last resort",
    status: 200,
    route: { format: "pypi", last_resort: true },
    path: "/simple/app/",
    ask: {
      headers: {
        "User-Agent": 'pip/26.2.1 {"ci":null}',
        Accept: "application/vnd.pypi.simple.v1+json, text/html; q=0.01",
      },
    },
    script: REFUSAL,
  },
  {
    name: "a sign-in page",
    status: 403,
    route: { format: "npm" },
    path: "/left-pad",
    script: answers(
      "200 OK",
      { ...VALIDATORS, "Content-Type": "text/html; charset=utf-8" },
      "<!doctype html><title>Sign in</title><form action=/login><input type=password></form>",
    ),
  },
  outside("a path of no route", "/nowhere", 404),
  outside("the operator's sign-in form", "/-/outspoken/", 401),
  outside("the operator's page", "/-/outspoken/", 200, OPERATOR),
  outside("the operator's API without a token", "/-/outspoken/api/version", 401),
  outside("the operator's API", "/-/outspoken/api/version", 200, OPERATOR),
  outside("the operator's metrics without an account", "/-/outspoken/metrics", 503, OPERATOR),
];
