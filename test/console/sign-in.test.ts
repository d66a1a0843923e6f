/** A person's session: how it begins and ends, and what another site can't do with it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PATH, ConsoleGateway, form, TOKEN } from "./gateway.ts";

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
});

afterAll(() => gateway.close());

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
    const cookie = await gateway.signIn();
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
    const cookie = tamper(await gateway.signIn());
    expect((await gateway.ask("/", { headers: { cookie } })).status).toBe(401);
  });

  test("another token ends every session", async () => {
    const cookie = await gateway.signIn();
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
    const cookie = await gateway.signIn();
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
    const cookie = await gateway.signIn();
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
    const cookie = await gateway.signIn();
    const init = { method: "PUT", headers: { cookie, origin: gateway.url }, body: '{"value":"on"}' };
    expect((await gateway.ask("/api/switches/npm", init)).status).toBe(200);
  });
});

describe("a name given at the sign-in", () => {
  test.each(["Ada", "Jürgen Müller", "a.b-c_d%2F;=,", "漢字"])("%s stays with the session", async (name) => {
    const cookie = await gateway.signIn(name);
    expect((await gateway.ask("/", { headers: { cookie } })).status).toBe(200);
    const renamed = cookie.replace(/-(\d+)-[^.]*/, "-$1-Mallory");
    expect(renamed).not.toBe(cookie);
    expect((await gateway.ask("/", { headers: { cookie: renamed } })).status).toBe(401);
  });
});
