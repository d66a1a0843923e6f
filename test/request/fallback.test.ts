/** What is sent to a second origin, and which answers mean that the first is down. */
import { describe, expect, test } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import type { Fallback } from "../../src/config/route.ts";
import { fallbackRequest, meansDown } from "../../src/request/fallback.ts";
import { NOT_BESIDE_ORIGIN_AUTH } from "../../src/request/header-names.ts";
import { routesOf } from "../url-rewriting/rules.ts";

const DOWN = [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530];

test("the statuses of gateways, of an overload, and of Cloudflare's edge mean that an origin is down", () => {
  const statuses = Array.from({ length: 500 }, (_, index) => 100 + index);
  expect(statuses.filter(meansDown)).toEqual(DOWN);
});

function fallbackOf(fields: object): Fallback {
  const origin = "https://mirror.example/base";
  const [route] = routesOf({
    path: "/npm/*",
    format: "npm",
    origin: "https://registry.example",
    fallback: { origin, ...fields },
  });
  if (route === undefined || route.fallback === null) throw new Error("no fallback");
  return route.fallback;
}

function asked(
  headers: Record<string, string>,
  { path = "/npm/left-pad?a=b", method = "GET", fields = {} } = {},
) {
  const url = `https://packages.example${path}`;
  return fallbackRequest(new Request(url, { method, headers }), fallbackOf(fields), splitUrl(url));
}

test.each<[string, string, string | null]>([
  ["GET", "/npm/left-pad?a=b", "https://mirror.example/base/left-pad?a=b"],
  ["HEAD", "/npm/left-pad", "https://mirror.example/base/left-pad"],
  ["PUT", "/npm/left-pad", null],
  ["POST", "/npm/left-pad", null],
  ["DELETE", "/npm/left-pad", null],
  ["OPTIONS", "/npm/left-pad", null],
  ["GET", "/npm/..%2fsecret", null],
])("%s %s is sent to the second origin as %s", (method, path, url) => {
  const request = asked({}, { method, path });
  if (url === null) expect(request).toBeNull();
  else expect(request).toMatchObject({ url, method, upload: null });
});

describe("the second origin gets", () => {
  const CLIENTS = Object.fromEntries([...NOT_BESIDE_ORIGIN_AUTH].map((name) => [name, `client's ${name}`]));

  test.each<[string, Record<string, string>, object, Record<string, string>]>([
    ["ordinary headers", { accept: "*/*" }, {}, { accept: "*/*" }],
    ["no credentials", { ...CLIENTS, private_token: "a" }, {}, {}],
    ["credentials if the route says so", CLIENTS, { credentials: "pass" }, CLIENTS],
    ["no validator of the first", { "if-none-match": '"a"', "if-match": '"a"' }, {}, {}],
    ["no date of the first", { "if-modified-since": "x", "if-unmodified-since": "x" }, {}, {}],
    ["no range without If-Range", { range: "bytes=2-" }, {}, {}],
    [
      "a range with If-Range",
      { range: "bytes=2-", "if-range": '"a"' },
      {},
      { range: "bytes=2-", "if-range": '"a"' },
    ],
  ])("%s", (_, received, fields, sent) => {
    expect(Object.fromEntries(asked(received, { fields })?.headers ?? [])).toEqual({
      "accept-encoding": "identity",
      "cdn-loop": "outspoken",
      "x-forwarded-host": "packages.example",
      "x-forwarded-proto": "https",
      ...sent,
    });
  });
});
