/** A route closed for maintenance: every request gets the operator's words, and none reaches the origin. */
import { describe, expect, test } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, expectSpoken, METHODS } from "./spoken-answer.ts";

const TEXT = "Moving to new disks, back at 14:00 UTC";
const NPM = { "User-Agent": "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false" };
/** Long enough for a slow machine. */
const LEFT_MS = 3_600_000;

const origin = serveOrigin();
/** The server behind the namespace, which gets `GET /<key>`. */
const namespace = serveOrigin();
const gateway = serveGateway(
  () => {
    const base = { format: "npm", origin: origin.url };
    return [
      { ...base, path: "/npm/*", id: "npm" },
      { ...base, path: "/open-ended/*", id: "open-ended" },
      { ...base, path: "/was-off/*", id: "was-off", enabled: false },
      { ...base, path: "/over/*", id: "over", enabled: false },
      { ...base, path: "/secretless/*", id: "secretless", origin_auth: "UNSET" },
      { ...base, path: "/strict/*", id: "strict", upstream_errors: "bad_gateway" },
      { ...base, path: "/untidy/*", id: "untidy" },
      { ...base, path: "/files/*", id: "files", format: "generic" },
    ];
  },
  { switches: namespace },
);

function switchTo(route: string, maintenance: object): void {
  const value = JSON.stringify({ maintenance });
  namespace.on(`/${route}`, (exchange) => exchange.answer("200 OK", {}, value));
}

const until = new Date(Date.now() + LEFT_MS).toISOString();

for (const route of ["npm", "was-off", "secretless", "strict", "files"])
  switchTo(route, { text: TEXT, until });
switchTo("open-ended", { text: TEXT });
switchTo("untidy", { text: "Back\u001b[31m soon\n::error::now" });
switchTo("over", { text: TEXT, until: "2026-01-01T00:00:00Z" });
origin.on("*", (exchange) => exchange.answer("403 Forbidden", {}, "as it came"));

const CLOSED = { status: 503, category: "maintenance" } as const;

describe("a route that is closed", () => {
  test.each([...METHODS, "DELETE", "OPTIONS", "PROPFIND"])(
    "tells a %s that it is closed, and until when",
    async (method) => {
      const options = { ...askOf(method), headers: NPM };
      const logged = { reason: TEXT, origin_status: 0, cause: "answered" };
      const answer = await askSpoken(gateway, "/npm/left-pad", options, { ...CLOSED, logged });
      // yarn 4 and bun would wait for it in vain.
      expect(answer.header("retry-after")).toBeNull();
      if (method !== "HEAD") expect(JSON.parse(answer.text)).toMatchObject({ error: TEXT });
    },
  );

  test("tells a client that may wait how long to wait", async () => {
    const answer = await askSpoken(gateway, "/files/x", {}, CLOSED);
    const wait = Number(answer.header("retry-after"));
    expect([wait > (LEFT_MS / 1_000) * 0.9, wait <= LEFT_MS / 1_000]).toEqual([true, true]);
  });

  test("gives no time if none is known", async () => {
    const answer = await askSpoken(gateway, "/open-ended/left-pad", { headers: NPM }, CLOSED);
    expect([answer.header("retry-after"), answer.text.includes(TEXT)]).toEqual([null, true]);
  });

  test.each([
    ["one that is off by its configuration", "/was-off/left-pad"],
    ["one whose secret is missing", "/secretless/left-pad"],
    ["one whose refusals are all 502", "/strict/left-pad"],
    ["a path that leaves its origin's base", "/npm/..%2fsecret"],
  ])("is closed whatever else applies: %s", async (_, target) => {
    await askSpoken(gateway, target, { headers: NPM }, CLOSED);
  });

  test.each(["TRACE", "GET"])("is closed to requests that no origin would get: %s", async (method) => {
    const headers = { ...NPM, Upgrade: "websocket", Connection: "Upgrade, close" };
    const answer = await ask(gateway.port(), "/npm/socket", { method, headers });
    await expectSpoken(gateway, answer, CLOSED);
  });

  test("has its text sanitized", async () => {
    const answer = await askSpoken(gateway, "/untidy/left-pad", { headers: NPM }, CLOSED);
    expect(JSON.parse(answer.text).error).toBe("Back soon ::error::now");
  });

  test("sends the origin nothing", () => {
    expect(origin.exchanges.map(({ target }) => target)).toEqual([]);
  });
});

describe("a client that uploads gets the answer", () => {
  const BYTES = 4_000_000;

  test.each(["Content-Length", "chunks"])("when it has sent all of it, with %s", async (framing) => {
    const isChunked = framing === "chunks";
    const length = isChunked ? { "Transfer-Encoding": "chunked" } : { "Content-Length": String(BYTES) };
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/npm/left-pad", { method: "PUT", headers: { ...NPM, ...length } }));
    client.send(isChunked ? chunks("a".repeat(BYTES)) : "a".repeat(BYTES));
    if (isChunked) client.send(LAST_CHUNK);
    await expectSpoken(gateway, await client.answer("PUT"), CLOSED);
  });

  test("before it has sent any of it, if it waits for 100", async () => {
    const client = await Connection.open(gateway.port());
    const headers = { ...NPM, "Content-Length": String(BYTES), Expect: "100-continue" };
    client.send(requestHead("/npm/left-pad", { method: "PUT", headers }));
    const answer = await client.answer("PUT");
    expect(answer.interim).toEqual([]);
    await expectSpoken(gateway, answer, CLOSED);
  });
});

test("after maintenance ends, the configured mode applies", async () => {
  const answer = await ask(gateway.port(), "/over/left-pad", { headers: NPM });
  expect([answer.line, answer.text]).toEqual(["HTTP/1.1 403 Forbidden", "as it came"]);
});
