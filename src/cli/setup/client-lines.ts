/**
 * What developers set so that each client uses the gateway: one line per client. Pure.
 */
import type { FormatName } from "../../clients/index.ts";
import { patternText } from "../../config/path-pattern.ts";
import type { Route } from "../../config/route.ts";

/** Where a format is served: its URL without a trailing slash, and the host by which clients keep credentials. */
interface Served {
  readonly url: string;
  readonly host: string;
}

type Lines = (served: Served) => readonly string[];

const LINES: Readonly<Record<FormatName, Lines>> = {
  alpine: ({ url }) => [`apk: echo ${url}/<branch>/main >> /etc/apk/repositories`],
  anthropic: ({ url }) => [`Anthropic SDK: export ANTHROPIC_BASE_URL=${url}`],
  cargo: ({ url }) => [`Cargo: [registries.internal] index = "sparse+${url}/" in .cargo/config.toml`],
  composer: ({ url }) => [`Composer: composer config -g repositories.internal composer ${url}`],
  conan: ({ url }) => [`Conan: conan remote add --force internal ${url}`],
  conda: ({ url }) => [`conda: conda config --set channel_alias ${url}`],
  debian: ({ url }) => [`apt: deb ${url} <suite> <component> in /etc/apt/sources.list.d/`],
  galaxy: ({ url }) => [`Ansible: [galaxy_server.internal] url=${url}/ in ansible.cfg`],
  generic: ({ url }) => [`curl and others: ${url}/`],
  go: ({ url }) => [`Go: go env -w GOPROXY=${url}`],
  helm: ({ url }) => [`Helm: helm repo add --force-update internal ${url}`],
  hex: ({ url }) => [`Hex: mix hex.repo set hexpm --url ${url}`],
  huggingface: ({ url }) => [`Hugging Face: export HF_ENDPOINT=${url}`],
  lfs: ({ url }) => [`Git LFS: git config -f .lfsconfig lfs.url ${url}/<project>.git/info/lfs`],
  maven: ({ url }) => [
    `Maven: <mirror><id>internal</id><mirrorOf>*</mirrorOf><url>${url}</url></mirror> in ~/.m2/settings.xml`,
    `Gradle: maven { url = uri("${url}") } in repositories`,
  ],
  npm: ({ url }) => [
    `npm, pnpm: npm config set registry ${url}/`,
    `  and with a token: npm config set ${withoutScheme(url)}/:_authToken <token>`,
    `yarn 4: yarn config set --home npmRegistryServer ${url}`,
  ],
  nuget: ({ url }) => [`NuGet: dotnet nuget add source ${url}/index.json --name internal`],
  oci: ({ host }) => [`Docker, Podman: docker login ${host}, and ${host}/<image> as the image's name`],
  openai: ({ url }) => [`OpenAI SDK: export OPENAI_BASE_URL=${url}`],
  pub: ({ url }) => [`Dart: export PUB_HOSTED_URL=${url}`],
  pypi: ({ url }) => [
    `pip: pip config set global.index-url ${url}/simple/`,
    `uv: export UV_DEFAULT_INDEX=${url}/simple/`,
  ],
  rpm: ({ url }) => [`dnf: baseurl=${url}/ in /etc/yum.repos.d/internal.repo`],
  rubygems: ({ url }) => [
    `gem: gem sources --add ${url}/`,
    `Bundler: bundle config set --global mirror.https://rubygems.org ${url}/`,
  ],
  swift: ({ url }) => [`Swift: swift package-registry set ${url}`],
  terraform: ({ host }) => [`Terraform: "${host}/<namespace>/<name>/<provider>" as a module's source`],
  vscode: ({ url }) => [`VS Code: "serviceUrl": "${url}" in the gallery's settings`],
};

/** In: the gateway's host, its routes. Out: the lines for each format that they serve, with the shortest of its paths. */
export function clientLines(host: string, routes: readonly Route[]): string[] {
  const shortest = new Map<FormatName, Route>();
  for (const route of routes.toSorted((a, b) => patternText(a).length - patternText(b).length)) {
    if (!shortest.has(route.format)) shortest.set(route.format, route);
  }
  return [...shortest]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([format, route]) => LINES[format]({ host, url: `https://${host}${pathOf(route)}` }));
}

/** The path below which the clients' own paths begin; a `*` in its middle is a name that depends on the project. */
function pathOf(route: Route): string {
  return patternText(route).replace(/\/\*$/, "").replaceAll("*", "<name>");
}

function withoutScheme(url: string): string {
  return url.replace(/^https:/, "");
}
