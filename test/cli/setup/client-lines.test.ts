/** What developers set for each product: it has to arrive at a route of the same format. */
import { describe, expect, test } from "vitest";
import { clientLines } from "../../../src/cli/setup/client-lines.ts";
import { CLIENT_PATHS } from "../../../src/cli/setup/client-paths.ts";
import { readRoutes } from "../../../src/cli/setup/plan.ts";
import { FORMAT_NAMES, type FormatName } from "../../../src/clients/index.ts";
import { matchRoute } from "../../../src/config/match.ts";
import { PRESET_NAMES, type PresetName } from "../../../src/config/presets/index.ts";
import { readConfiguration } from "../../../src/config/read-configuration.ts";
import type { Route } from "../../../src/config/route.ts";
import { DOCUMENTED_PATHS } from "./documented-paths.ts";

const HOST = "packages.acme.io";
const TOLD_URL = /https:\/\/packages\.acme\.io(?:[^\s"'<>)]|<[a-z ]+>)*/;
const TOLD_IMAGE = /packages\.acme\.io(\S*<image>)/;

/** What each format's program requests below the URL that it was told; the repository's name says nothing. */
const REQUESTED: Readonly<Record<FormatName, string>> = {
  alpine: "/x86_64/APKINDEX.tar.gz",
  anthropic: "/v1/messages",
  cargo: "/config.json",
  composer: "/packages.json",
  conan: "/v2/ping",
  conda: "/noarch/repodata.json",
  debian: "/dists/bookworm/InRelease",
  galaxy: "/api/v3/collections/acme/app/",
  generic: "/tools/1.0.0/tools.tar.gz",
  go: "/example.com/app/@v/list",
  helm: "/index.yaml",
  hex: "/packages/app",
  huggingface: "/acme/app/resolve/main/config.json",
  lfs: "/objects/batch",
  maven: "/com/acme/app/1.0/app-1.0.pom",
  npm: "/@acme%2fleft-pad",
  nuget: "",
  oci: "/manifests/latest",
  openai: "/chat/completions",
  pub: "/api/packages/app",
  pypi: "/app/",
  rpm: "/repodata/repomd.xml",
  rubygems: "/specs.4.8.gz",
  swift: "/acme/app",
  terraform: "/registry.terraform.io/acme/cloud/index.json",
  vscode: "/extensionquery",
};

function routesOf(preset: PresetName, origin: string): readonly Route[] {
  const read = readConfiguration({ PRESET: preset, ORIGIN: origin });
  if (!read.ok) throw new Error(read.problem);
  return readRoutes({ registry: { kind: "product", preset, origin } }, read.routes);
}

function toldLines(
  preset: PresetName,
  format: FormatName,
  { host = HOST, origin = `https://${preset}.acme.io` } = {},
) {
  const routes = routesOf(preset, origin).filter((route) => route.format === format);
  return clientLines(host, routes, preset);
}

function pathRequested(format: FormatName, line: string): string {
  const image = TOLD_IMAGE.exec(line)?.[1];
  const url = TOLD_URL.exec(line)?.[0];
  // Terraform asks the host where its registry is.
  if (url === undefined && image === undefined) return "/.well-known/terraform.json";
  const below = image === undefined ? new URL(filled(url ?? "")).pathname : `/v2${filled(image)}`;
  return below.replace(/\/$/, "") + REQUESTED[format];
}

/** With a name in each place that developers fill in. */
function filled(text: string): string {
  return text.replaceAll(/<[a-z ]+>/g, "acme");
}

const TOLD = PRESET_NAMES.flatMap((preset) =>
  FORMAT_NAMES.flatMap((format) =>
    toldLines(preset, format)
      .filter((line) => line.includes(HOST) && !line.startsWith("  and with a token"))
      .map((line): [PresetName, FormatName, string] => [preset, format, line]),
  ),
);

describe("what developers set for a product", () => {
  test.each(TOLD)("%s: %s arrives at a route of that format: %s", (preset, format, line) => {
    const routes = routesOf(preset, `https://${preset}.acme.io`);
    const path = pathRequested(format, line);
    expect([path, matchRoute(routes, { host: HOST, path, query: "" })?.format]).toEqual([path, format]);
  });

  test.each(TOLD)(
    "%s: %s is at a path of the format's own, if the product has one: %s",
    (preset, format, line) => {
      const routes = routesOf(preset, `https://${preset}.acme.io`);
      const own = routes.filter(
        (route) => route.format === format && route.pattern?.shape === null && route.subtree,
      );
      const matched = matchRoute(routes, { host: HOST, path: pathRequested(format, line), query: "" });
      if (own.length > 0 && format !== "generic") expect(matched?.pattern?.shape).toBeNull();
    },
  );

  test.each(DOCUMENTED_PATHS)("%s: the paths are those of its documentation", (preset, paths) => {
    for (const [format, path] of Object.entries(paths)) {
      const [line = ""] = TOLD.filter(([of, name]) => of === preset && name === format).map(
        ([, , text]) => text,
      );
      const told = TOLD_IMAGE.exec(line)?.[1] ?? TOLD_URL.exec(line)?.[0].replace(`https://${HOST}`, "");
      expect([format, told]).toEqual([format, path]);
    }
  });

  test.each<[PresetName, FormatName, RegExp]>([
    ["nexus", "maven", /<mirrorOf>\*<\/mirrorOf>/],
    ["gitlab", "maven", /<repository>.* in the <repositories> of pom\.xml/],
    ["gitea", "maven", /<repository>/],
    ["github", "maven", /<repository>/],
    ["nexus", "rubygems", /mirror\.https:\/\/rubygems\.org/],
    ["gitea", "rubygems", /source ".*" do/],
    ["github", "rubygems", /source ".*" do/],
    ["nexus", "npm", /npm config set registry/],
    ["gitea", "npm", /npm config set @<scope>:registry/],
    ["forgejo", "npm", /npm config set @<scope>:registry/],
    ["github", "npm", /npm config set @<owner>:registry/],
  ])("%s: %s keeps the public registry unless the product proxies it", (preset, format, line) => {
    expect(toldLines(preset, format).join("\n")).toMatch(line);
  });

  test.each<[string, PresetName, FormatName]>([
    ["GitLab's gems can't be installed", "gitlab", "rubygems"],
    ["GitLab documents no Cargo registry", "gitlab", "cargo"],
    ["GitLab documents no RPM registry", "gitlab", "rpm"],
    ["Gitea has Terraform's state only", "gitea", "terraform"],
    ["Cloudsmith's discovery is on a host of its own", "cloudsmith", "terraform"],
    ["Pulp's npm is for publishing only", "pulp", "npm"],
  ])("nothing is told where there is nothing to say: %s", (_, preset, format) =>
    expect(toldLines(preset, format)).toEqual([]),
  );

  test("GitLab's registry is at a host of its own", () =>
    expect(toldLines("gitlab", "oci", { host: "registry.acme.io" })).toEqual([
      "Docker, Podman: docker login registry.acme.io, and registry.acme.io/<group>/<project>/<image> as the image's name",
    ]));

  test("GitHub's npm registry has scoped packages only", () =>
    expect(toldLines("github", "npm")).toEqual([
      "npm, pnpm: npm config set @<owner>:registry https://packages.acme.io/npm/",
      "  and with a token: npm config set //packages.acme.io/npm/:_authToken <token>",
      "yarn 4: yarn config set --home npmScopes.<owner>.npmRegistryServer https://packages.acme.io/npm",
    ]));

  test("a GitHub without subdomains has its registries below /_registry", () =>
    expect(toldLines("github", "maven", { origin: "https://192.0.2.1" })[1]).toContain(
      `uri("https://packages.acme.io/_registry/maven/<owner>/<repository>")`,
    ));

  test.each(PRESET_NAMES)("%s: the table names routes that there are", (preset) => {
    const names = new Set(
      routesOf(preset, `https://${preset}.acme.io`).map(({ id }) => id.slice(preset.length + 1)),
    );
    expect(Object.keys(CLIENT_PATHS[preset].routes).filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("what developers set for a route of the operator's", () => {
  test.each<[FormatName, string, string]>([
    ["npm", "/npm/*", "npm config set registry https://packages.acme.io/npm/"],
    ["pypi", "/teams/*/pypi/*", "https://packages.acme.io/teams/<name>/pypi/simple/"],
    ["conda", "/conda/*", "conda config --set channel_alias https://packages.acme.io/conda"],
    ["terraform", "/*", `"packages.acme.io/<namespace>/<name>/<provider>" as a module's source`],
    ["terraform", "/tf/*", `"modules.v1" = "https://packages.acme.io/tf/v1/modules/"`],
    ["lfs", "/git/*", "lfs.url https://packages.acme.io/git/<project>.git/info/lfs"],
    ["oci", "/v2/*", "packages.acme.io/<image> as the image's name"],
  ])("%s at %s", (format, path, told) => {
    const read = readConfiguration({ ROUTES: [{ path, format, origin: "https://registry.acme.io" }] });
    if (!read.ok) throw new Error(read.problem);
    expect(clientLines(HOST, read.routes, null).join("\n")).toContain(told);
  });
});
