import { describe, expect, test } from "vitest";
import { rewriteRealms, rewriteReference } from "../../src/url-rewriting/references.ts";
import { configured, GATEWAY, rewrite, routesOf, rulesOf } from "./rules.ts";

const GITLAB = configured({ PRESET: "gitlab", ORIGIN: "https://gitlab.example" });
const BELOW = configured({ PRESET: "gitlab", ORIGIN: "https://gitlab.example/relative" });
const PATTERN = routesOf({
  path: "/projects/*/packages/npm/*",
  format: "npm",
  origin: "https://gitlab.example/api/v4/projects",
});

const gitlab = rulesOf(GITLAB, `${GATEWAY}/api/v4/projects/1/packages/npm/x`);
const composer = rulesOf(BELOW, `${GATEWAY}/api/v4/group/1/-/packages/composer/packages.json`);
const pattern = rulesOf(PATTERN, `${GATEWAY}/projects/1/packages/npm/x`);
const registry = rulesOf(GITLAB, "https://registry.packages.example/v2/");

const served: readonly [rules: typeof gitlab, url: string, path: string][] = [
  [
    gitlab,
    "https://gitlab.example/api/v4/projects/7/packages/npm/a/-/a-1.tgz",
    "/api/v4/projects/7/packages/npm/a/-/a-1.tgz",
  ],
  [gitlab, "https://gitlab.example/api/v4/projects/7/packages/nuget", "/api/v4/projects/7/packages/nuget"],
  [
    gitlab,
    "https://gitlab.example/acme/app.git/gitlab-lfs/objects/1?a=b",
    "/acme/app.git/gitlab-lfs/objects/1?a=b",
  ],
  [gitlab, "https://gitlab.example/jwt/auth", "/jwt/auth"],
  [
    composer,
    "https://gitlab.example/relative/api/v4/projects/7/packages/composer/archives/a.zip?sha=1",
    "/api/v4/projects/7/packages/composer/archives/a.zip?sha=1",
  ],
  [pattern, "https://gitlab.example/api/v4/projects/7/packages/npm/a", "/projects/7/packages/npm/a"],
];

/** At the same origin, but served by no route of the gateway: the web interface, git, other APIs. */
const unserved: readonly [rules: typeof gitlab, url: string][] = [
  [gitlab, "https://gitlab.example/acme/app"],
  [gitlab, "https://gitlab.example/acme/app.git"],
  [gitlab, "https://gitlab.example/users/sign_in?x=/jwt/auth"],
  [gitlab, "https://gitlab.example"],
  [gitlab, "https://gitlab.example/"],
  [gitlab, "https://gitlab.example/jwt/authority"],
  [gitlab, "https://registry.gitlab.example/v2/"],
  [composer, "https://gitlab.example/relative/acme/app.git"],
  [composer, "https://gitlab.example/api/v4/projects/7/packages/npm/a"],
  [pattern, "https://gitlab.example/api/v4/projects/7/packages/nuget/a"],
  [pattern, "https://gitlab.example/api/v4/projects/7"],
];

describe("only URLs that the gateway serves are rewritten", () => {
  test.each(served)("%# %s", (rules, url, path) => {
    expect(rewriteReference(url, rules)).toBe(GATEWAY + path);
    for (const spell of [(text: string) => text, (text: string) => text.replaceAll("/", "\\/")]) {
      const bytes = new TextEncoder().encode(spell(`{"url": "${url}", "end": "${url}"}`));
      const expected = spell(`{"url": "${GATEWAY}${path}", "end": "${GATEWAY}${path}"}`);
      for (let at = 0; at <= bytes.length; at += 1) {
        expect(rewrite(rules, bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(expected);
      }
    }
  });

  test.each(unserved)("%# %s stays", (rules, url) => {
    expect(rewriteReference(url, rules)).toBe(url);
    expect(rewrite(rules, `{"url": "${url}"}`)).toBe(`{"url": "${url}"}`);
  });

  test("an overlong path is matched by its beginning, however it is split", () => {
    const tail = "a/".repeat(2_000);
    const bytes = new TextEncoder().encode(`"https://gitlab.example/api/v4/projects/7/packages/npm/${tail}"`);
    const expected = `"${GATEWAY}/api/v4/projects/7/packages/npm/${tail}"`;
    for (const at of [0, 10, 100, 1_000, 1_024, 1_060, 1_100, 4_000]) {
      expect(rewrite(gitlab, bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(expected);
    }
  });
});

test("the source of a package stays at the origin, its archive is fetched through the gateway", () => {
  const text = (origin: string): string =>
    `{"source":{"type":"git","url":"https://gitlab.example/relative/acme/app.git"},"dist":{"url":"${origin}/api/v4/projects/7/packages/composer/archives/acme/app.zip?sha=1"}}`;
  expect(rewrite(composer, text("https://gitlab.example/relative"))).toBe(text(GATEWAY));
});

test("path-absolute references of an origin below a path", () => {
  const metadata = (base: string): string =>
    `{"metadata-url":"${base}/api/v4/group/1/-/packages/composer/p2/%package%.json","search":"/relative/search"}`;
  expect(rewrite(composer, metadata("/relative"))).toBe(metadata(""));
  expect(rewriteReference("/relative/api/v4/projects/7/packages/composer/x", composer)).toBe(
    "/api/v4/projects/7/packages/composer/x",
  );
  expect(rewriteReference("/relative/users/sign_in", composer)).toBe(
    "https://gitlab.example/relative/users/sign_in",
  );
});

describe("a container registry with a host of its own", () => {
  test("rewrites its uploads and its realm, which is at the origin's other host", () => {
    expect(rewriteReference("https://registry.gitlab.example/v2/a/blobs/uploads/1", registry)).toBe(
      "/v2/a/blobs/uploads/1",
    );
    expect(
      rewriteRealms('Bearer realm="https://gitlab.example/jwt/auth",service="container_registry"', registry),
    ).toBe('Bearer realm="https://registry.packages.example/jwt/auth",service="container_registry"');
  });

  test("is not named for clients that use another host of the gateway", () => {
    expect(rewriteReference("https://registry.gitlab.example/v2/", gitlab)).toBe(
      "https://registry.gitlab.example/v2/",
    );
  });
});
