/** Fields by which an origin makes statements about its entire host: the gateway's host is not its own. */
import { describe, expect, test } from "vitest";
import { OF_THE_HOST } from "../../src/response/field-names.ts";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "generic", origin: origin.url };
  return [
    { ...base, path: "/on/*" },
    { ...base, path: "/off/*", enabled: false },
  ];
});

const FIELDS = [
  ["Alt-Svc", 'h3="origin.example:443"; ma=86400'],
  ["Clear-Site-Data", '"*"'],
  ["Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"],
  ["Service-Worker-Allowed", "/"],
  ["Refresh", "0; url=https://origin.example/"],
  ["NEL", '{"report_to":"nel","max_age":86400}'],
  ["Report-To", '{"group":"nel","endpoints":[{"url":"https://collector.example/"}]}'],
  ["Accept-CH", "Sec-CH-UA-Model"],
  ["Critical-CH", "Sec-CH-UA-Model"],
  ["Origin-Agent-Cluster", "?0"],
  ["Set-Login", "logged-out"],
  ["Secure-Session-Registration", '(ES256);path="/refresh"'],
  ["Secure-Session-Challenge", '"c";id="s"'],
  ["Sec-Session-Registration", '(ES256);path="/refresh"'],
  ["Sec-Session-Challenge", '"c";id="s"'],
  ["Public-Key-Pins", 'pin-sha256="x"; max-age=1; includeSubDomains'],
  ["Public-Key-Pins-Report-Only", 'pin-sha256="x"; report-uri="https://collector.example/"'],
  ["Expect-CT", 'max-age=1, enforce, report-uri="https://collector.example/"'],
  ["Set-Cookie2", "S=1; Path=/; Version=1"],
] as const;

test("the list equals that in the code", () => {
  expect(FIELDS.map(([name]) => name.toLowerCase()).toSorted()).toEqual([...OF_THE_HOST].toSorted());
});

describe.each([
  "200 OK",
  "206 Partial Content",
  "302 Found",
  "304 Not Modified",
  "401 Unauthorized",
  "403 Forbidden",
  "503 Busy",
])("with %s", (status) => {
  test.each(["on", "off"])("all of them are dropped, and others pass: /%s", async (route) => {
    const path = `/${route}-${status.slice(0, 3)}`;
    const body = /^(?:2|4|5)/.test(status) ? "ok" : "";
    origin.on(path, (exchange) =>
      exchange.answer(status, { ...Object.fromEntries(FIELDS), "X-Kept": "k" }, body),
    );
    const answer = await ask(gateway.port(), `/${route}${path}`);
    expect(FIELDS.filter(([name]) => answer.header(name) !== null)).toEqual([]);
    expect([answer.status, answer.header("x-kept")]).toEqual([Number(status.slice(0, 3)), "k"]);
  });
});

test.each(FIELDS)("%s alone is dropped", async (name, value) => {
  origin.on(`/${name}`, (exchange) => exchange.answer("200 OK", { [name]: value, "X-Kept": "k" }, "ok"));
  const answer = await ask(gateway.port(), `/on/${name}`);
  expect([answer.header(name), answer.header("x-kept"), answer.text]).toEqual([null, "k", "ok"]);
});

test.each([
  ["Content-Security-Policy", "default-src 'none'; report-to csp"],
  ["Reporting-Endpoints", 'csp="https://collector.example/"'],
  ["Speculation-Rules", '"/rules.json"'],
  ["Permissions-Policy", "camera=()"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["X-Frame-Options", "DENY"],
  ["Access-Control-Allow-Origin", "*"],
])("a field about one answer passes: %s", async (name, value) => {
  origin.on(`/kept-${name}`, (exchange) => exchange.answer("200 OK", { [name]: value }, "ok"));
  expect((await ask(gateway.port(), `/on/kept-${name}`)).header(name)).toBe(value);
});
