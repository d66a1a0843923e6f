/** The package of a request on the paths of each product, where the product's prefix is not part of the name. */
import { expect, it } from "vitest";
import { matchRoute, pathBelow, splitUrl } from "../../src/config/match.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

type Row = readonly [path: string, name?: string, version?: string];

const GITLAB: readonly Row[] = [
  ["/api/v4/projects/42/packages/npm/left-pad", "left-pad"],
  ["/api/v4/projects/acme%2Fplatform%2Fweb/packages/npm/@acme%2fleft-pad", "@acme/left-pad"],
  ["/api/v4/projects/42/packages/npm/@acme/left-pad/-/@acme/left-pad-1.3.0.tgz", "@acme/left-pad", "1.3.0"],
  ["/api/v4/groups/7/-/packages/npm/left-pad", "left-pad"],
  ["/api/v4/packages/npm/left-pad", "left-pad"],
  ["/api/v4/projects/42/dependency_proxy/packages/npm/left-pad", "left-pad"],
  ["/api/v4/virtual_registries/packages/npm/12/left-pad", "left-pad"],
  ["/api/v4/projects/42/packages/maven/org/acme/lib/1.0/lib-1.0.jar", "org.acme:lib", "1.0"],
  ["/api/v4/groups/acme%2Fplatform/-/packages/maven/org/acme/lib/maven-metadata.xml", "org.acme:lib"],
  ["/api/v4/virtual_registries/packages/maven/12/org/acme/lib/1.0/lib-1.0.jar", "org.acme:lib", "1.0"],
  ["/api/v4/projects/42/packages/nuget/download/acme.lib/1.0.0/acme.lib.1.0.0.nupkg", "acme.lib", "1.0.0"],
  ["/api/v4/projects/42/packages/nuget/v2/FindPackagesById()?id='Acme.Lib'", "acme.lib"],
  ["/api/v4/projects/42/packages/nuget/index.json"],
  ["/api/v4/projects/42/packages/pypi/simple/requests", "requests"],
  ["/api/v4/groups/7/-/packages/pypi/files/5e884898da28/requests-2.32.0.tar.gz", "requests", "2.32.0"],
  ["/api/v4/group/7/-/packages/composer/p2/acme/lib.json", "acme/lib"],
  ["/api/v4/projects/42/packages/composer/archives/acme/lib.zip?sha=67359", "acme/lib"],
  ["/api/v4/projects/42/packages/rubygems/gems/acme-1.0.gem", "acme", "1.0"],
  ["/api/v4/packages/conan/v1/conans/zlib/1.3.1/acme+platform/stable/digest", "zlib", "1.3.1"],
  ["/api/v4/projects/42/packages/conan/v2/conans/zlib/1.3.1/_/_/latest", "zlib", "1.3.1"],
  ["/api/v4/projects/42/packages/helm/stable/charts/app-1.0.0.tgz", "app", "1.0.0"],
  ["/api/v4/projects/42/packages/debian/pool/bookworm/a/acme/1.0/acme_1.0_amd64.deb", "acme", "1.0"],
  ["/api/v4/projects/42/packages/go/gitlab.example/acme/lib/@v/list", "gitlab.example/acme/lib"],
  ["/api/v4/packages/terraform/modules/v1/acme/vpc/aws/1.0.0/download", "acme/vpc/aws", "1.0.0"],
  ["/api/v4/projects/42/packages/terraform/modules/vpc/aws/1.0.0/file", "vpc/aws", "1.0.0"],
  ["/api/v4/projects/42/terraform/state/production"],
  [
    "/v2/acme/dependency_proxy/containers/alpine/manifests/3.20",
    "acme/dependency_proxy/containers/alpine",
    "3.20",
  ],
  ["/jwt/auth?service=container_registry&scope=repository:acme/app:pull", "acme/app"],
  ["/acme/platform/web.git/info/lfs/objects/batch", "acme/platform/web"],
  ["/api/v4/user"],
];

/** Paths below the repository's name, as both Nexus and Artifactory serve them. */
const REPOSITORIES: readonly Row[] = [
  ["/npm-group/left-pad", "left-pad"],
  ["/npm-group/@acme%2fleft-pad", "@acme/left-pad"],
  ["/maven-central/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/libs-release/org/acme/lib/1.0/lib-1.0.jar.sha1", "org.acme:lib", "1.0"],
  ["/nuget.v3-proxy/v3/content/acme.lib/1.0.0/acme.lib.1.0.0.nupkg", "acme.lib", "1.0.0"],
  ["/pypi-all/simple/requests/", "requests"],
  ["/python3-hosted/packages/requests/2.32.0/requests-2.32.0.tar.gz", "requests", "2.32.0"],
  ["/rubygems-proxy/info/rails", "rails"],
  ["/docker-hosted/v2/app/manifests/latest", "app", "latest"],
  ["/helm-hosted/app-1.0.0.tgz", "app", "1.0.0"],
  ["/go-proxy/example.com/lib/@v/list", "example.com/lib"],
  ["/cargo-proxy/se/rd/serde", "serde"],
  ["/composer-proxy/p/acme/lib.json", "acme/lib"],
  ["/cpp/v2/conans/zlib/1.3.1/_/_/latest", "zlib", "1.3.1"],
  ["/conda-proxy/linux-64/numpy-2.1.0-py312_0.conda", "numpy", "2.1.0"],
  ["/apt-hosted/pool/a/acme/acme_1.0_amd64.deb", "acme", "1.0"],
  ["/yum-hosted/9/os/Packages/foo-1.0-1.el9.x86_64.rpm", "foo", "1.0-1.el9"],
  ["/pub-hosted/api/packages/acme_lib", "acme_lib"],
  ["/swift-hosted/acme/lib", "acme.lib"],
  ["/terraform-proxy/v1/providers/acme/cloud/versions", "acme/cloud"],
  ["/huggingface-proxy/acme/bert/resolve/main/config.json", "acme/bert", "main"],
  ["/ansible-proxy/api/v3/collections/acme/tools/", "acme.tools"],
  ["/raw-hosted/tools/app.jar"],
];

const ARTIFACTORY: readonly Row[] = [
  ...REPOSITORIES.map(([path, ...rest]) => [`/artifactory${path}`, ...rest] as const),
  ["/artifactory/api/npm/js-all/left-pad", "left-pad"],
  ["/artifactory/api/npm/js-all/@acme%2fleft-pad", "@acme/left-pad"],
  ["/artifactory/api/npm/js-all/left-pad/-/left-pad-1.3.0.tgz", "left-pad", "1.3.0"],
  ["/artifactory/api/npm/js-all/-/npm/v1/security/advisories/bulk"],
  ["/artifactory/api/pypi/py-all/simple/requests/", "requests"],
  ["/artifactory/api/nuget/v3/dotnet/registration-semver2/acme.lib/index.json", "acme.lib"],
  ["/artifactory/api/go/go-all/example.com/lib/@v/list", "example.com/lib"],
  ["/artifactory/api/conan/cpp/v2/conans/zlib/1.3.1/_/_/latest", "zlib", "1.3.1"],
  ["/artifactory/api/composer/php/p2/acme/lib.json", "acme/lib"],
  ["/artifactory/api/cargo/rs/index/se/rd/serde", "serde"],
  ["/artifactory/api/terraform/infra/providers/acme/cloud/index.json", "acme/cloud"],
  ["/artifactory/api/huggingfaceml/models/api/models/acme/bert", "acme/bert"],
  ["/artifactory/api/docker/images/v2/acme/app/manifests/latest", "acme/app", "latest"],
  ["/v2/images/app/manifests/latest", "images/app", "latest"],
];

const GITEA: readonly Row[] = [
  ["/api/packages/acme/npm/left-pad/-/1.3.0/left-pad-1.3.0.tgz", "left-pad", "1.3.0"],
  ["/api/packages/acme/maven/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/api/packages/go/example.com/lib/@v/list", "example.com/lib"],
  ["/api/packages/acme/pub/api/packages/acme_lib", "acme_lib"],
  ["/api/packages/acme/composer/files/acme%2Flib/1.0.0/acme-lib.1.0.0.zip", "acme/lib", "1.0.0"],
  ["/api/packages/acme/rpm/el9/package/foo/1.0-1/x86_64", "foo", "1.0-1"],
  ["/api/packages/acme/swift/acme/lib/1.0.0.zip", "acme.lib", "1.0.0"],
  ["/acme/app.git/info/lfs/objects/batch", "acme/app"],
  ["/acme/app/info/lfs/locks", "acme/app"],
];

const GITHUB: readonly Row[] = [
  ["/npm/@acme%2fleft-pad", "@acme/left-pad"],
  ["/npm/download/@acme/left-pad/1.3.0/0a1b2c3d", "@acme/left-pad", "1.3.0"],
  ["/maven/acme/app/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/_registry/maven/acme/app/org/acme/lib/maven-metadata.xml", "org.acme:lib"],
  ["/nuget/acme/index.json"],
  ["/nuget/acme/download/acme.lib/1.0.0/acme.lib.1.0.0.nupkg", "acme.lib", "1.0.0"],
  ["/rubygems/acme/gems/tool-1.0.gem", "tool", "1.0"],
];

const CLOUDSMITH: readonly Row[] = [
  ["/dl/basic/acme/production/python/simple/requests/", "requests"],
  ["/dl/public/acme/production/maven/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/maven/acme/production/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/npm/acme/production/@acme%2fleft-pad", "@acme/left-pad"],
  ["/npm/acme/production/left-pad/-/left-pad-1.3.0.tgz", "left-pad", "1.3.0"],
  ["/golang/acme/production/example.com/lib/@v/list", "example.com/lib"],
  ["/v2/acme/production/app/manifests/1", "acme/production/app", "1"],
];

const CODEARTIFACT: readonly Row[] = [
  ["/npm/main/left-pad", "left-pad"],
  ["/maven/main/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/pypi/main/simple/requests/", "requests"],
];

const PULP: readonly Row[] = [
  ["/pypi/tools/simple/requests/", "requests"],
  ["/pypi/python/tools/simple/requests/", "requests"],
  ["/pypi/tools/pypi/requests/2.32.0/json/", "requests", "2.32.0"],
  ["/pypi/tools/legacy/"],
  ["/npm/js/left-pad", "left-pad"],
  ["/npm/js/all/@acme%2fleft-pad", "@acme/left-pad"],
  // Of several segments before it, the last may be the package's.
  ["/npm/js/all/left-pad"],
  ["/npm/js/-/whoami"],
  ["/pulp/maven/releases/org/acme/lib/1.0/lib-1.0.pom", "org.acme:lib", "1.0"],
  ["/pulp_ansible/galaxy/ops/api/v3/collections/acme/tools/versions/1.0.0/", "acme.tools", "1.0.0"],
  [
    "/pulp_ansible/galaxy/default/api/v3/plugin/ansible/content/ops/collections/index/acme/tools/",
    "acme.tools",
  ],
  ["/pulp/cargo/crates/se/rd/serde", "serde"],
  ["/pulp/cargo/crates/api/v1/crates/serde/1.0.0/download", "serde", "1.0.0"],
  ["/v2/tools/app/manifests/latest", "tools/app", "latest"],
  ["/token/?service=pulp.example&scope=repository:tools/app:pull", "tools/app"],
  ["/extensions/v2/tools/app/signatures/sha256:00", "tools/app", "sha256:00"],
  ["/pulp/container/tools/app/blobs/sha256:00", "tools/app"],
  ["/pulp/content/rhel9/Packages/f/foo-1.0-1.el9.x86_64.rpm"],
  ["/pulp/api/v3/status/"],
];

const PRODUCTS: readonly (readonly [preset: string, rows: readonly Row[]])[] = [
  ["gitlab", GITLAB],
  ["nexus", REPOSITORIES.map(([path, ...rest]) => [`/repository${path}`, ...rest] as const)],
  ["artifactory", ARTIFACTORY],
  ["gitea", GITEA],
  ["forgejo", GITEA],
  ["github", GITHUB],
  ["cloudsmith", CLOUDSMITH],
  ["codeartifact", CODEARTIFACT],
  ["harbor", [["/chartrepo/library/charts/app-1.0.0.tgz", "app", "1.0.0"]]],
  ["pulp", PULP],
  ["verdaccio", [["/@acme%2fleft-pad", "@acme/left-pad"]]],
];

const CASES = PRODUCTS.flatMap(([preset, rows]) =>
  rows.map(([path, name = "", version = ""]) => ({ preset, path, name, version })),
);

it.each(CASES)("$preset: $path is $name $version", ({ preset, path, name, version }) => {
  const configuration = readConfiguration({ PRESET: preset, ORIGIN: "https://product.example" });
  if (!configuration.ok) throw new Error(configuration.problem);
  const target = splitUrl(`https://packages.example${path}`);
  const route = matchRoute(configuration.routes, target);
  if (route === null) throw new Error("no route");
  const asked = request(pathBelow(route, target) || "/", {}, "GET", target.query);
  expect(clientFormat(route.format).coordinates(asked)).toEqual({ package: name, version });
});
