/** Cookies of one origin: whatever they contain, they reach no other origin, and never have a name of the gateway's own. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { sharesCredentials } from "../../src/config/trust.ts";
import { sessionCookie } from "../../src/console/admin-auth/session.ts";
import { withoutOwnCookies } from "../../src/request/own-cookies.ts";
import { type CookieScope, scopedCookies } from "../../src/response/cookies.ts";
import { configured } from "../url-rewriting/rules.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const HOST = "packages.example";
const ONE = "https://one.example";
const TWO = "https://two.example";

const CONFIGURATIONS = [
  { ROUTES: [own("/npm/*", ONE, "/base"), own("/pypi/*", TWO, "/base")] },
  { ROUTES: [own("/*", ONE), own("/npm/*", TWO)] },
  { ROUTES: [own("/npm/*", ONE), own("/npm/inner/*", TWO), own("/npm/inner/most/*", ONE, "/x")] },
  { ROUTES: [own("/*/npm/*", ONE), own("/team/*", TWO)] },
  { ROUTES: [own("/npm", ONE, "/base"), own("/npm/*", TWO)] },
  { ROUTES: [own("/npm/*", ONE), { ...own("/npm/inner/*", TWO), host: `${HOST}:8443` }] },
  { PRESET: "gitlab", ORIGIN: ONE, ROUTES: [own("/npm/*", TWO), own("/api/v4/npm/*", TWO)] },
].map(configured);

function own(path: string, origin: string, base = "") {
  return { path, format: "generic", origin: origin + base, id: path.replaceAll(/\W+/g, "-") };
}

const path = fc
  .array(fc.constantFrom("npm", "pypi", "inner", "most", "team", "base", "x", "api", "v4", "v2", "", ".."), {
    maxLength: 5,
  })
  .map((segments) => `/${segments.join("/")}`);

/** The requested route, among all. */
const scope: fc.Arbitrary<CookieScope> = fc
  .tuple(fc.constantFrom(...CONFIGURATIONS), path)
  .map(([routes, asked]) => {
    const target = splitUrl(`https://${HOST}${asked}`);
    return { routes, target, route: matchRoute(routes, target) };
  })
  .filter((found): found is CookieScope => found.route !== null);

const name = fc.constantFrom(
  "S",
  "__Host-S",
  "__Secure-S",
  "outspoken_session",
  "__Host-outspoken_session",
  "=outspoken_session",
  " ",
  "",
);
const attribute = fc.oneof(
  path.map((value) => `Path=${value}`),
  path.map((value) => ` pAtH = ${value} `),
  fc.constantFrom(
    "Path",
    "Path=",
    "Path=x",
    " Domain=.example",
    "DOMAIN=packages.example",
    "Secure",
    " HttpOnly",
    "",
    "Max-Age=1",
  ),
);
const cookie = fc
  .tuple(name, fc.constantFrom("=1", "", "= 1 "), fc.array(attribute, { maxLength: 4 }))
  .map(([named, value, attributes]) => [named + value, ...attributes].join(";"));

/** As a client stores it (RFC 6265 5.2 and 5.3): its name, and the paths that it is sent to. */
function kept(
  line: string,
  askedPath: string,
): { name: string; goesTo: (path: string) => boolean; isHostOnly: boolean } {
  const [pair = "", ...attributes] = line.split(";");
  const values = (wanted: string): string[] =>
    attributes
      .map((one) => /^([^=]*)=?(.*)$/s.exec(one))
      .filter((found) => found?.[1]?.trim().toLowerCase() === wanted)
      .map((found) => found?.[2]?.trim() ?? "");
  const last = values("path").at(-1) ?? "";
  const slash = askedPath.lastIndexOf("/");
  const cookiePath = last.startsWith("/") ? last : askedPath.slice(0, Math.max(slash, 0)) || "/";
  return {
    name:
      pair.includes("=") && !/^\s*=/.test(pair)
        ? (pair.split("=")[0] ?? "").trim()
        : pair.replace(/^\s*=/, "").trim(),
    goesTo: (asked) =>
      asked === cookiePath ||
      (asked.startsWith(cookiePath) && (cookiePath.endsWith("/") || asked[cookiePath.length] === "/")),
    isHostOnly: values("domain").length === 0,
  };
}

/** Found by the property below: a `*` in another route's pattern matches paths that have a route of their own. */
test.each([
  ["/team/x", "S=1; Path=/", []],
  ["/team", "S=1", []],
  ["/team/x", "S=1; Path=/x", ["S=1; Path=/team/x"]],
  ["/team/x/npm", "S=1; Path=/x", ["S=1; Path=/team/x"]],
])("set by %s, %s becomes %j", (asked, line, kept) => {
  const routes = configured({ ROUTES: [own("/*/npm/*", ONE), own("/team/*", TWO)] });
  const target = splitUrl(`https://${HOST}${asked}`);
  const route = matchRoute(routes, target);
  expect(route && scopedCookies([line], { routes, route, target })).toEqual(kept);
});

describe("of any cookies of one origin", () => {
  test("none is sent to a route of another", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(scope, fc.array(cookie, { maxLength: 3 }), path, (found, lines, next) => {
        for (const line of scopedCookies(lines, found)) {
          const { goesTo, isHostOnly } = kept(line, found.target.path);
          const reached = matchRoute(found.routes, splitUrl(`https://${HOST}${next}`));
          expect(isHostOnly).toBe(true);
          if (goesTo(next) && reached !== null)
            expect(
              sharesCredentials(found.route, reached),
              `${line} from ${found.target.path} to ${next}`,
            ).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("none has a name of the gateway's own", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(scope, fc.array(cookie, { maxLength: 3 }), (found, lines) => {
        for (const line of scopedCookies(lines, found)) {
          expect(kept(line, "/").name).not.toMatch(/outspoken_/);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("each that passes keeps all of its other attributes", {
    timeout: TIMEOUT_MS,
  }, () => {
    fc.assert(
      fc.property(scope, cookie, (found, line) => {
        const [scoped] = scopedCookies([line], found);
        if (scoped === undefined) return;
        const others = (text: string): string[] =>
          text.split(";").filter((one) => !/^\s*(?:path|domain)\s*(?:=|$)/i.test(one));
        expect(others(scoped)).toEqual(others(line));
      }),
      { numRuns: RUNS },
    );
  });
});

test("the operator's session is one of the gateway's own", async () => {
  const cookie = await sessionCookie("operators-token", new Request(`https://${HOST}/-/outspoken/`));
  const [routes] = CONFIGURATIONS;
  const [route] = routes ?? [];
  if (routes === undefined || route === undefined) throw new Error("no route");
  expect(scopedCookies([cookie], { routes, route, target: splitUrl(`https://${HOST}/npm/x`) })).toEqual([]);
  expect(withoutOwnCookies(cookie.split(";", 1)[0] ?? "")).toBeNull();
});

test("a request's cookies reach the origin except those of the gateway", { timeout: TIMEOUT_MS }, () => {
  const pair = fc.constantFrom(
    "a=1",
    " b=2",
    "outspoken_session=x",
    " outspoken_session=y",
    "__Host-outspoken_a=z",
    "",
    "c",
  );
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
      const sent = withoutOwnCookies(pairs.join(";")) ?? "";
      const names = (text: string): string[] =>
        text
          .split(";")
          .map((one) => one.trim())
          .filter((one) => one !== "");
      expect(names(sent)).toEqual(names(pairs.filter((one) => !one.includes("outspoken_")).join(";")));
    }),
    { numRuns: RUNS },
  );
});
