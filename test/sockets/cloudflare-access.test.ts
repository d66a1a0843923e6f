import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, expectReferenceShown, METHODS } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(
  () => {
    const route = { format: "generic", origin: origin.url };
    const access = { "CF-Access-Client-Id": "ACCESS_ID", "CF-Access-Client-Secret": "ACCESS_SECRET" };
    return [
      { ...route, path: "/access/*", origin_headers: access },
      { ...route, path: "/access-off/*", origin_headers: access, enabled: false },
      { ...route, path: "/access-observed/*", origin_headers: access, enabled: "observe" },
      { ...route, path: "/open/*" },
    ];
  },
  { variables: { ACCESS_ID: "88bf3b6d.access", ACCESS_SECRET: "shibboleth-of-the-service" } },
);

describe("Cloudflare Access refusing the gateway's own token is reported as the operators' fault", () => {
  const LOGIN = "https://acme.cloudflareaccess.com/cdn-cgi/access/login/npm.acme.io?kid=abc&redirect_url=%2F";
  const APPLICATION = { "CF-Access-Domain": "npm.acme.io", "CF-Access-Aud": "abc" };
  const REFUSALS = [
    [
      "302 Found",
      { Location: LOGIN, "WWW-Authenticate": "Cloudflare-Access", "Set-Cookie": "CF_AppSession=n1" },
    ],
    ["401 Unauthorized", { ...APPLICATION, "WWW-Authenticate": "Cloudflare-Access" }],
    ["403 Forbidden", { ...APPLICATION, "Content-Type": "text/html" }],
  ] as const;

  const cases = REFUSALS.flatMap(([status, headers]) =>
    METHODS.map((method) => [status, method, headers] as const),
  );

  test.each(cases)("%s: %s", async (status, method, headers) => {
    const path = `/refused-${status.slice(0, 3)}`;
    origin.on(path, (exchange) => exchange.answer(status, headers, "<title>Sign in</title>"));
    const logged = { origin_status: Number(status.slice(0, 3)) };
    const expected = { status: 502, category: "unauthorized", logged } as const;
    const answer = await askSpoken(gateway, `/access${path}`, askOf(method), expected);
    expectReferenceShown(answer);
    expect(answer.phrase).toMatch(/^Cloudflare Access in front of the registry behind this gateway did not/);
    for (const name of ["location", "www-authenticate", "set-cookie"]) expect(answer.header(name)).toBeNull();
  });

  test("passes on a route that has no token or is off", async () => {
    for (const [status, headers] of REFUSALS) {
      const path = `/refused-${status.slice(0, 3)}`;
      for (const route of ["/open", "/access-off"]) {
        const answer = await ask(gateway.port(), route + path);
        expect([route, answer.status]).toEqual([route, Number(status.slice(0, 3))]);
        expect(answer.header("location")).toBe("Location" in headers ? LOGIN : null);
      }
    }
  });

  test("passes and is counted on an observed route", async () => {
    origin.on("/observed", (exchange) => exchange.answer("302 Found", { Location: LOGIN }, ""));
    const answer = await ask(gateway.port(), "/access-observed/observed");
    expect([answer.status, answer.header("location")]).toEqual([302, LOGIN]);
    const logged = {
      route: "access-observed",
      mode: "observe",
      category: "unauthorized",
      origin_status: 302,
    };
    await gateway.log.line(logged);
  });

  test.each([
    ["302 Found", { Location: "https://cdn.example/left-pad.tgz" }, 302],
    ["302 Found", { Location: "https://sso.example/cdn-cgi/access/logout" }, 302],
    ["403 Forbidden", {}, 403],
  ])("keeps the origin's own answers: %s %j", async (status, headers, kept) => {
    const path = `/kept-${status.slice(0, 3)}-${JSON.stringify(headers).length}`;
    origin.on(path, (exchange) => exchange.answer(status, headers, ""));
    expect((await ask(gateway.port(), `/access${path}`)).status).toBe(kept);
  });
});
