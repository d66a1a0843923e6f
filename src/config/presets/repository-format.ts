/**
 * Which format a repository has, for products whose paths don't say (Nexus, half of Artifactory). Its name decides if
 * one of its words is a format, as in the products' own examples (`npm-group`, `maven-central`, `nuget-hosted`); then a
 * path that only one format has; otherwise it is plain files. Pure; linear in the path.
 * A wrong guess costs the form in which an error is shown, never an answer, and a route in `ROUTES` overrides it.
 */
import type { FormatName } from "../../clients/index.ts";
import type { PathShape } from "../path-pattern.ts";

/** Words of repository names. */
const WORDS: ReadonlyMap<string, FormatName> = new Map<string, FormatName>([
  ...words("generic", ["raw", "generic", "files", "cran", "r", "p2", "bower", "cocoapods", "vagrant"]),
  ...words("npm", ["npm", "npmjs", "yarn", "pnpm"]),
  ...words("maven", ["maven", "mvn", "gradle", "ivy", "sbt"]),
  ...words("pypi", ["pypi", "pip", "python"]),
  ...words("nuget", ["nuget", "chocolatey"]),
  ...words("rubygems", ["rubygems", "gem", "gems", "ruby"]),
  ...words("oci", ["docker", "oci", "helmoci", "containers"]),
  ...words("helm", ["helm", "charts"]),
  ...words("go", ["go", "golang", "goproxy"]),
  ...words("cargo", ["cargo", "crates", "rust"]),
  ...words("composer", ["composer", "packagist", "php"]),
  ...words("conan", ["conan"]),
  ...words("conda", ["conda"]),
  ...words("debian", ["apt", "deb", "debian", "ubuntu"]),
  ...words("rpm", ["rpm", "yum", "dnf"]),
  ...words("alpine", ["alpine", "apk"]),
  ...words("pub", ["pub", "dart"]),
  ...words("swift", ["swift"]),
  ...words("terraform", ["terraform"]),
  ...words("huggingface", ["huggingface", "hf"]),
  ...words("galaxy", ["ansible", "galaxy"]),
  ...words("lfs", ["lfs", "gitlfs"]),
]);

function words(format: FormatName, names: readonly string[]): [string, FormatName][] {
  return names.map((name) => [name, format]);
}

/** Paths below the repository that only one format has, as the clients in `clients/` request them. */
const PATHS: readonly (readonly [FormatName, RegExp])[] = [
  [
    "maven",
    /\.(?:pom|jar|war|ear|aar|module|klib)(?:\.(?:asc|md5|sha\d+))*$|\/(?:maven-metadata|archetype-catalog)\.xml/,
  ],
  ["npm", /^\/@[^/]|\/-\//],
  ["pypi", /^\/simple(?:\/|$)|\.whl(?:\.metadata)?$/],
  ["nuget", /\.s?nupkg$|\/(?:FindPackagesById|Packages|Search)\(|^\/(?:v3\/)?index\.json$/],
  ["conan", /^\/v[12]\/(?:ping$|users\/|conans\/|files\/)/],
  ["oci", /^\/v2(?:\/|$)/],
  ["terraform", /^\/v1\/(?:providers|modules)\//],
  ["go", /\/@(?:v\/|latest$)/],
  ["rubygems", /specs\.4\.8|\/quick\/Marshal\.4\.8\/|\.gem$|^\/api\/v1\/(?:gems|dependencies)/],
  ["cargo", /^\/(?:index\/)?config\.json$|^\/(?:api\/)?v1\/crates|\.crate$/],
  ["composer", /^\/packages\.json$|^\/p2?\//],
  ["conda", /\/repodata\.json|\.conda$/],
  ["debian", /^\/(?:dists|pool)\/|\.u?deb$/],
  ["rpm", /\/repodata\/|\.d?rpm$/],
  ["alpine", /\/APKINDEX\.tar\.gz$|\.apk$/],
  ["helm", /^\/(?:[^/]+\/)?index\.yaml$/],
  ["huggingface", /^\/api\/(?:models|datasets|spaces)\/|\/resolve\//],
  ["lfs", /\/info\/lfs\/|^\/objects\/batch$/],
];

/** In: a repository's name, the path below it. */
export function formatOfRepository(name: string, below: string): FormatName {
  for (const word of name.toLowerCase().split(/[-_.]/)) {
    // `maven2`, `python3`.
    const format = WORDS.get(word) ?? WORDS.get(word.replace(/\d{1,3}$/, ""));
    if (format !== undefined) return format;
  }
  return PATHS.find(([, path]) => path.test(below))?.[0] ?? "generic";
}

/** Every format that `formatOfRepository` recognises by name. */
export const REPOSITORY_FORMATS: readonly FormatName[] = [...new Set(WORDS.values())];

/**
 * Shapes that tell apart the formats of the repositories below `root`: each path is examined once, however many of the
 * shapes are tested against it.
 */
export function repositoryShapes(root: string): (format: FormatName) => PathShape {
  let lastPath = "";
  let lastFormat: FormatName = "generic";
  const formatOf = (path: string): FormatName => {
    if (path === lastPath) return lastFormat;
    const begin = root.length + 1;
    const slash = path.indexOf("/", begin);
    const end = slash === -1 ? path.length : slash;
    lastPath = path;
    lastFormat = formatOfRepository(path.slice(begin, end), path.slice(end));
    return lastFormat;
  };
  return (format) => ({ test: (path) => formatOf(path) === format });
}
