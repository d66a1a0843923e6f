/** Where a request is sent: below the base of its route, at the route's host, whatever its path and query are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import type { Route } from "../../src/config/route.ts";
import { originUrl } from "../../src/request/origin-url.ts";
import { routesOf } from "../url-rewriting/rules.ts";
import { anyRest, percentDecoded } from "./any-path.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const HOST = "packages.example";

const ROUTES = routesOf(
  { path: "/npm/*", format: "npm", origin: "https://registry.example/base", id: "npm" },
  { path: "/deep/*", format: "npm", origin: "https://registry.example:8443/a/b/", id: "deep" },
  { path: "/one", format: "generic", origin: "https://registry.example/only/this", id: "one" },
  { path: "/groups/*/npm/*", format: "npm", origin: "https://registry.example/api/groups", id: "pattern" },
  { path: "/bound/*", format: "generic", origin: "service:INNER_REGISTRY/inner", id: "bound" },
  { path: "/self/*", format: "generic", id: "self" },
  { path: "/*", format: "generic", host: "root.example", origin: "https://registry.example", id: "root" },
);

/** The base of each route, as it was configured. */
const BASES: Readonly<Record<string, string>> = {
  npm: "https://registry.example/base",
  deep: "https://registry.example:8443/a/b",
  one: "https://registry.example/only/this",
  pattern: "https://registry.example/api/groups",
  bound: "https://inner-registry/inner",
  self: `https://${HOST}/self`,
  root: "https://registry.example",
};

const anyUrl = fc
  .tuple(
    fc.constantFrom(
      "/npm",
      "/npm/",
      "/deep/",
      "/one",
      "/groups/",
      "/groups/a/npm/",
      "/bound/",
      "/self/",
      "/",
    ),
    anyRest,
  )
  .chain(([prefix, rest]) =>
    fc.constantFrom(HOST, "root.example").map((host) => `https://${host}${prefix}${rest}`),
  );

/** The route of a URL and where it leads; null if no route serves it. */
function routed(url: string): { route: Route; sent: ReturnType<typeof originUrl> } | null {
  const target = splitUrl(url);
  const route = matchRoute(ROUTES, target);
  return route && { route, sent: originUrl(route, target, url) };
}

/** How often a path may be decoded in turn behind the gateway. */
const DECODINGS = 3;

/** The path after each number of decodings, with decoded `?` and `#` as plain characters or as its end. */
function readings(path: string): string[] {
  const all: string[] = [];
  let decoded = path;
  for (let count = 0; count <= DECODINGS; count += 1) {
    all.push(decoded, decoded.replaceAll("?", "%3f").replaceAll("#", "%23"));
    decoded = percentDecoded(decoded);
  }
  return all;
}

test("a request is sent below its route's base or nowhere", { timeout: TIMEOUT_MS }, () => {
  fc.assert(
    fc.property(anyUrl, (url) => {
      const found = routed(url);
      fc.pre(found !== null && found.sent.kind === "url");
      if (found?.sent.kind !== "url") return;
      const text = BASES[found.route.id] ?? "";
      const sent = found.sent.url;
      expect(sent.startsWith(text)).toBe(true);
      expect(sent.slice(text.length)).toMatch(/^(?:[/?#]|$)/);
      const base = new URL(text);
      const { protocol, host, username, password } = new URL(sent);
      expect([protocol, host, username, password]).toEqual([base.protocol, base.host, "", ""]);
      const path = sent.slice(base.origin.length).replace(/[?#].*$/s, "");
      for (const reading of readings(path)) {
        const resolved = new URL(base.origin + reading);
        expect(resolved.host, reading).toBe(base.host);
        expect(`${resolved.pathname}/`.startsWith(base.pathname.replace(/\/?$/, "/")), reading).toBe(true);
      }
    }),
    { numRuns: RUNS },
  );
});

test("servers that cut a segment at `;`, at a NUL or before its last blanks find no way up either", {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(anyUrl, (url) => {
      const sent = routed(url)?.sent;
      if (sent?.kind !== "url") return;
      for (const reading of readings(new URL(sent.url).pathname)) {
        const segments = reading.split(/[/\\]/).map((segment) => segment.replace(/[;\0].*$/s, "").trimEnd());
        expect(segments, reading).not.toContain("..");
      }
    }),
    { numRuns: RUNS },
  );
});

test("a path in which nothing climbs is sent unchanged", { timeout: TIMEOUT_MS }, () => {
  const plain = fc.constantFrom(
    ..."abz09-_~.:@!$&'()*+,;=/",
    "%2f",
    "%2F",
    "%20",
    "%41",
    "%25",
    "%c3%a9",
    "a..b",
    "...",
  );
  const rest = fc.array(plain, { maxLength: 20 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(rest, fc.constantFrom("", "?", "?q=../..", "?a=%2e%2e%2f"), (path, query) => {
      fc.pre(!/(?:^|[/%])\.\.|\.\.(?:[/;%]|$)|%25/.test(path) && !path.includes("%25"));
      const sent = routed(`https://${HOST}/npm/${path}${query}`)?.sent;
      expect(sent).toEqual({ kind: "url", url: `https://registry.example/base/${path}${query}` });
    }),
    { numRuns: RUNS },
  );
});

describe("which route a request belongs to", () => {
  test("a route gets what is below its prefix at its host, and nothing else", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(anyUrl, (url) => {
        const found = routed(url);
        const { host, path } = splitUrl(url);
        if (found === null) return;
        const { route } = found;
        expect([null, host]).toContain(route.host);
        expect(path.startsWith(route.prefix)).toBe(true);
        expect(path.slice(route.prefix.length)).toMatch(route.subtree ? /^(?:\/|$)/ : /^\/?$/);
      }),
      { numRuns: RUNS },
    );
  });

  test("URLs are read as a URL parser reads them", { timeout: TIMEOUT_MS }, () => {
    const authority = fc
      .array(fc.constantFrom("user", ":", "@", "evil.example", HOST, "[::1]", "127.1", ":8443", "%40", "."), {
        maxLength: 5,
      })
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.constantFrom("http", "https", "HTTP"), authority, anyRest, (scheme, host, rest) => {
        const text = `${scheme}://${host}/${rest}`;
        fc.pre(URL.canParse(text));
        const url = new URL(text);
        const { host: seen, path, query } = splitUrl(url.href);
        expect([seen, path, query.replace(/^\?$/, "")]).toEqual([url.host, url.pathname, url.search]);
      }),
      { numRuns: RUNS },
    );
  });
});
