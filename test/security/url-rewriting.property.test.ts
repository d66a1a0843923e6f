/** URL rewriting sends no client to a host that the origin did not name, and changes nothing but the origin's URLs. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { originHost } from "../../src/config/route.ts";
import {
  anchorReference,
  rewriteLinks,
  rewriteRealms,
  rewriteReference,
} from "../../src/url-rewriting/references.ts";
import { GATEWAY, rewrite, routesOf, rulesOf } from "../url-rewriting/rules.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const ORIGINS = ["registry.example", "images.example"] as const;
const GATEWAYS = ["packages.example", "nuget.packages.example"] as const;

const RULES = [
  [
    { path: "/npm/*", format: "npm", origin: "https://registry.example/base" },
    {
      path: "/nuget/*",
      format: "nuget",
      host: "nuget.packages.example",
      origin: "https://registry.example/nuget/v3",
    },
  ],
  [{ path: "/npm/*", format: "oci", origin: "https://images.example/base" }],
  [{ path: "/*", format: "oci", origin: "https://images.example/base" }],
  [{ path: "/npm/*", format: "generic", origin: "https://registry.example" }],
  [
    { path: "/npm/*", format: "npm", origin: "https://registry.example/base" },
    { path: "/nuget/*", format: "nuget", origin: "https://images.example/nuget" },
    { path: "/npm/ment/*", format: "npm", origin: "https://images.example/base" },
  ],
].map((fields) => rulesOf(routesOf(...fields), `${GATEWAY}/npm/x`));

const rules = fc.constantFrom(...RULES);

const PIECES = [
  "https://",
  "http://",
  "HTTPS://",
  "//",
  "/",
  "\\",
  "/\\",
  ...ORIGINS,
  "REGISTRY.EXAMPLE",
  ...GATEWAYS,
  "evil.example",
  ".evil.example",
  "evil-",
  "user:pw@",
  "@evil.example",
  ":80",
  ":443",
  ":8443",
  ":",
  "/base",
  "/nuget/v3",
  "/npm",
  "/..",
  "/%2e%2e",
  "%2f",
  "?u=https://registry.example/base/a",
  "#",
  "ment",
  ".",
  "a",
  "git+",
  "javascript:",
  "é",
  ..."\t;,\"'`|{}() ",
] as const;

const reference = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 7 })
  .map((all) => all.join(""));

/** What a client requests next; null if it can't. */
function followed(reference: string, from: string): URL | null {
  return URL.canParse(reference, from) ? new URL(reference, from) : null;
}

function isRelative(reference: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|[\t\n\r]*[/\\][\t\n\r]*[/\\])/i.test(reference);
}

function isGatewayUrl(reference: string): boolean {
  const url = followed(reference, "https://registry.example");
  return GATEWAYS.some((host) => host === url?.hostname);
}

function expectNoStranger(reference: string, named: string): void {
  if (named === reference) return;
  const meant = followed(reference, "https://registry.example/base/x");
  const asked = followed(named, `${GATEWAY}/npm/x`);
  if (meant !== null) expect([...ORIGINS, ...GATEWAYS], reference).toContain(meant.hostname);
  if (asked === null) return;
  // A path that does not exist here is named at its origin.
  const isAtOrigin =
    reference.startsWith("/") && ORIGINS.some((host) => named === `https://${host}${reference}`);
  const hosts: readonly string[] = isAtOrigin ? ORIGINS : GATEWAYS;
  expect(hosts, `${reference} became ${named}`).toContain(asked.hostname);
  expect([asked.username, asked.password]).toEqual(["", ""]);
}

describe("in a rewritten header", () => {
  test("a reference leads from an origin's host to the gateway's, or stays", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(reference, rules, (text, found) => expectNoStranger(text, rewriteReference(text, found))),
      { numRuns: RUNS },
    );
  });

  test("a path leads to no other origin, whatever the route", { timeout: TIMEOUT_MS }, () => {
    // Two slashes begin a host's name.
    const path = reference.map((text) => `/${text}`).filter((text) => !/^\/[\t\n\r]*[/\\]/.test(text));
    fc.assert(
      fc.property(path, rules, (text, found) => {
        const asked = followed(rewriteReference(text, found), `${GATEWAY}/npm/x`);
        if (asked === null) return;
        const route = GATEWAYS.some((host) => host === asked.hostname)
          ? matchRoute(found.routes, splitUrl(asked.href))
          : null;
        const origin = route === null ? asked.origin : `https://${originHost(route.origin, "")}`;
        expect(origin, `${text} became ${asked.href}`).toBe(found.urlMap.originRoot);
      }),
      { numRuns: RUNS },
    );
  });

  test("any reference leads the client to the origin server that was meant, or to none", {
    timeout: TIMEOUT_MS,
  }, () => {
    const here = `${GATEWAY}/npm/x/y`;
    fc.assert(
      fc.property(reference, rules, (text, found) => {
        const { asked } = found.urlMap;
        const named = rewriteReference(anchorReference(text, splitUrl(here), found), found);
        const next = followed(named, here);
        // An absolute URL that stays leads elsewhere, or names the gateway itself, which is up to the origin.
        if (next === null || (named === text && !isRelative(text))) return;
        if (!GATEWAYS.some((host) => host === next.hostname)) return;
        const route = matchRoute(found.routes, splitUrl(next.href));
        if (route === null) return;
        const meant =
          /^(?:https?:)?\/\//i.test(text) && !isGatewayUrl(text)
            ? followed(text, here)?.hostname
            : originHost(asked.origin, "");
        expect(originHost(route.origin, ""), `${text} became ${named}`).toBe(meant);
      }),
      { numRuns: RUNS },
    );
  });

  test("only the targets of a Link change", { timeout: TIMEOUT_MS }, () => {
    const link = fc.array(
      fc.oneof(
        reference.map((text) => `<${text}>`),
        fc.constantFrom("; rel=next", ", ", "<", ">", '"', "="),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(link, rules, (parts, found) => {
        const value = parts.join("");
        const named = rewriteLinks(value, (target) => rewriteReference(target, found));
        const targets = (text: string): string[] =>
          [...text.matchAll(/<([^<>]*)>/g)].map(([, target = ""]) => target);
        const others = (text: string): string => text.replace(/<[^<>]*>/g, "<>");
        expect(others(named)).toBe(others(value));
        const after = targets(named);
        for (const [index, target] of targets(value).entries()) expectNoStranger(target, after[index] ?? "");
      }),
      { numRuns: RUNS },
    );
  });

  test("only the quoted realms of a challenge change", { timeout: TIMEOUT_MS }, () => {
    const challenge = fc.array(
      fc.oneof(
        reference.map((text) => `realm="${text}"`),
        fc.constantFrom("Bearer ", "Basic ", ",", 'service="', '"', "\\", 'x-realm="', "REALM=", " "),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(challenge, rules, (parts, found) => {
        const value = parts.join("");
        const named = rewriteRealms(value, found);
        const realms = (text: string): string[] =>
          [...text.matchAll(/\brealm="([^"\\]*)(?=")/gi)].map(([, realm = ""]) => realm);
        const others = (text: string): string => text.replace(/(\brealm=")[^"\\]*(?=")/gi, "$1");
        expect(others(named)).toBe(others(value));
        const after = realms(named);
        for (const [index, realm] of realms(value).entries()) expectNoStranger(realm, after[index] ?? "");
      }),
      { numRuns: RUNS },
    );
  });
});

test("a document names no new host except the gateway's", {
  timeout: TIMEOUT_MS,
}, () => {
  const document = fc
    .array(fc.oneof(reference, fc.constantFrom('"', "<", ">", '":"', "\\/", "\n", ",")), { maxLength: 8 })
    .map((all) => all.join(""));
  const hosts = (text: string): string[] =>
    [...text.replaceAll("\\/", "/").matchAll(/\/\/([^/?#"<>\s\\]*)/g)].map(([, authority = ""]) =>
      authority.toLowerCase(),
    );
  fc.assert(
    fc.property(document, rules, (text, found) => {
      const before = hosts(text);
      const added = hosts(rewrite(found, text)).filter((host) => !before.includes(host));
      expect(
        added.filter((host) => !GATEWAYS.some((ours) => host === ours) && !host.endsWith("https:")),
      ).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});
