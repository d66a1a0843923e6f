/**
 * Authentication at the operator's console, in the runtime whose comparison it uses: nobody gets in without the token. The
 * number of runs comes from FUZZ_RUNS (`npm run fuzz`).
 */
import fc from "fast-check";
import { afterEach, describe, expect, inject, test, vi } from "vitest";
import { authenticate } from "../../src/console/admin-auth/authenticate.ts";
import { sessionCookie, sessionOf } from "../../src/console/admin-auth/session.ts";
import { isSameText } from "../../src/console/admin-auth/token.ts";
import { answerAdmin } from "../../src/console/app.ts";
import { ADMIN, ENV, guess, headers, method, path, TOKEN } from "./any-admin-request.ts";

const RUNS = inject("fuzzRuns");
const TIMEOUT_MS = 60_000 + RUNS * 20;

afterEach(() => vi.restoreAllMocks());

test("whatever is requested without the token, nothing is revealed but the form's style sheet", {
  timeout: TIMEOUT_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(path, method, headers, async (below, how, sent) => {
      const body = how === "POST" || how === "PUT" ? "token=wrong&value=off" : null;
      const request = new Request(ADMIN + below, { method: how, headers: sent, body });
      const answer = await answerAdmin(request, ENV);
      const text = await answer.text();
      if (answer.status === 200) expect(answer.headers.get("content-type")).toBe("text/css; charset=utf-8");
      else if (answer.status === 302) expect(answer.headers.get("location")).toBe("/-/outspoken/");
      else expect([401, 403, 404, 429]).toContain(answer.status);
      expect([answer.headers.get("set-cookie"), answer.headers.get("cache-control")]).toEqual([
        null,
        "no-store",
      ]);
      expect(text).not.toContain(TOKEN);
      expect(text).not.toMatch(/Latest|"failures"|registry\.example/);
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  );
});

test("without the secret there is no console, whatever the token", { timeout: TIMEOUT_MS }, async () => {
  const without = fc.constantFrom<Record<string, unknown>>(
    {},
    { ADMIN_TOKEN: "" },
    { ADMIN_TOKEN: null },
    { ADMIN_TOKEN: 17 },
  );
  await fc.assert(
    fc.asyncProperty(path, method, headers, without, async (below, how, sent, env) => {
      const answer = await answerAdmin(new Request(ADMIN + below, { method: how, headers: sent }), env);
      expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([404, null]);
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  );
});

test("nobody is authenticated by anything but the token", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(headers, async (sent) => {
      const { kind } = await authenticate(new Request(ADMIN, { headers: sent }), TOKEN);
      expect(["unauthenticated", "rate_limited"]).toContain(kind);
    }),
    { numRuns: RUNS },
  );
});

describe("a session", () => {
  const token = fc.string({ unit: "grapheme-ascii", minLength: 1 });

  async function cookieOf(secret: string): Promise<string> {
    return (await sessionCookie(secret, new Request(ADMIN))).split(";")[0] ?? "";
  }

  test("is valid under its own token, and under no other", { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(token, token, async (secret, other) => {
        fc.pre(secret !== other);
        const request = new Request(ADMIN, { headers: { cookie: await cookieOf(secret) } });
        expect([
          (await sessionOf(request, secret)) !== null,
          (await sessionOf(request, other)) !== null,
        ]).toEqual([true, false]);
      }),
      { numRuns: RUNS },
    );
  });

  /** The name, time and signature that a cookie encodes, whatever its spelling; null if it has none. */
  function meaningOf(cookie: string): string | null {
    const [, name = "", value = ""] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(cookie) ?? [];
    const unquoted = value.replace(/^"(.*)"$/, "$1");
    const [, until, signature = ""] = /^(.*)\.(.*)$/.exec(decoded(unquoted)) ?? [];
    try {
      return JSON.stringify([name, until, btoa(atob(signature))]);
    } catch {
      return null;
    }
  }

  function decoded(value: string): string {
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  }

  test("is invalid with a character changed or added anywhere", { timeout: TIMEOUT_MS }, async () => {
    const character = fc.constantFrom(...'0123456789abcdefgFAZz/%.-+ =,"');
    await fc.assert(
      fc.asyncProperty(token, fc.nat(), character, fc.boolean(), async (secret, at, put, replaces) => {
        const cookie = await cookieOf(secret);
        const index = at % cookie.length;
        const changed = cookie.slice(0, index) + put + cookie.slice(index + Number(replaces));
        // Unused bits of base64's last digit, blanks and quotes leave it the same cookie.
        fc.pre(meaningOf(changed) !== meaningOf(cookie));
        const request = new Request(ADMIN, { headers: { cookie: changed } });
        expect([changed, await sessionOf(request, secret)]).toEqual([changed, null]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("two texts", () => {
  const text = fc.oneof(guess, fc.string({ unit: "grapheme" }));

  test("compare as equal only if they are", { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        expect(await isSameText(one, other)).toBe(one === other);
        expect(await isSameText(one, `${one}`)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test("are compared as hashes of one length, by the runtime's constant-time comparison", {
    timeout: TIMEOUT_MS,
  }, async () => {
    const compare = vi.spyOn(crypto.subtle, "timingSafeEqual");
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        compare.mockClear();
        await isSameText(one, other);
        const [hashes = []] = compare.mock.calls;
        expect(hashes.map(({ byteLength }) => byteLength)).toEqual([32, 32]);
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  });
});
