/** What the console requires: the secret ADMIN_TOKEN, and its token in every request; and what every answer forbids. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PATH, ConsoleGateway, form, TOKEN } from "./gateway.ts";

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
});

afterAll(() => gateway.close());

const EVERYWHERE = [
  "/",
  "/failure?ref=bcdfgh",
  "/try-out",
  "/assets/page.js",
  "/api/failures",
  "/api/openapi.json",
  "/nothing",
];

describe("without the secret ADMIN_TOKEN there is no console", () => {
  let shut: ConsoleGateway;

  beforeAll(async () => {
    shut = await ConsoleGateway.start({ variables: { ADMIN_TOKEN: "" } });
  });

  afterAll(() => shut.close());

  test.each([...EVERYWHERE, "", "/assets/page.css"])("%s is 404, with or without a token", async (path) => {
    expect((await shut.ask(path)).status).toBe(404);
    expect((await shut.ask(path, { headers: { authorization: "Bearer " } })).status).toBe(404);
  });

  test("signing in with an empty token is 404", async () => {
    expect((await shut.ask("/sign-in", form({ token: "" }))).status).toBe(404);
  });
});

describe("without the token nothing is shown", () => {
  const REQUESTS: readonly (readonly [title: string, headers: Record<string, string>])[] = [
    ["nothing", {}],
    ["a wrong token", { authorization: "Bearer wrong" }],
    ["the beginning of the token", { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ["the token as another scheme", { authorization: `Basic ${btoa(TOKEN)}` }],
    ["an empty cookie", { cookie: "outspoken_session=" }],
    ["the token as cookie", { cookie: `outspoken_session=${encodeURIComponent(TOKEN)}` }],
    ["a made-up cookie", { cookie: `outspoken_session=until-99999999999.${"A".repeat(43)}%3D` }],
  ];

  test.each(
    EVERYWHERE.flatMap((path) =>
      REQUESTS.slice(0, 1).map(([title, headers]) => [path, title, headers] as const),
    ),
  )("%s with %s is 401", async (path, _title, headers) => {
    expect((await gateway.ask(path, { headers })).status).toBe(401);
  });

  test.each(REQUESTS)(
    "%s is 401 with a Bearer challenge, and the page is the sign-in form",
    async (_title, headers) => {
      const response = await gateway.ask("/", { headers });
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([
        401,
        'Bearer realm="Outspoken"',
      ]);
      const page = await response.text();
      expect(page).toContain('name="token"');
      expect(page).not.toContain("Latest");
    },
  );

  test("the API answers with a problem document", async () => {
    const response = await gateway.ask("/api/failures");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 401, title: "Unauthorized" });
  });
});

describe("a script sends the token", () => {
  let scripted: ConsoleGateway;
  const secret = "s3cret-token_with.signs~";

  beforeAll(async () => {
    scripted = await ConsoleGateway.start({ variables: { ADMIN_TOKEN: secret } });
  });

  afterAll(() => scripted.close());

  test.each([`Bearer ${secret}`, `bearer ${secret}`])("%s is let in", async (authorization) => {
    for (const path of ["/", "/api/failures", "/assets/page.js"]) {
      expect([path, (await scripted.ask(path, { headers: { authorization } })).status]).toEqual([path, 200]);
    }
  });

  test("and may change things without an Origin", async () => {
    const init = { method: "PUT", headers: { authorization: `Bearer ${secret}` }, body: '{"value":"off"}' };
    expect((await scripted.ask("/api/switches/npm", init)).status).toBe(200);
  });
});

describe("every answer forbids caching and framing, and has a strict policy", () => {
  test.each(["/", "/api/failures", "/assets/page.css", "/nothing", "/sign-in"])("%s", async (path) => {
    for (const response of [
      await gateway.ask(path),
      await gateway.ask(path, { headers: { cookie: await gateway.signIn() } }),
    ]) {
      const { headers } = response;
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
    }
  });

  test("no page has an inline script or style", async () => {
    const cookie = await gateway.signIn();
    for (const path of [
      "/",
      "/try-out?client=npm%2Fnpm+11+install&status=403&shape=text&message=x",
      "/failure?ref=x",
    ]) {
      const page = await (await gateway.ask(path, { headers: { cookie } })).text();
      expect(page).not.toMatch(/<script(?![^>]* src=)|<style| style="| on[a-z]+="/);
    }
  });
});

describe("where the console is", () => {
  test("without the trailing slash the address redirects to the one with it, to which the cookie is sent", async () => {
    const response = await gateway.ask("");
    expect([response.status, response.headers.get("location")]).toEqual([302, `${ADMIN_PATH}/`]);
  });

  test("the form's style is served without a sign-in", async () => {
    const response = await gateway.ask("/assets/page.css");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
  });

  test("a page or file that does not exist is 404 after the sign-in", async () => {
    const cookie = await gateway.signIn();
    for (const path of ["/nothing", "/assets/nothing.js", "/assets/../../x", "/api/nothing"]) {
      expect([path, (await gateway.ask(path, { headers: { cookie } })).status]).toEqual([path, 404]);
    }
  });
});
