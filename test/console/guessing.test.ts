/** Wrong tokens are slowed down by address; the right one never is. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConsoleGateway, form, TOKEN } from "./gateway.ts";

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
});

afterAll(() => gateway.close());

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
