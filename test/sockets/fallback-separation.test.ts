/** What a second origin must not share with the first: validators, cookies and credentials. */
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { answering } from "./exchange.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const first = serveOrigin();
const second = serveOrigin();
const gateway = serveGateway(
  () => {
    const base = { format: "generic", origin: first.url, retries: 0 };
    const fallback = { origin: `${second.url}/mirror` };
    return [
      { ...base, path: "/dead/*", origin: DEAD_ORIGIN, fallback },
      { ...base, path: "/pass/*", fallback: { ...fallback, credentials: "pass" } },
      { ...base, path: "/auth/*", fallback, origin_auth: "OUR_TOKEN" },
    ];
  },
  { variables: { OUR_TOKEN: "Bearer our-own-token" } },
);

describe("neither origin confirms a copy of the other's", () => {
  const CONDITIONS = {
    "If-None-Match": '"a"',
    "If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT",
    "If-Match": '"a"',
    "If-Unmodified-Since": "Thu, 01 Jan 2026 00:00:00 GMT",
  };

  test.each(Object.entries(CONDITIONS))("%s is not forwarded", async (name, value) => {
    const path = `/condition-${name}`;
    second.on(`/mirror${path}`, answering("200 OK", {}, "all of it"));
    const answer = await ask(gateway.port(), `/dead${path}`, { headers: { [name]: value } });
    expect([answer.status, answer.text]).toEqual([200, "all of it"]);
    expect(second.only(`/mirror${path}`).header(name)).toBeNull();
  });

  test("validators and cookies of the second origin are dropped", async () => {
    const headers = {
      ETag: '"second"',
      "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT",
      "Set-Cookie": "session=second",
    };
    second.on("/mirror/validators", answering("200 OK", headers, "x"));
    const answer = await ask(gateway.port(), "/dead/validators");
    expect(Object.keys(headers).map((name) => answer.header(name))).toEqual([null, null, null]);
  });

  test.each([
    ["alone", {}, null],
    ["with If-Range", { "If-Range": '"a"' }, "bytes=2-"],
  ])("a range %s", async (name, headers, wanted) => {
    const path = `/range-${name.replace(/\W/g, "-")}`;
    await ask(gateway.port(), `/dead${path}`, { headers: { Range: "bytes=2-", ...headers } });
    expect(second.only(`/mirror${path}`).header("range")).toBe(wanted);
  });

  test("a part keeps the validator that was requested", async () => {
    const headers = { ETag: '"a"', "Content-Range": "bytes 2-3/4" };
    second.on("/mirror/part", answering("206 Partial Content", headers, "cd"));
    const asked = { Range: "bytes=2-", "If-Range": '"a"' };
    const answer = await ask(gateway.port(), "/dead/part", { headers: asked });
    expect([answer.status, answer.header("etag"), answer.text]).toEqual([206, '"a"', "cd"]);
  });
});

describe("credentials", () => {
  const SENT = {
    Authorization: "Bearer client",
    Cookie: "a=b",
    "PRIVATE-TOKEN": "t",
    "X-JFrog-Art-Api": "k",
  };

  test.each([
    ["/dead", "go to the first origin only", [null, null, null, null]],
    ["/pass", "go to the second if the route says so", Object.values(SENT)],
  ])("%s: %s", async (route, _, wanted) => {
    const path = `/credentials${route.replace("/", "-")}`;
    first.on(path, (exchange) => exchange.reset());
    await ask(gateway.port(), route + path, { headers: SENT });
    const got = second.only(`/mirror${path}`);
    expect(Object.keys(SENT).map((name) => got.header(name))).toEqual(wanted);
  });

  test("the route's own go to the first origin only", async () => {
    first.on("/ours", (exchange) => exchange.reset());
    await ask(gateway.port(), "/auth/ours", { headers: SENT });
    expect(second.only("/mirror/ours").header("authorization")).toBeNull();
  });
});

test("the gateway has logged no error of its own", () => {
  expect(gateway.log.matching({ event: "gateway_error" })).toEqual([]);
});
