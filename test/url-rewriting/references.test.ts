import { describe, expect, test } from "vitest";
import {
  type ReferenceRules,
  rewriteLinks,
  rewriteRealms,
  rewriteReference,
} from "../../src/url-rewriting/references.ts";
import { GATEWAY, NPM, type RouteFields, routesOf, rulesOf } from "./rules.ts";

const NUGET: RouteFields = {
  path: "/nuget/*",
  format: "nuget",
  host: "nuget.packages.example",
  origin: "https://registry.example/nuget/v3",
};
const OCI: RouteFields = { path: "/v2/*", format: "oci", origin: "https://images.example/v2" };
const ROOT_OCI: RouteFields = { path: "/*", format: "oci", origin: "https://images.example/base" };

/** Routes outside the base of the requested origin: one on the same host, others elsewhere. */
const RAW: RouteFields = {
  ...NPM,
  path: "/raw/*",
  origin: "https://registry.example/raw",
  rewrite_urls: false,
};
const MAVEN: RouteFields = { path: "/mvn/*", format: "maven", origin: "https://maven.example" };
const INNER: RouteFields = { path: "/npm/*", format: "npm", origin: "service:INNER_REGISTRY/base" };
const HIDDEN: RouteFields = { ...MAVEN, path: "/npm/hidden/*" };

const npm = rulesOf(routesOf(NPM, NUGET, RAW, MAVEN, HIDDEN), `${GATEWAY}/npm/x`);
const oci = rulesOf(routesOf(OCI), `${GATEWAY}/v2/x`);
const rootOci = rulesOf(routesOf(ROOT_OCI), `${GATEWAY}/v2/x`);

function rewritingBy(rules: ReferenceRules): (target: string) => string {
  return (target) => rewriteReference(target, rules);
}

describe("a reference in a header", () => {
  test.each([
    ["https://registry.example/base/a?b=c#d", `${GATEWAY}/npm/a?b=c#d`],
    ["http://registry.example:80/base/a", `${GATEWAY}/npm/a`],
    ["//registry.example/base/a", `${GATEWAY}/npm/a`],
    ["/base/a?b", "/npm/a?b"],
    ["/base", "/npm"],
    ["/base?x", "/npm?x"],
    ["https://registry.example/nuget/v3/a", "https://nuget.packages.example/nuget/a"],
    ["/nuget/v3/a", "https://nuget.packages.example/nuget/a"],
    ["https://packages.example/base/a", `${GATEWAY}/npm/a`],
  ])("%s", (reference, expected) => {
    expect(rewriteReference(reference, npm)).toBe(expected);
  });

  test.each([
    "https://cdn.example/base/a?X-Signature=abc",
    "https://cdn.example/a?from=https://registry.example/base/a",
    "https://registry.example/basement",
    "https://registry.example/login",
    "https://registry.example.evil.com/base/a",
    "https://packages.example/npm/a",
    "https://packages.example/login",
    "https://packages.example.evil.com/base/a",
    "/npm/a",
    "/raw/a",
    "a/b",
    "../a",
    "?page=2",
    "",
    "//cdn.example/base",
    "/\\cdn.example/base",
    "ftp://registry.example/base/a",
    "git::https://registry.example/base/a",
    "javascript:https://registry.example/base/a",
  ])("%s stays", (reference) => {
    expect(rewriteReference(reference, npm)).toBe(reference);
  });
});

describe("a path of the origin that no route of the same origin serves here becomes its URL at the origin", () => {
  test.each([
    "/login",
    "/login?next=/npm/a#b",
    "/basement",
    "/mvn/private",
    "/nuget/a",
    "/npm/../mvn/private",
    "/npm/%2e%2e/mvn/private",
    "/base/../mvn/private",
    "/base/hidden/a",
  ])("%s", (reference) => {
    expect(rewriteReference(reference, npm)).toBe(`https://registry.example${reference}`);
  });

  test("in the targets of a Link", () => {
    expect(rewriteLinks('</mvn/a>; rel="next"', rewritingBy(npm))).toBe(
      '<https://registry.example/mvn/a>; rel="next"',
    );
  });

  test("with the scheme and port of its route", () => {
    const origin = "http://registry.example:8081/base";
    const rules = rulesOf(routesOf({ ...NPM, origin }), `${GATEWAY}/npm/x`);
    expect(rewriteReference("/login", rules)).toBe("http://registry.example:8081/login");
  });

  test.each([
    ["/login", "/login"],
    // A dead URL is better than another origin that gets this one's credentials.
    ["/mvn/private", "https://inner-registry/mvn/private"],
  ])(
    "at a bound Worker, which no client can reach, only if another origin serves it here: %s",
    (path, expected) => {
      const rules = rulesOf(routesOf(INNER, MAVEN), `${GATEWAY}/npm/x`);
      expect(rewriteReference(path, rules)).toBe(expected);
    },
  );
});

describe("OCI gets paths, since clients compare the host of a Location", () => {
  test.each([
    ["https://images.example/v2/a/blobs/uploads/1?_state=x", "/v2/a/blobs/uploads/1?_state=x"],
    ["http://images.example/v2/a/blobs/uploads/1", "/v2/a/blobs/uploads/1"],
    ["/v2/a/blobs/uploads/1", "/v2/a/blobs/uploads/1"],
    ["https://blobs.example/v2/a", "https://blobs.example/v2/a"],
  ])("%s", (reference, expected) => {
    expect(rewriteReference(reference, oci)).toBe(expected);
  });

  test.each([
    ["https://images.example/base//evil.example/a", `${GATEWAY}//evil.example/a`],
    ["https://images.example/base/\\evil.example/a", `${GATEWAY}/\\evil.example/a`],
    ["/base//evil.example/a", `${GATEWAY}//evil.example/a`],
    ["/base/\\evil.example/a", `${GATEWAY}/\\evil.example/a`],
    ["https://images.example/base", GATEWAY],
    ["/base?x", `${GATEWAY}?x`],
  ])("%s does not become a reference to another host", (reference, expected) => {
    expect(rewriteReference(reference, rootOci)).toBe(expected);
  });
});

test.each([
  ['<https://registry.example/base/a?page=2>; rel="next"', `<${GATEWAY}/npm/a?page=2>; rel="next"`],
  [
    '</base/a>; rel="next", <https://registry.example/base/z>; rel="last", <https://other.example/>; rel="help"',
    `</npm/a>; rel="next", <${GATEWAY}/npm/z>; rel="last", <https://other.example/>; rel="help"`,
  ],
  ["<>; rel=next", "<>; rel=next"],
  ["https://registry.example/base/a", "https://registry.example/base/a"],
])("Link: %s", (value, expected) => {
  expect(rewriteLinks(value, rewritingBy(npm))).toBe(expected);
});

test("Link of OCI", () => {
  expect(rewriteLinks('<https://images.example/v2/_catalog?last=b&n=2>; rel="next"', rewritingBy(oci))).toBe(
    '</v2/_catalog?last=b&n=2>; rel="next"',
  );
});

test.each([
  [
    'Bearer realm="https://images.example/v2/token",service="images.example",scope="repository:a:pull"',
    `Bearer realm="${GATEWAY}/v2/token",service="images.example",scope="repository:a:pull"`,
  ],
  [
    'Basic realm="https://images.example/v2", Bearer Realm="http://images.example/v2/t"',
    `Basic realm="${GATEWAY}/v2", Bearer Realm="${GATEWAY}/v2/t"`,
  ],
  ['Bearer realm="https://auth.example/token"', 'Bearer realm="https://auth.example/token"'],
  [
    'Basic realm="Registry at https://images.example/v2/"',
    'Basic realm="Registry at https://images.example/v2/"',
  ],
  ['Basic realm="/v2/"', 'Basic realm="/v2/"'],
  [
    'Bearer x-realm="https://images.example.evil.com/v2/"',
    'Bearer x-realm="https://images.example.evil.com/v2/"',
  ],
  ["Basic realm=registry", "Basic realm=registry"],
])("WWW-Authenticate: %s", (value, expected) => {
  expect(rewriteRealms(value, oci)).toBe(expected);
});
