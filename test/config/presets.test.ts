/** The paths that each preset serves, and those that it leaves out. */
import { describe, expect, it } from "vitest";
import { matchRoute, pathBelow, splitUrl } from "../../src/config/match.ts";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import { DERIVED_PATHS } from "./preset-paths-derived.ts";
import { OWN_PATHS } from "./preset-paths-own.ts";
import { REPOSITORY_PATHS } from "./preset-paths-repositories.ts";
import { routesOf } from "./read.ts";
import { GATEWAY, taken } from "./taken.ts";

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
