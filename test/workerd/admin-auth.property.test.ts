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

const RUNS = inject("fuzzRuns");
const TIMEOUT_MS = 60_000 + RUNS * 20;

const TOKEN = "correct horse battery staple";
const ENV = {
  ADMIN_TOKEN: TOKEN,
  LOCAL_STORE: "memory",
  ROUTES: [{ path: "/npm/*", format: "npm", origin: "https://registry.example" }],
};
const ADMIN = "https://packages.example/-/outspoken";

/** Similar to the token, similar to a session, and neither. */
const guess = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    TOKEN.slice(1),
    TOKEN.slice(0, -1),
    TOKEN.toUpperCase(),
    `${TOKEN}x`,
    `${TOKEN},${TOKEN}`,
    encodeURIComponent(TOKEN),
    btoa(TOKEN),
    "null",
    "undefined",
    "[object Object]",
    "*",
  ),
  fc.string({ unit: "grapheme-ascii" }),
);

/** `Authorization` without the token. */
const authorization = fc
  .tuple(fc.constantFrom("Bearer ", "bearer  ", "Basic ", "Bearer", "Token ", "Bearer Bearer ", ""), guess)
  .map((parts) => parts.join("").trim())
  .filter((value) => !value.endsWith(TOKEN));

const cookie = fc
  .tuple(
    fc.constantFrom(
      "outspoken_session=",
      "Outspoken_Session=",
      "a=b; outspoken_session=",
      "__Host-outspoken_session=",
    ),
    fc.oneof(
      guess,
      fc.constantFrom(
        `until-99999999999.${"A".repeat(43)}%3D`,
        `until-99999999999.${"A".repeat(43)}=`,
        `until-1.${"/".repeat(43)}=`,
        `99999999999.${"0".repeat(64)}`,
        ".",
        "9".repeat(400),
      ),
    ),
  )
  .map((parts) => parts.join("").trim());

const headers = fc
  .record(
    {
      authorization,
      cookie,
      "proxy-authorization": fc.constant(`Bearer ${TOKEN}`),
      "x-admin-token": fc.constant(TOKEN),
      "x-forwarded-for": fc.constant("127.0.0.1"),
      "x-original-url": fc.constant("/-/outspoken/assets/page.css"),
      "x-http-method-override": fc.constant("GET"),
      "sec-fetch-site": fc.constantFrom("same-origin", "none", "cross-site"),
      origin: fc.constantFrom("https://packages.example", "null", "https://evil.example"),
      accept: fc.constantFrom("application/json", "text/html", "*/*"),
      upgrade: fc.constant("websocket"),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .chain((sent) => fc.ipV6().map((address) => ({ ...sent, "cf-connecting-ip": address })));

/** What an authenticated operator can reach. */
const PLACES = [
  "/",
  "/failure?ref=bcdfgh",
  "/try-out",
  "/assets/page.js",
  "/switches",
  "/sign-out",
  "/sign-in",
  "/selftest/",
  "/api/openapi.json",
  "/api/failures",
  "/api/failures/bcdfgh",
  "/api/switches",
  "/api/switches/npm",
] as const;

const SPELLINGS = [
  "",
  "/",
  "//",
  "/api",
  "/assets",
  "/page.css",
  "/%2e%2e",
  "/..",
  "/.",
  "\\",
  ";a=b",
  "%2f",
  "/%61pi",
  "/\u00e9",
  `?token=${TOKEN}`,
  `?access_token=${TOKEN}&`,
  "#",
] as const;

const path = fc
  .tuple(
    fc.array(fc.constantFrom(...SPELLINGS), { maxLength: 2 }),
    fc.constantFrom("", ...PLACES),
    fc.array(fc.constantFrom(...SPELLINGS), { maxLength: 2 }),
  )
  .map(([before, place, behind]) => [...before, place, ...behind].join(""));

const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

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
