import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PATH, ConsoleGateway, form, TOKEN } from "./gateway.ts";

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
});

afterAll(() => gateway.close());

/** The session's cookie, as a browser sends it. */
async function signIn(): Promise<string> {
  const response = await gateway.ask("/sign-in", form({ token: TOKEN }));
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

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

describe("a person signs in", () => {
  test("with the token, gets a cookie and is sent to the page", async () => {
    const response = await gateway.ask("/sign-in", form({ token: TOKEN }));
    expect([response.status, response.headers.get("location")]).toEqual([303, `${ADMIN_PATH}/`]);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(
      /^outspoken_session=until-\d+\.[\w%]+; Max-Age=43200; Path=\/-\/outspoken\/; HttpOnly; SameSite=Strict$/,
    );
    expect(cookie).not.toContain(TOKEN);
  });

  test("over https the cookie is Secure", async () => {
    const headers = await gateway.overHttps("/sign-in", {
      method: "POST",
      body: new URLSearchParams({ token: TOKEN }).toString(),
    });
    expect(headers.get("set-cookie")).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
  });

  test("the cookie opens the page and the API", async () => {
    const cookie = await signIn();
    expect((await gateway.ask("/", { headers: { cookie } })).status).toBe(200);
    expect((await gateway.ask("/api/failures", { headers: { cookie } })).status).toBe(200);
    expect((await gateway.ask("/", { headers: { cookie: `a=b; ${cookie}; c=d` } })).status).toBe(200);
  });

  const TAMPERED: readonly (readonly [title: string, tamper: (cookie: string) => string])[] = [
    ["a later end", (cookie) => cookie.replace(/-(\d+)/, (_all, until) => `-${Number(until) + 1}`)],
    ["another signature", (cookie) => cookie.replace(/\.(.)/, (_all, sign) => (sign === "A" ? ".B" : ".A"))],
    ["a shorter signature", (cookie) => cookie.slice(0, -2)],
    ["no signature", (cookie) => cookie.replace(/\..*$/, "")],
    ["an end in the past", (cookie) => cookie.replace(/-\d+/, "-1")],
    ["another name", (cookie) => `x${cookie}`],
  ];

  test.each(TAMPERED)("a cookie with %s is refused", async (_title, tamper) => {
    const cookie = tamper(await signIn());
    expect((await gateway.ask("/", { headers: { cookie } })).status).toBe(401);
  });

  test("another token ends every session", async () => {
    const cookie = await signIn();
    const rotated = await ConsoleGateway.start({ variables: { ADMIN_TOKEN: `${TOKEN}!` } });
    expect((await rotated.ask("/", { headers: { cookie } })).status).toBe(401);
    await rotated.close();
  });

  test("with a wrong token gets the form again, with an alert", async () => {
    const response = await gateway.ask("/sign-in", form({ token: "wrong" }));
    expect([response.status, response.headers.get("set-cookie")]).toEqual([401, null]);
    expect(await response.text()).toContain('role="alert"');
  });

  test("with an oversized body is refused", async () => {
    const huge = await gateway.ask("/sign-in", form({ token: TOKEN, filler: "x".repeat(100_000) }));
    expect(huge.status).toBe(401);
  });

  test("signing out clears the cookie", async () => {
    const cookie = await signIn();
    const response = await gateway.ask("/sign-out", {
      method: "POST",
      headers: { cookie, "sec-fetch-site": "same-origin" },
    });
    expect([response.status, response.headers.get("location")]).toEqual([303, `${ADMIN_PATH}/`]);
    expect(response.headers.get("set-cookie")).toMatch(/^outspoken_session=; .*Max-Age=0;/);
  });
});

describe("another site can't use a person's session", () => {
  const FOREIGN: readonly (readonly [title: string, headers: Record<string, string>])[] = [
    ["Sec-Fetch-Site: cross-site", { "sec-fetch-site": "cross-site" }],
    ["Sec-Fetch-Site: same-site", { "sec-fetch-site": "same-site" }],
    ["Sec-Fetch-Site: none", { "sec-fetch-site": "none" }],
    ["another Origin", { origin: "https://evil.example" }],
    ["Origin: null", { origin: "null" }],
    ["neither", {}],
  ];

  test.each(FOREIGN)("%s: changes nothing", async (_title, headers) => {
    const cookie = await signIn();
    const init = { method: "PUT", headers: { cookie, ...headers }, body: '{"value":"off"}' };
    expect((await gateway.ask("/api/switches/npm", init)).status).toBe(403);
    expect((await gateway.ask("/sign-out", { method: "POST", headers: { cookie, ...headers } })).status).toBe(
      403,
    );
  });

  test.each(FOREIGN)("%s: signs nobody in", async (_title, headers) => {
    const init = { ...form({ token: TOKEN }), headers };
    const response = await gateway.ask("/sign-in", init);
    expect([response.status, response.headers.get("set-cookie")]).toEqual([403, null]);
  });

  test("a browser without fetch metadata is recognised by its Origin", async () => {
    const cookie = await signIn();
    const init = { method: "PUT", headers: { cookie, origin: gateway.url }, body: '{"value":"on"}' };
    expect((await gateway.ask("/api/switches/npm", init)).status).toBe(200);
  });
});

describe("every answer forbids caching and framing, and has a strict policy", () => {
  test.each(["/", "/api/failures", "/assets/page.css", "/nothing", "/sign-in"])("%s", async (path) => {
    for (const response of [
      await gateway.ask(path),
      await gateway.ask(path, { headers: { cookie: await signIn() } }),
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
    const cookie = await signIn();
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
    const cookie = await signIn();
    for (const path of ["/nothing", "/assets/nothing.js", "/assets/../../x", "/api/nothing"]) {
      expect([path, (await gateway.ask(path, { headers: { cookie } })).status]).toEqual([path, 404]);
    }
  });
});

describe("guessing gains nothing, and locks nobody out", () => {
  let guessed: ConsoleGateway;
  const from = (address: string, token: string) => ({
    headers: { "cf-connecting-ip": address, authorization: `Bearer ${token}` },
  });
  const formFrom = (address: string, token: string) => {
    const init = form({ token });
    return { ...init, headers: { ...init.headers, "cf-connecting-ip": address } };
  };

  beforeAll(async () => {
    guessed = await ConsoleGateway.start();
    for (let guess = 0; guess < 10; guess += 1) {
      expect((await guessed.ask("/api/failures", from("192.0.2.7", `guess ${guess}`))).status).toBe(401);
    }
  });

  afterAll(() => guessed.close());

  test("after ten wrong tokens from one address, the next wrong one is answered 429 with at most a minute to wait", async () => {
    for (const init of [from("192.0.2.7", "guess"), from("192.0.2.7", TOKEN.slice(0, -1))]) {
      const slowed = await guessed.ask("/api/failures", init);
      expect(slowed.status).toBe(429);
      expect(Number(slowed.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(Number(slowed.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    }
    expect((await guessed.ask("/sign-in", formFrom("192.0.2.7", "guess"))).status).toBe(429);
  });

  test("another address is not", async () => {
    expect((await guessed.ask("/api/failures", from("192.0.2.8", "guess"))).status).toBe(401);
  });

  test.each(["192.0.2.7", "192.0.2.9"])(
    "the right token is let in, from %s too, by the form and as Bearer",
    async (address) => {
      expect((await guessed.ask("/api/failures", from(address, TOKEN))).status).toBe(200);
      const response = await guessed.ask("/sign-in", formFrom(address, TOKEN));
      expect(response.status).toBe(303);
      const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
      const init = { headers: { cookie, "cf-connecting-ip": address } };
      expect((await guessed.ask("/", init)).status).toBe(200);
    },
  );

  test("a storm of wrong tokens from many addresses does not affect the right one", async () => {
    const wrong = Array.from({ length: 300 }, (_, index) =>
      guessed.ask("/api/version", from(`198.51.100.${index % 250}`, `guess ${index}`)),
    );
    const right = Array.from({ length: 20 }, () => guessed.ask("/api/version", from("198.51.100.1", TOKEN)));
    expect(new Set((await Promise.all(right)).map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set((await Promise.all(wrong)).map(({ status }) => status))).not.toContain(200);
  });

  test("a token short enough to be guessed opens the page, which warns about it", async () => {
    const short = await ConsoleGateway.start({ variables: { ADMIN_TOKEN: "fifteen letters" } });
    const page = await short.ask("/", { headers: { authorization: "Bearer fifteen letters" } });
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("short enough to be guessed"),
    ]);
    await short.close();
    const own = await gateway.ask("/", { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(await own.text()).not.toContain("short enough to be guessed");
  });
});

describe("a deep link survives the sign-in", () => {
  const signInFrom = async (path: string): Promise<string | null> => {
    const page = await (await gateway.ask(path)).text();
    const returnTo = /name="return_to" value="([^"]*)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const response = await gateway.ask("/sign-in", form({ token: TOKEN, return_to: returnTo }));
    return response.headers.get("location");
  };

  test.each([
    "/failures/bcdfghjkmn",
    "/failures/bcdfghjkmn?range=7d&client=npm",
    "/search?q=npm+error+403%20Forbidden%22%3E",
    "/package?range=24h&format=npm&package=%40acme%2Fleft-pad",
    "/?range=7d",
    "/no-such-page?x=1",
  ])("%s", async (path) => {
    expect(await signInFrom(path)).toBe(`${ADMIN_PATH}${path}`);
  });

  test("through a wrong token, too", async () => {
    const wrong = await gateway.ask(
      "/sign-in",
      form({ token: "wrong", return_to: `${ADMIN_PATH}/failures/bcdf?a=b` }),
    );
    expect(await wrong.text()).toContain(`name="return_to" value="${ADMIN_PATH}/failures/bcdf?a=b"`);
  });

  test.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "///evil.example",
    "\t//evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/npm/left-pad",
    `${ADMIN_PATH}/../../npm/left-pad`,
    `${ADMIN_PATH}/%2e%2e/%2e%2e/npm/left-pad`,
    `${ADMIN_PATH}/..\\..\\npm`,
    `${ADMIN_PATH}x/`,
    `${ADMIN_PATH}@evil.example/`,
    `https://gateway.invalid@evil.example${ADMIN_PATH}/`,
    `${ADMIN_PATH}/api/failures`,
    `${ADMIN_PATH}/sign-out`,
    `${ADMIN_PATH}/assets/page.js`,
    "",
  ])("%j is not a page of the console and leads to the first one", async (returnTo) => {
    const response = await gateway.ask("/sign-in", form({ token: TOKEN, return_to: returnTo }));
    expect([response.status, response.headers.get("location")]).toEqual([303, `${ADMIN_PATH}/`]);
  });

  test("a link longer than any address of the console leads to the first page", async () => {
    const returnTo = `${ADMIN_PATH}/failures/${"x".repeat(9_000)}`;
    const response = await gateway.ask("/sign-in", form({ token: TOKEN, return_to: returnTo }));
    expect(response.headers.get("location")).toBe(`${ADMIN_PATH}/`);
  });

  test("a line break in it does not start a header", async () => {
    const returnTo = `${ADMIN_PATH}/failures/x\r\nset-cookie: a=b`;
    const response = await gateway.ask("/sign-in", form({ token: TOKEN, return_to: returnTo }));
    expect(response.headers.get("location")).toMatch(/^\/-\/outspoken\/[\x21-\x7e]*$/);
    expect(response.headers.getSetCookie()).toHaveLength(1);
  });

  test("a POST to an unknown path is not repeated", async () => {
    const page = await (await gateway.ask("/nothing?x=1", { method: "POST" })).text();
    expect(page).toContain(`name="return_to" value="${ADMIN_PATH}/"`);
  });
});

describe("a name given at the sign-in", () => {
  test.each(["Ada", "Jürgen Müller", "a.b-c_d%2F;=,", "漢字"])("%s stays with the session", async (name) => {
    const response = await gateway.ask("/sign-in", form({ token: TOKEN, name }));
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await gateway.ask("/", { headers: { cookie } })).status).toBe(200);
    const renamed = cookie.replace(/-(\d+)-[^.]*/, "-$1-Mallory");
    expect(renamed).not.toBe(cookie);
    expect((await gateway.ask("/", { headers: { cookie: renamed } })).status).toBe(401);
  });
});
