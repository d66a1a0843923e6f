/** Requests to the operator's console that must not get in: any path and method, the token at most in the wrong place. */
import fc from "fast-check";

export const TOKEN = "correct horse battery staple";
export const ENV = {
  ADMIN_TOKEN: TOKEN,
  LOCAL_STORE: "memory",
  ROUTES: [{ path: "/npm/*", format: "npm", origin: "https://registry.example" }],
};
export const ADMIN = "https://packages.example/-/outspoken";

/** Similar to the token, similar to a session, and neither. */
export const guess = fc.oneof(
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

export const headers = fc
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

export const path = fc
  .tuple(
    fc.array(fc.constantFrom(...SPELLINGS), { maxLength: 2 }),
    fc.constantFrom("", ...PLACES),
    fc.array(fc.constantFrom(...SPELLINGS), { maxLength: 2 }),
  )
  .map(([before, place, behind]) => [...before, place, ...behind].join(""));

export const method = fc.constantFrom("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");
