/**
 * What developers set so that each client uses the gateway: one line per client. Pure.
 */
import type { FormatName } from "../../clients/index.ts";
import { isAtHost } from "../../config/match.ts";
import { patternText } from "../../config/path-pattern.ts";
import type { PresetName } from "../../config/presets/index.ts";
import type { Route } from "../../config/route.ts";
import { BESIDE_PUBLIC, CLIENT_PATHS, NPM_SCOPES } from "./client-paths.ts";

/** Where a client finds its format. */
interface Served {
  /** The key of the clients' credentials. */
  readonly host: string;
  /** Without a trailing slash. */
  readonly path: string;
  readonly url: string;
  /** Whether the path is the product's documented one, from `CLIENT_PATHS`. */
  readonly isDocumented: boolean;
  /** The npm scope that the registry is for; null if it has all packages. */
  readonly scope: string | null;
  /** Whether it has the product's own packages only, so that the public registry stays in use. */
  readonly isBesidePublic: boolean;
}

type Lines = (served: Served) => readonly string[];

const LINES: Readonly<Record<FormatName, Lines>> = {
  alpine: ({ url }) => [`apk: echo ${url} >> /etc/apk/repositories`],
  anthropic: ({ url }) => [`Anthropic SDK: export ANTHROPIC_BASE_URL=${url}`],
  cargo: ({ url }) => [`Cargo: [registries.internal] index = "sparse+${url}/" in .cargo/config.toml`],
  composer: ({ url }) => [`Composer: composer config -g repositories.internal composer ${url}`],
  conan: ({ url }) => [`Conan: conan remote add --force internal ${url}`],
  conda: ({ url, isDocumented }) => [
    isDocumented
      ? `conda: conda config --add channels ${url}`
      : `conda: conda config --set channel_alias ${url}`,
  ],
  debian: ({ url }) => [`apt: deb ${url} <suite> <component> in /etc/apt/sources.list.d/`],
  galaxy: ({ url }) => [`Ansible: [galaxy_server.internal] url=${url}/ in ansible.cfg`],
  generic: ({ url }) => [`curl and others: ${url}/`],
  go: ({ url }) => [`Go: go env -w GOPROXY=${url}`],
  helm: ({ url }) => [`Helm: helm repo add --force-update internal ${url}`],
  hex: ({ url }) => [`Hex: mix hex.repo set hexpm --url ${url}`],
  huggingface: ({ url }) => [`Hugging Face: export HF_ENDPOINT=${url}`],
  lfs: ({ url }) => [`Git LFS: git config -f .lfsconfig lfs.url ${url}`],
  maven: ({ url, isBesidePublic }) => [
    isBesidePublic
      ? `Maven: <repository><id>internal</id><url>${url}</url></repository> in the <repositories> of pom.xml`
      : `Maven: <mirror><id>internal</id><mirrorOf>*</mirrorOf><url>${url}</url></mirror> in ~/.m2/settings.xml`,
    `Gradle: maven { url = uri("${url}") } in repositories`,
  ],
  npm: ({ url, scope }) => [
    `npm, pnpm: npm config set ${scope === null ? "" : `@${scope}:`}registry ${url}/`,
    `  and with a token: npm config set ${withoutScheme(url)}/:_authToken <token>`,
    `yarn 4: yarn config set --home ${scope === null ? "" : `npmScopes.${scope}.`}npmRegistryServer ${url}`,
  ],
  nuget: ({ url }) => [`NuGet: dotnet nuget add source ${url} --name internal`],
  oci: ({ host, path }) => [
    `Docker, Podman: docker login ${host}, and ${host}${path.replace(/^\/v2$/, "")}/<image> as the image's name`,
  ],
  openai: ({ url }) => [`OpenAI SDK: export OPENAI_BASE_URL=${url}`],
  pub: ({ url }) => [`Dart: export PUB_HOSTED_URL=${url}`],
  pypi: ({ url }) => [`pip: pip config set global.index-url ${url}/`, `uv: export UV_DEFAULT_INDEX=${url}/`],
  rpm: ({ url }) => [`dnf: baseurl=${url}/ in /etc/yum.repos.d/internal.repo`],
  rubygems: ({ url, isBesidePublic }) => [
    `gem: gem sources --add ${url}/`,
    isBesidePublic
      ? `Bundler: source "${url}/" do ... end in the Gemfile, around the gems from there`
      : `Bundler: bundle config set --global mirror.https://rubygems.org ${url}/`,
  ],
  swift: ({ url }) => [`Swift: swift package-registry set ${url}`],
  terraform: (served) => [terraformLine(served)],
  vscode: ({ url }) => [`VS Code: "serviceUrl": "${url}" in the gallery's settings`],
};

/** What a client's URL has below the path of a route. */
const BELOW: Readonly<Partial<Record<FormatName, string>>> = {
  alpine: "/<branch>/main",
  lfs: "/<project>.git/info/lfs",
  nuget: "/index.json",
  pypi: "/simple",
};

/** In: the gateway's host, its routes, the preset that they are of. Out: the lines for each format that they serve. */
export function clientLines(host: string, routes: readonly Route[], preset: PresetName | null): string[] {
  const scope = preset === null ? null : (NPM_SCOPES[preset] ?? null);
  const besidePublic = preset === null ? [] : (BESIDE_PUBLIC[preset] ?? []);
  const best = new Map<FormatName, Route>();
  const served = routes.filter((route) => isAtHost(route, host) && documented(route, preset) !== null);
  for (const route of served.toSorted(byFitness(preset))) {
    if (!best.has(route.format)) best.set(route.format, route);
  }
  return [...best]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([format, route]) => {
      const path = clientPath(route, preset);
      const isDocumented = documented(route, preset) !== undefined;
      const isBesidePublic = besidePublic.includes(format);
      const url = `https://${host}${path}`;
      return LINES[format]({ host, path, url, isDocumented, scope, isBesidePublic });
    });
}

/**
 * The most specific route comes first: one for this host, with a documented path, with a pattern that no other format shares, for a
 * subtree, with the format's name in its pattern, and then the shortest.
 */
function byFitness(preset: PresetName | null): (a: Route, b: Route) => number {
  const first = (a: Route, b: Route, is: (route: Route) => boolean) => Number(is(b)) - Number(is(a));
  return (a, b) =>
    first(a, b, ({ host }) => host !== null) ||
    first(a, b, (route) => documented(route, preset) !== undefined) ||
    first(a, b, ({ pattern }) => pattern === undefined || pattern.shape === null) ||
    first(a, b, ({ subtree }) => subtree) ||
    first(a, b, (route) => patternText(route).split("/").includes(route.format)) ||
    patternText(a).length - patternText(b).length;
}

/** The row of `CLIENT_PATHS`; undefined if the pattern is enough, null if the route gets no line. */
function documented({ id }: Route, preset: PresetName | null): string | null | undefined {
  return preset === null ? undefined : CLIENT_PATHS[preset].routes[id.slice(preset.length + 1)];
}

function clientPath(route: Route, preset: PresetName | null): string {
  const path = documented(route, preset) ?? null;
  if (path === null) return pathOf(route, preset) + (BELOW[route.format] ?? "");
  return path.startsWith("./") ? pathOf(route, preset) + path.slice(1) : path;
}

/** The path below which the clients' own paths begin; a `*` in its middle is a name that developers fill in. */
function pathOf(route: Route, preset: PresetName | null): string {
  const segment = preset === null ? "name" : CLIENT_PATHS[preset].segment;
  return patternText(route)
    .replace(/\/\*$/, "")
    .replace(/\/$/, "")
    .replace(/(group|project)(s?)\/\*/g, "$1$2/<$1>")
    .replaceAll("*", `<${segment}>`);
}

/** Terraform finds a registry at the root of its host only through the host's discovery document. */
function terraformLine({ host, path, url }: Served): string {
  const module = `"${host}/<namespace>/<name>/<provider>" as a module's source`;
  if (path === "") return `Terraform: ${module}`;
  if (path.endsWith("/providers")) {
    return `Terraform: provider_installation { network_mirror { url = "${url}/" } } in ~/.terraformrc`;
  }
  const services = `{ "modules.v1" = "${url}/v1/modules/", "providers.v1" = "${url}/v1/providers/" }`;
  return `Terraform: host "${host}" { services = ${services} } in ~/.terraformrc, and ${module}`;
}

function withoutScheme(url: string): string {
  return url.replace(/^https:/, "");
}
