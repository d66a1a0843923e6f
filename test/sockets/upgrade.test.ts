/** Requests for another protocol (RFC 9110 7.8): no registry speaks one, and only HTTP is forwarded. */
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "npm", origin: origin.url },
  { path: "/off/*", format: "npm", origin: origin.url, enabled: false },
]);

const HANDSHAKE = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
};

describe("a WebSocket", () => {
  test.each([
    ["as browsers send it", HANDSHAKE],
    ["in other case", { ...HANDSHAKE, Upgrade: "WebSocket" }],
    ["along with others", { ...HANDSHAKE, Upgrade: "h2c, websocket" }],
  ])("is refused in the client's own form, and the origin gets no plain GET: %s", async (_how, headers) => {
    const answer = await ask(gateway.port(), "/r/socket", { headers });
    await expectSpoken(gateway, answer, { status: 426, category: "unknown", logged: { origin_status: 0 } });
    expectReferenceShown(answer);
    expect(answer.phrase).toContain("WebSocket");
    expect(JSON.parse(answer.text)).toEqual({ error: expect.stringContaining("WebSocket") });
    expect(origin.to("/socket")).toHaveLength(0);
  });

  test("is refused on a route that is off, too, since it could not pass", async () => {
    const answer = await ask(gateway.port(), "/off/socket-off", { headers: HANDSHAKE });
    expect([answer.status, answer.complete]).toEqual([426, true]);
    expect(origin.to("/socket-off")).toHaveLength(0);
  });
});

test.each(["h2c", "TLS/1.0", "HTTP/3"])("an offer of %s is ignored, as RFC 9110 allows", async (protocol) => {
  const path = `/offer-${protocol.length}`;
  const headers = {
    Connection: "Upgrade, HTTP2-Settings",
    Upgrade: protocol,
    "HTTP2-Settings": "AAMAAABkAAQAAP__",
  };
  expect(await ask(gateway.port(), `/r${path}`, { headers })).toMatchObject({ status: 200, text: "ok\n" });
  expect(origin.only(path).headers("upgrade")).toEqual([]);
});
