/** A secret that is not set, or can't be sent, stops the routes that name it and no others. */
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, expectReferenceShown, expectSpoken, METHODS } from "./spoken-answer.ts";

const BUN = { "User-Agent": "Bun/1.4.5" };

const origin = serveOrigin();
const gateway = serveGateway(
  () => [
    { path: "/open/*", format: "npm", origin: origin.url },
    { path: "/unset/*", format: "npm", origin: origin.url, origin_auth: "UNSET_TOKEN" },
    { path: "/empty/*", format: "npm", origin: origin.url, origin_auth: "EMPTY_TOKEN" },
    { path: "/lines/*", format: "npm", origin: origin.url, origin_auth: "TOKEN_OF_TWO_LINES" },
    { path: "/set/*", format: "npm", origin: origin.url, origin_auth: "TOKEN" },
    { path: "/off/*", format: "npm", origin: origin.url, origin_auth: "UNSET_TOKEN", enabled: false },
    { path: "/why/*", format: "npm", origin: origin.url, last_resort: true },
    { path: "/why-off/*", format: "npm", origin: origin.url, last_resort: true, enabled: false },
    { path: "/pip/*", format: "pypi", origin: origin.url, last_resort: true },
  ],
  { variables: { TOKEN: "Bearer abc", EMPTY_TOKEN: "", TOKEN_OF_TWO_LINES: "Bearer hunter2\nX-A: b" } },
);

describe("a route whose secret is missing", () => {
  test.each([
    ["unset", "ROUTES[1].origin_auth: there is no secret named UNSET_TOKEN; set it with `"],
    ["empty", "ROUTES[2].origin_auth: there is no secret named EMPTY_TOKEN; set it with `"],
    ["lines", "ROUTES[3].origin_auth: the secret TOKEN_OF_TWO_LINES wants printable ASCII"],
    ["why", "ROUTES[6].last_resort: wants the secret WHY_SECRET"],
  ])("answers 500 in the client's own form, and names the secret: %s", async (route, names) => {
    const before = origin.exchanges.length;
    const answer = await ask(gateway.port(), `/${route}/left-pad`, { headers: BUN });
    const line = await expectSpoken(gateway, answer, { status: 500, category: "server_error" });
    expectReferenceShown(answer);
    const { error }: { error: string } = JSON.parse(answer.text);
    expect(error).toContain(`Outspoken is not configured: ${names}`);
    expect(line).toMatchObject({ route, origin_status: 0, reason: error });
    expect(answer.text).not.toContain("hunter2");
    expect(origin.exchanges.length, "the origin gets no request").toBe(before);
  });

  test.each(METHODS)("does so for every method: %s", async (method) => {
    const answer = await ask(gateway.port(), "/unset/left-pad", askOf(method));
    await expectSpoken(gateway, answer, { status: 500, category: "server_error", logged: { method } });
  });

  test("does so in one plain line if it is off, since its origin needs the secret anyway", async () => {
    const answer = await ask(gateway.port(), "/off/left-pad");
    expect([answer.status, answer.header("content-type")]).toEqual([500, "text/plain; charset=utf-8"]);
    expect(answer.text).toContain("UNSET_TOKEN");
  });

  test("is named in the log once for each isolate", async () => {
    for (let round = 0; round < 3; round += 1) await ask(gateway.port(), "/unset/left-pad");
    await gateway.log.line({ event: "not_configured", route: "unset" });
    const named = gateway.log.matching({ event: "not_configured" }).map(({ route }) => route);
    expect(named.toSorted()).toEqual(["empty", "lines", "off", "unset", "why", "why-off"]);
  });
});

describe("every other route works", () => {
  test.each([
    ["one without a secret", "/open/left-pad"],
    ["one whose secret is set", "/set/left-pad"],
    ["one that is off, whose secret would only sign its answers", "/why-off/left-pad"],
    ["one whose last resort signs nothing", "/pip/simple/left-pad/"],
  ])("%s", async (_, target) => {
    expect(await ask(gateway.port(), target)).toMatchObject({ status: 200, text: "ok\n" });
  });

  test("and so does the operator's page, which answers 404 without its token", async () => {
    expect((await ask(gateway.port(), "/-/outspoken/")).status).toBe(404);
  });
});
