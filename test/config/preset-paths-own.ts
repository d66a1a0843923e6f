/** Paths that a product serves on ORIGIN under the same path as on the gateway. */
import { CONAN, type OwnPaths, SHA256 } from "./own-paths.ts";
import { GITLAB } from "./preset-paths-gitlab.ts";

const GITEA_PATHS: readonly (readonly [path: string, name: string, format: string])[] = [
  ["/api/packages/acme/alpine/v3.20/main/x86_64/APKINDEX.tar.gz", "alpine", "alpine"],
  ["/api/packages/acme/cargo/config.json", "cargo", "cargo"],
  ["/api/packages/acme/cargo/api/v1/crates/new", "cargo", "cargo"],
  ["/api/packages/acme/composer/packages.json", "composer", "composer"],
  [`/api/packages/acme/conan/v2/${CONAN}/revisions`, "conan", "conan"],
  ["/api/packages/acme/conda/noarch/repodata.json", "conda", "conda"],
  ["/api/packages/acme/debian/dists/bookworm/InRelease", "debian", "debian"],
  ["/api/packages/acme/go/example.com/lib/@v/v1.0.0.zip", "go", "go"],
  ["/api/packages/go/example.com/lib/@v/list", "go", "go"],
  ["/api/packages/acme/helm/index.yaml", "helm", "helm"],
  ["/api/packages/acme/helm/api/charts", "helm", "helm"],
  ["/api/packages/acme/maven/org/acme/lib/1.0/lib-1.0.pom", "maven", "maven"],
  ["/api/packages/acme/npm/@acme%2fleft-pad", "npm", "npm"],
  ["/api/packages/acme/npm/left-pad/-/1.3.0/left-pad-1.3.0.tgz", "npm", "npm"],
  ["/api/packages/acme/nuget/index.json", "nuget", "nuget"],
  ["/api/packages/acme/nuget/symbolpackage", "nuget", "nuget"],
  ["/api/packages/acme/pub/api/packages/acme_lib", "pub", "pub"],
  ["/api/packages/acme/pypi/simple/requests", "pypi", "pypi"],
  ["/api/packages/acme/pypi", "pypi", "pypi"],
  ["/api/packages/acme/rpm/el9/repodata/repomd.xml", "rpm", "rpm"],
  ["/api/packages/acme/rpm.repo", "rpm", "rpm"],
  ["/api/packages/acme/rubygems/quick/Marshal.4.8/acme-1.0.gemspec.rz", "rubygems", "rubygems"],
  ["/api/packages/acme/swift/acme/lib/1.0.0.zip", "swift", "swift"],
  ["/api/packages/acme/terraform/state/production/lock", "terraform", "terraform"],
  ["/api/packages/acme/generic/tools/1.0.0/tools.tar.gz", "generic", "generic"],
  ["/api/packages/acme/arch/core/x86_64/core.db", "generic", "generic"],
  ["/api/packages/acme/cran/src/contrib/PACKAGES", "generic", "generic"],
  ["/api/packages/acme/vagrant/box", "generic", "generic"],
  ["/v2/", "oci", "oci"],
  ["/v2/token?service=container_registry", "oci", "oci"],
  ["/v2/acme/app/manifests/latest", "oci", "oci"],
  ["/acme/app.git/info/lfs/objects/batch", "lfs", "lfs"],
  ["/acme/app/info/lfs/locks", "lfs", "lfs"],
  ["/api/v1/repos/acme/app", "api", "generic"],
];

const GITEA: OwnPaths = {
  preset: "gitea",
  origin: "https://gitea.example",
  paths: GITEA_PATHS.map(([path, name, format]) => [path, `gitea-${name}`, format]),
};

const FORGEJO: OwnPaths = {
  preset: "forgejo",
  origin: "https://forgejo.example",
  paths: [
    ...GITEA_PATHS.map(([path, name, format]) => [path, `forgejo-${name}`, format] as const),
    ["/api/packages/acme/alt/group.repo/x86_64/base/release", "forgejo-alt", "debian"],
    ["/api/forgejo/v1/version", "forgejo-api", "generic"],
  ],
};

const HARBOR: OwnPaths = {
  preset: "harbor",
  origin: "https://harbor.example",
  paths: [
    ["/v2/", "harbor-oci", "oci"],
    ["/v2/library/alpine/manifests/3.20", "harbor-oci", "oci"],
    [`/v2/library/alpine/blobs/sha256:${SHA256}`, "harbor-oci", "oci"],
    ["/service/token?service=harbor-registry", "harbor-oci", "oci"],
    ["/chartrepo/library/index.yaml", "harbor-helm", "helm"],
    ["/api/chartrepo/library/charts", "harbor-helm", "helm"],
    ["/api/v2.0/projects/library", "harbor-api", "generic"],
    ["/api/version", "harbor-api", "generic"],
  ],
};

const VERDACCIO: OwnPaths = {
  preset: "verdaccio",
  origin: "https://verdaccio.example/npm",
  paths: [
    ["/left-pad", "verdaccio-npm", "npm"],
    ["/@acme%2fleft-pad", "verdaccio-npm", "npm"],
    ["/@acme/left-pad/-/left-pad-1.3.0.tgz", "verdaccio-npm", "npm"],
    ["/-/ping", "verdaccio-npm", "npm"],
    ["/-/whoami", "verdaccio-npm", "npm"],
    ["/-/user/org.couchdb.user:jane", "verdaccio-npm", "npm"],
    ["/-/v1/search?text=pad", "verdaccio-npm", "npm"],
    ["/-/npm/v1/security/advisories/bulk", "verdaccio-npm", "npm"],
    ["/-/package/left-pad/dist-tags", "verdaccio-npm", "npm"],
    ["/verdaccio", "verdaccio-npm", "npm"],
  ],
};

const CODEARTIFACT: OwnPaths = {
  preset: "codeartifact",
  origin: "https://acme-111122223333.d.codeartifact.eu-west-1.example",
  paths: [
    ["/npm/main/@acme%2fleft-pad", "codeartifact-npm", "npm"],
    ["/pypi/main/simple/requests/", "codeartifact-pypi", "pypi"],
    ["/pypi/main/", "codeartifact-pypi", "pypi"],
    ["/maven/main/org/acme/lib/1.0/lib-1.0.pom", "codeartifact-maven", "maven"],
    ["/nuget/main/v3/index.json", "codeartifact-nuget", "nuget"],
    ["/cargo/main/config.json", "codeartifact-cargo", "cargo"],
    ["/swift/main/login", "codeartifact-swift", "swift"],
    ["/ruby/main/specs.4.8.gz", "codeartifact-rubygems", "rubygems"],
    ["/generic/main/tools/1.0.0/tools.tar.gz", "codeartifact-generic", "generic"],
  ],
};

const GITHUB: OwnPaths = {
  preset: "github",
  origin: "https://github.example",
  paths: [
    ["/_registry/npm/@acme%2fleft-pad", "github-npm", "npm"],
    ["/_registry/maven/acme/app/org/acme/lib/1.0/lib-1.0.pom", "github-maven", "maven"],
    ["/_registry/nuget/acme/index.json", "github-nuget", "nuget"],
    ["/_registry/rubygems/acme/specs.4.8.gz", "github-rubygems", "rubygems"],
  ],
};

/** The last of some are those of a Pulp with domains. */
const PULP: OwnPaths = {
  preset: "pulp",
  origin: "https://pulp.example",
  paths: [
    ["/pypi/tools/simple/", "pulp-pypi", "pypi"],
    ["/pypi/python/demo/simple/requests/", "pulp-pypi", "pypi"],
    ["/pypi/tools/legacy/", "pulp-pypi", "pypi"],
    ["/pypi/tools/pypi/requests/json/", "pulp-pypi", "pypi"],
    ["/pypi/acme/tools/integrity/requests/2.32.0/requests-2.32.0.tar.gz/provenance/", "pulp-pypi", "pypi"],
    ["/npm/js/@acme%2fleft-pad", "pulp-npm", "npm"],
    ["/npm/js/all/-/whoami", "pulp-npm", "npm"],
    ["/pulp/maven/releases/org/acme/lib/1.0/lib-1.0.pom", "pulp-maven", "maven"],
    ["/pulp/maven/acme/releases/org/acme/lib/maven-metadata.xml", "pulp-maven", "maven"],
    ["/pulp_ansible/galaxy/ops/", "pulp-galaxy", "galaxy"],
    ["/pulp_ansible/galaxy/ops/api/", "pulp-galaxy", "galaxy"],
    ["/pulp_ansible/galaxy/ansible/ops/api/v3/artifacts/collections/", "pulp-galaxy", "galaxy"],
    ["/pulp_ansible/galaxy/default/api/v3/imports/collections/01a0/", "pulp-galaxy", "galaxy"],
    ["/pulp/cargo/crates/config.json", "pulp-cargo", "cargo"],
    ["/pulp/cargo/crates/se/rd/serde", "pulp-cargo", "cargo"],
    ["/pulp/cargo/acme/crates/api/v1/crates/new", "pulp-cargo", "cargo"],
    ["/v2/", "pulp-oci", "oci"],
    ["/v2/_catalog", "pulp-oci", "oci"],
    ["/v2/tools/app/manifests/latest", "pulp-oci", "oci"],
    ["/token/?service=pulp.example&scope=repository:tools/app:pull", "pulp-oci", "oci"],
    [`/extensions/v2/tools/app/signatures/sha256:${SHA256}`, "pulp-oci", "oci"],
    [`/pulp/container/tools/app/blobs/sha256:${SHA256}`, "pulp-oci", "oci"],
    ["/pulp/content/", "pulp-content", "generic"],
    ["/pulp/content/rhel9/repodata/repomd.xml", "pulp-content", "generic"],
    ["/pulp/content/acme/api/v3/file", "pulp-content", "generic"],
    ["/pulp/api/v3/status/", "pulp-api", "generic"],
    ["/pulp/api/v4/status/", "pulp-api", "generic"],
    ["/pulp/acme/api/v3/repositories/", "pulp-api", "generic"],
  ],
};

export const OWN_PATHS = [GITLAB, GITEA, FORGEJO, HARBOR, PULP, VERDACCIO, CODEARTIFACT, GITHUB];
