/** Paths of products whose repositories have names, and whose paths do not always say the format. */
import type { OwnPaths } from "./own-paths.ts";

/** Recognised by the name of the repository, whatever is requested from it. */
const BY_NAME = [
  ["npm-group/left-pad", "npm", "npm"],
  ["npmjs.all-proxy/@acme%2fleft-pad", "npm", "npm"],
  ["acme_npm/-/whoami", "npm", "npm"],
  ["maven-central/org/acme/lib/1.0/lib-1.0.pom", "maven", "maven"],
  ["maven2-public/.meta/prefixes.txt", "maven", "maven"],
  ["Gradle-Plugins/org/acme/plugin", "maven", "maven"],
  ["nuget.v3-proxy/v3/index.json", "nuget", "nuget"],
  ["nuget-hosted/", "nuget", "nuget"],
  ["pypi-all/simple/requests/", "pypi", "pypi"],
  ["python3-hosted/packages/requests/2.32.0/requests-2.32.0.tar.gz", "pypi", "pypi"],
  ["rubygems-proxy/info/rails", "rubygems", "rubygems"],
  ["docker-hosted/v2/app/manifests/latest", "oci", "oci"],
  ["helm-hosted/app-1.0.0.tgz", "helm", "helm"],
  ["go-proxy/example.com/lib/@v/list", "go", "go"],
  ["cargo-proxy/se/rd/serde", "cargo", "cargo"],
  ["composer-proxy/p/acme/lib.json", "composer", "composer"],
  ["conan-hosted/v2/ping", "conan", "conan"],
  ["conda-proxy/linux-64/repodata.json.zst", "conda", "conda"],
  ["apt-hosted/dists/bookworm/InRelease", "debian", "debian"],
  ["yum-hosted/9/os/repodata/repomd.xml", "rpm", "rpm"],
  ["alpine-proxy/v3.20/main/x86_64/APKINDEX.tar.gz", "alpine", "alpine"],
  ["pub-hosted/api/packages/acme_lib", "pub", "pub"],
  ["swift-hosted/acme/lib", "swift", "swift"],
  ["terraform-proxy/v1/providers/acme/cloud/versions", "terraform", "terraform"],
  ["huggingface-proxy/bert/resolve/main/config.json", "huggingface", "huggingface"],
  ["ansible-proxy/api/v3/collections/acme/tools/", "galaxy", "galaxy"],
  ["gitlfs-hosted/info/lfs/objects/batch", "lfs", "lfs"],
  ["raw-hosted/tools/app.jar", "generic", "generic"],
  ["p2-proxy/features.jar", "generic", "generic"],
  ["r-proxy/src/contrib/PACKAGES", "generic", "generic"],
] as const;

/** Recognised by what is requested from a repository whose name says nothing. */
const BY_PATH = [
  ["libs-release/org/acme/lib/1.0/lib-1.0.jar.sha1", "maven", "maven"],
  ["libs-release/org/acme/lib/maven-metadata.xml", "maven", "maven"],
  ["js-all/@acme%2fleft-pad", "npm", "npm"],
  ["js-all/left-pad/-/left-pad-1.3.0.tgz", "npm", "npm"],
  ["all/simple/requests/", "pypi", "pypi"],
  ["all/wheels/requests-2.32.0-py3-none-any.whl", "pypi", "pypi"],
  ["dotnet/v3/index.json", "nuget", "nuget"],
  ["dotnet/FindPackagesById()", "nuget", "nuget"],
  ["cpp/v2/conans/zlib/1.3.1/_/_/latest", "conan", "conan"],
  ["images/v2/app/manifests/latest", "oci", "oci"],
  ["infra/v1/modules/acme/vpc/aws/versions", "terraform", "terraform"],
  ["all/example.com/lib/@v/v1.0.0.info", "go", "go"],
  ["all/latest_specs.4.8.gz", "rubygems", "rubygems"],
  ["all/api/v1/crates/serde/1.0.0/download", "cargo", "cargo"],
  ["web/packages.json", "composer", "composer"],
  ["science/noarch/repodata.json", "conda", "conda"],
  ["os/dists/bookworm/InRelease", "debian", "debian"],
  ["os/9/repodata/repomd.xml", "rpm", "rpm"],
  ["os/v3.20/main/x86_64/curl-8.9.0-r0.apk", "alpine", "alpine"],
  ["k8s/index.yaml", "helm", "helm"],
  ["models/api/models/acme/bert", "huggingface", "huggingface"],
  ["blobs/info/lfs/objects/batch", "lfs", "lfs"],
  ["tools/1.0.0/tools.tar.gz", "generic", "generic"],
  ["live/", "generic", "generic"],
  ["live", "generic", "generic"],
  ["js-all/left-pad", "generic", "generic"],
] as const;

function below(root: string, preset: string): OwnPaths["paths"] {
  return [...BY_NAME, ...BY_PATH].map(([path, name, format]) => [
    `${root}/${path}`,
    `${preset}-${name}`,
    format,
  ]);
}

const NEXUS: OwnPaths = {
  preset: "nexus",
  origin: "https://nexus.example/context",
  paths: [
    ...below("/repository", "nexus"),
    ["/v2/", "nexus-oci", "oci"],
    ["/v2/token", "nexus-oci", "oci"],
    ["/v2/docker-hosted/app/manifests/latest", "nexus-oci", "oci"],
    ["/service/rest/v1/components?repository=raw-hosted", "nexus-api", "generic"],
  ],
};

const ARTIFACTORY: OwnPaths = {
  preset: "artifactory",
  origin: "https://artifactory.example",
  paths: [
    ...below("/artifactory", "artifactory"),
    ["/artifactory/api/npm/js-all/@acme%2fleft-pad", "artifactory-npm", "npm"],
    ["/artifactory/api/npm/js-all/-/npm/v1/security/advisories/bulk", "artifactory-npm", "npm"],
    ["/artifactory/api/pypi/py-all/simple/requests/", "artifactory-pypi", "pypi"],
    ["/artifactory/api/nuget/v3/dotnet/index.json", "artifactory-nuget", "nuget"],
    ["/artifactory/api/nuget/dotnet/FindPackagesById()", "artifactory-nuget", "nuget"],
    ["/artifactory/api/gems/rb-all/specs.4.8.gz", "artifactory-rubygems", "rubygems"],
    ["/artifactory/api/go/go-all/example.com/lib/@v/list", "artifactory-go", "go"],
    ["/artifactory/api/conan/cpp/v2/ping", "artifactory-conan", "conan"],
    ["/artifactory/api/composer/php/packages.json", "artifactory-composer", "composer"],
    ["/artifactory/api/cargo/rs/index/config.json", "artifactory-cargo", "cargo"],
    [
      "/artifactory/api/terraform/infra/providers/acme/cloud/index.json",
      "artifactory-terraform",
      "terraform",
    ],
    ["/artifactory/api/swift/spm/acme/lib", "artifactory-swift", "swift"],
    ["/artifactory/api/pub/dart/api/packages/acme_lib", "artifactory-pub", "pub"],
    ["/artifactory/api/conda/forge/noarch/repodata.json", "artifactory-conda", "conda"],
    ["/artifactory/api/helm/k8s/index.yaml", "artifactory-helm", "helm"],
    ["/artifactory/api/ansible/ops/api/v3/collections/acme/tools/", "artifactory-galaxy", "galaxy"],
    ["/artifactory/api/lfs/blobs/objects/batch", "artifactory-lfs", "lfs"],
    ["/artifactory/api/huggingfaceml/models/api/models/acme/bert", "artifactory-huggingface", "huggingface"],
    [
      "/artifactory/api/vscodeextensions/ext/_apis/public/gallery/extensionquery",
      "artifactory-vscode",
      "vscode",
    ],
    ["/artifactory/api/aieditorextensions/ext/_apis/public/gallery", "artifactory-vscode", "vscode"],
    ["/artifactory/api/docker/images/v2/app/manifests/latest", "artifactory-oci", "oci"],
    ["/artifactory/api/docker/images/v2/token", "artifactory-oci", "oci"],
    ["/v2/images/app/manifests/latest", "artifactory-oci", "oci"],
    ["/artifactory/api/storage/libs-release/org/acme/lib/1.0/lib-1.0.jar", "artifactory-api", "generic"],
    ["/artifactory/api/system/ping", "artifactory-api", "generic"],
    ["/artifactory/api/npm", "artifactory-api", "generic"],
    ["/access/api/v1/tokens", "artifactory-api", "generic"],
    ["/xray/api/v1/scan/graph", "artifactory-api", "generic"],
  ],
};

export const REPOSITORY_PATHS = [NEXUS, ARTIFACTORY];
