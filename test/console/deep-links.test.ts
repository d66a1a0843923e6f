/** Where a sign-in leads: to the page whose link was opened, and to no other address. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PATH, ConsoleGateway, form, TOKEN } from "./gateway.ts";

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
});

afterAll(() => gateway.close());

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
