import { describe, expect, it } from "vitest";
import type { Variables } from "../../src/config/configuration.ts";
import { matchRoute, pathBelow, splitUrl } from "../../src/config/match.ts";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { originUrl } from "../../src/request/origin-url.ts";
import { DERIVED_PATHS, type Taken } from "./preset-paths-derived.ts";
import { OWN_PATHS } from "./preset-paths-own.ts";
import { REPOSITORY_PATHS } from "./preset-paths-repositories.ts";

const GATEWAY = "packages.example";

function routesOf(variables: Variables): readonly Route[] {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

function problemOf(variables: Variables): string {
  const configuration = readConfiguration(variables);
  return configuration.ok ? "no problem" : configuration.problem;
}

/** Where a request to the gateway goes; `url` may omit the gateway's host. */
function taken(variables: Variables, url: string): Taken | null {
  const absolute = url.startsWith("/") ? `https://${GATEWAY}${url}` : url;
  const target = splitUrl(absolute);
  const route = matchRoute(routesOf(variables), target);
  if (route === null) return null;
  const origin = originUrl(route, target, absolute);
  return [route.id, route.format, origin.kind === "url" ? origin.url : "refused"];
}

describe.each([...OWN_PATHS, ...REPOSITORY_PATHS])(
  "$preset serves its own paths",
  ({ preset, origin, paths }) => {
    it.each(paths)("%s is %s, %s", (path, id, format) => {
      expect(taken({ PRESET: preset, ORIGIN: origin }, path)).toEqual([id, format, origin + path]);
    });
  },
);

describe.each(DERIVED_PATHS)(
  "$preset serves what is not on ORIGIN $origin itself",
  ({ preset, origin, paths }) => {
    it.each(paths)("%s goes to %j", (path, where) => {
      expect(taken({ PRESET: preset, ORIGIN: origin }, path)).toEqual(where);
    });
  },
);

describe("a preset leaves out what is not a package format's", () => {
  it.each([
    ["gitlab", "/"],
    ["gitlab", "/users/sign_in"],
    ["gitlab", "/platform/left-pad"],
    ["gitlab", "/platform/left-pad/-/packages/42"],
    ["gitlab", "/groups/platform/-/packages"],
    ["gitlab", "/platform/left-pad.git/info/refs?service=git-upload-pack"],
    ["gitlab", "/v2x"],
    ["gitlab", "/jwt/authority"],
    ["gitlab", "/api/v3/projects"],
    ["artifactory", "/"],
    ["artifactory", "/ui/packages"],
    ["artifactory", "/artifactory/webapp/"],
    ["artifactory", "/artifactory/webapp/images/logo.png"],
    ["artifactory", "/artifactory/%77ebapp/images/logo.png"],
    ["artifactory", "/artifactory"],
    ["nexus", "/"],
    ["nexus", "/static/rapture/resources/favicon.ico"],
    ["nexus", "/service/extdirect"],
    ["nexus", "/repository"],
    ["gitea", "/"],
    ["gitea", "/platform/left-pad"],
    ["gitea", "/platform/-/packages/npm/left-pad/1.3.0"],
    ["gitea", "/user/login"],
    ["forgejo", "/platform/-/packages"],
    ["harbor", "/"],
    ["harbor", "/harbor/projects/7/repositories"],
    ["harbor", "/c/login"],
    ["harbor", "/account/sign-in"],
    ["harbor", "/service/notifications/jobs/scan/1"],
    ["verdaccio", "/"],
    ["verdaccio", "/-/web/detail/left-pad"],
    ["verdaccio", "/-/static/manifest.json"],
    ["verdaccio", "/-/verdaccio/data/packages"],
    ["pulp", "/"],
    ["pulp", "/auth/login/"],
    ["pulp", "/pulp/"],
    ["pulp", "/ui/"],
    ["pulp", "/index/static"],
    ["cloudsmith", "/"],
    ["cloudsmith", "/acme/production"],
    ["codeartifact", "/"],
    ["codeartifact", "/npm"],
    ["codeartifact", "/v1/repository/endpoint"],
    ["github", "/"],
    ["github", "/acme/left-pad"],
    ["github", "/_registry"],
  ])("%s does not take %s", (preset, path) => {
    expect(taken({ PRESET: preset, ORIGIN: "https://origin.example" }, path)).toBeNull();
  });
});

describe("every preset", () => {
  it.each(PRESET_NAMES)("%s names its routes after itself, with valid ids", (preset) => {
    const routes = routesOf({ PRESET: preset, ORIGIN: "https://origin.example" });
    for (const { id } of routes) expect(id).toMatch(new RegExp(`^${preset}-[a-z-]{2,40}$`));
  });

  it.each(PRESET_NAMES)("%s has one format for one id", (preset) => {
    const formats = new Map<string, string>();
    for (const { id, format } of routesOf({ PRESET: preset, ORIGIN: "https://origin.example" })) {
      expect(formats.get(id) ?? format).toBe(format);
      formats.set(id, format);
    }
  });

  it.each(PRESET_NAMES)("%s keeps a path from climbing out of its route", (preset) => {
    const variables = { PRESET: preset, ORIGIN: "https://origin.example/base" };
    for (const path of ["/npm/a/../../secret", "/api/v4/projects/%2e%2e/packages/npm/x", "/v2/..%2fsecret"]) {
      expect([undefined, "refused"]).toContain(taken(variables, path)?.[2]);
    }
  });
});

describe("the part of a preset's path that a client module gets", () => {
  it.each([
    ["gitlab", "/api/v4/projects/42/packages/npm/@acme%2fleft-pad", "/@acme%2fleft-pad"],
    ["gitlab", "/api/v4/projects/42/packages/pypi", ""],
    ["gitlab", "/api/v4/projects/42/terraform/state/prod", "/terraform/state/prod"],
    ["gitlab", "/v2/", "/"],
    ["gitlab", "/jwt/auth", "/jwt/auth"],
    ["gitlab", "/.well-known/terraform.json", "/.well-known/terraform.json"],
    ["harbor", "/service/token", "/service/token"],
    ["gitlab", "/a/b.git/info/lfs/objects/batch", "/a/b.git/info/lfs/objects/batch"],
    ["nexus", "/repository/npm-group/left-pad", "/left-pad"],
    ["artifactory", "/artifactory/api/docker/images/v2/app/manifests/1", "/app/manifests/1"],
    ["gitea", "/acme/app.git/info/lfs/objects/batch", "/acme/app.git/info/lfs/objects/batch"],
    ["github", "/npm/@acme%2fleft-pad", "/@acme%2fleft-pad"],
    ["pulp", "/pypi/tools/simple/requests/", "/simple/requests/"],
    ["pulp", "/token/", "/token/"],
    ["pulp", "/pulp/container/app/blobs/sha256:00", "/app/blobs/sha256:00"],
  ])("%s: of %s it is %j", (preset, path, below) => {
    const target = splitUrl(`https://${GATEWAY}${path}`);
    const route = matchRoute(routesOf({ PRESET: preset, ORIGIN: "https://origin.example" }), target);
    expect(route === null ? null : pathBelow(route, target)).toBe(below);
  });
});

describe("an operator's own routes next to a preset's", () => {
  const PRESET = { PRESET: "nexus", ORIGIN: "https://nexus.example" };
  const own = (path: string, more: object = {}) => ({
    ...PRESET,
    ROUTES: [{ path, id: "own", format: "npm", origin: "https://own.example", ...more }],
  });

  it.each([
    ["a longer path", "/repository/js/*", "/repository/js/left-pad", "own"],
    ["a shorter path", "/repository/*", "/repository/maven-central/a.pom", "own"],
    [
      "a path with a `*` in its middle",
      "/repository/*/left-pad/*",
      "/repository/raw/left-pad/-/a.tgz",
      "own",
    ],
    ["another path", "/npm/*", "/repository/maven-central/a.pom", "nexus-maven"],
    ["a catch-all, for what the preset serves", "/*", "/repository/maven-central/a.pom", "nexus-maven"],
    ["a catch-all, for the rest", "/*", "/static/app.js", "own"],
  ])("%s", (_, path, request, id) => {
    expect(taken(own(path), request)?.[0]).toBe(id);
  });

  it("win with a host, catch-all or not", () => {
    const variables = own("/*", { host: GATEWAY });
    expect(taken(variables, "/repository/maven-central/a.pom")?.[0]).toBe("own");
  });

  it("can't have the id of one of the preset's", () => {
    expect(problemOf(own("/npm/*", { id: "nexus-npm" }))).toBe(
      'ROUTES[0].id: "nexus-npm" is the id of a route of PRESET too; give one of them another (path "/npm/*")',
    );
  });

  it("may have the same path as one of them, and win", () => {
    expect(taken(own("/repository/*/*"), "/repository/maven-central/a.pom")?.[0]).toBe("own");
  });

  it("follow the same rules as without a preset", () => {
    expect(problemOf({ ...PRESET, ROUTES: [{ path: "npm", format: "npm" }] })).toContain(
      "ROUTES[0].path: wants",
    );
  });
});

/** The ways to write a host without subdomains in `ORIGIN`. */
const ADDRESSES = [
  "http://10.0.0.5",
  "http://127.0.0.1:8912",
  "https://10.0.0.5/base",
  "https://0x7f.1",
  "http://[::1]",
  "http://[::1]:80",
  "https://[2001:db8::5]:8443/base",
];

describe.each(ADDRESSES)("an IP address as ORIGIN, %s", (origin) => {
  it.each(PRESET_NAMES.filter((preset) => preset !== "cloudsmith"))(
    "has no subdomains that %s could serve, but everything else",
    (preset) => {
      const routes = routesOf({ PRESET: preset, ORIGIN: origin });
      const host = new URL(origin).host;
      for (const route of routes) {
        expect(route.origin.kind === "url" ? new URL(route.origin.base).host : null).toBe(host);
      }
      const named = routesOf({ PRESET: preset, ORIGIN: "https://origin.example" });
      expect(routes.length).toBe(
        named.filter(({ origin: to }) => to.kind === "url" && new URL(to.base).host === "origin.example")
          .length,
      );
    },
  );

  it("is refused by a preset of subdomains only", () => {
    expect(problemOf({ PRESET: "cloudsmith", ORIGIN: origin })).toBe(
      "ORIGIN: wants a host name; PRESET cloudsmith serves its subdomains, which no IP address has",
    );
  });
});

describe("PRESET and ORIGIN are refused in one line that names the variable", () => {
  it.each<[string, Variables]>([
    [
      `PRESET: wants one of ${PRESET_NAMES.join(", ")}, got "gitlub"`,
      { PRESET: "gitlub", ORIGIN: "https://a.example" },
    ],
    ["PRESET: wants one of", { PRESET: "toString", ORIGIN: "https://a.example" }],
    ["PRESET: wants one of", { PRESET: 1, ORIGIN: "https://a.example" }],
    ["PRESET: wants one of", { PRESET: () => null, ORIGIN: "https://a.example" }],
    ["PRESET: wants one of", { PRESET: "", ORIGIN: "https://a.example" }],
    ["ORIGIN: is missing; with PRESET it wants https://host", { PRESET: "gitlab" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "gitlab.example" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "https://gitlab.example?x" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "ftp://gitlab.example" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: "service:GITLAB" }],
    ["ORIGIN: wants https://host", { PRESET: "gitlab", ORIGIN: ["https://gitlab.example"] }],
    ["ORIGIN: goes with PRESET, which is missing; PRESET wants one of", { ORIGIN: "https://gitlab.example" }],
    [
      "ORIGIN: goes with PRESET",
      { ORIGIN: "https://gitlab.example", ROUTES: [{ path: "/*", format: "npm" }] },
    ],
  ])("%s", (problem, variables) => {
    expect(problemOf(variables)).toContain(problem);
    expect(problemOf(variables)).not.toMatch(/[\r\n]/);
  });

  it("never repeats what might be a credential", () => {
    const problem = problemOf({ PRESET: "gitlab", ORIGIN: "https://user:hunter2@gitlab.example" });
    expect(problem).toContain("ORIGIN: wants");
    expect(problem).not.toContain("hunter2");
  });
});
