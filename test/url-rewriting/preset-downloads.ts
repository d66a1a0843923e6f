/** What each product serves below a preset's paths that is not a document: the files themselves, and their signatures. */

export interface PresetPaths {
  readonly preset: string;
  readonly paths: readonly string[];
}

const SHA1 = "457eb418b1ea36b26bd9e6dd1650cfb8cb264878";
const SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
const GITLAB = "/api/v4/projects/42/packages";

/** doc/api/packages/*.md of gitlabhq/gitlabhq. */
const GITLAB_DOWNLOADS: PresetPaths = {
  preset: "gitlab",
  paths: [
    `${GITLAB}/helm/stable/charts/app-1.0.0.tgz`,
    `${GITLAB}/helm/stable/charts/app-1.0.0.tgz.prov`,
    `${GITLAB}/npm/@acme/left-pad/-/@acme/left-pad-1.3.0.tgz`,
    `${GITLAB}/nuget/download/acme.lib/1.0.0/acme.lib.1.0.0.nupkg`,
    `${GITLAB}/nuget/symbolfiles/a.pdb/0123456789abcdefFFFFFFFF/a.pdb`,
    `${GITLAB}/pypi/files/${SHA256}/requests-2.32.0.tar.gz`,
    `/api/v4/groups/7/-/packages/pypi/files/${SHA256}/requests-2.32.0-py3-none-any.whl`,
    `${GITLAB}/composer/archives/acme/lib.zip?sha=67359`,
    `${GITLAB}/terraform/modules/vpc/aws/1.0.0/file`,
    `${GITLAB}/rpm/Packages/mirrorlist-tools-1.0-1.x86_64.rpm`,
    `${GITLAB}/debian/pool/bookworm/a/acme/1.0/acme_1.0_amd64.deb`,
    `${GITLAB}/cargo/api/v1/crates/serde/1.0.0/download`,
    "/api/v4/projects/42/terraform/state/production.json",
  ],
};

/** routers/api/packages/api.go of go-gitea/gitea; Forgejo has the same. */
const GITEA_DOWNLOADS = [
  "/api/packages/acme/helm/app-1.0.0.tgz",
  "/api/packages/acme/helm/app-1.0.0.tgz.prov",
  "/api/packages/acme/npm/left-pad/-/1.3.0/left-pad-1.3.0.tgz",
  "/api/packages/acme/nuget/package/acme.lib/1.0.0/acme.lib.1.0.0.nupkg",
  "/api/packages/acme/nuget/package/acme.lib/1.0.0/acme.lib.nuspec",
  "/api/packages/acme/nuget/symbols/a.pdb/0123456789abcdef0123456789abcdefffffffff/a.pdb",
  "/api/packages/acme/pypi/files/requests/2.32.0/requests-2.32.0.tar.gz",
  "/api/packages/acme/pub/api/packages/acme_lib/files/1.0.0.tar.gz",
  "/api/packages/acme/pub/api/packages/acme_lib/files/1.0.0",
  "/api/packages/acme/composer/files/acme%2Flib/1.0.0/acme-lib.1.0.0.zip",
  "/api/packages/acme/cargo/api/v1/crates/serde/1.0.0/download",
  "/api/packages/acme/rpm/el9/package/metalink/6.4-1/noarch",
  "/api/packages/acme/rpm/el9/package/metalink/6.4-1/noarch/metalink-6.4-1.noarch.rpm",
  "/api/packages/acme/rpm/el9/repodata/repomd.xml.asc",
];

const ARTIFACTORY_DOWNLOADS: PresetPaths = {
  preset: "artifactory",
  paths: [
    "/artifactory/api/helm/k8s/charts/app-1.0.0.tgz",
    "/artifactory/api/helm/k8s/charts/app-1.0.0.tgz.prov",
    "/artifactory/helm-local/charts/app-1.0.0.tgz.prov",
    "/artifactory/api/npm/js-all/left-pad/-/left-pad-1.3.0.tgz",
    "/artifactory/api/npm/js-all/-/npm/v1/attestations/left-pad@1.3.0",
    "/artifactory/api/nuget/dotnet/Download/Acme.Lib/1.0.0",
    "/artifactory/api/nuget/v3/dotnet/registration-semver2/Download/acme.lib/1.0.0.nupkg",
    "/artifactory/api/pypi/py-all/packages/ab/cd/requests-2.32.0-py3-none-any.whl",
    "/artifactory/api/pypi/py-all/packages/ab/cd/requests-2.32.0-py3-none-any.whl.metadata",
    "/artifactory/api/pypi/py-all/requests/2.32.0/requests-2.32.0.tar.gz.asc",
    "/artifactory/api/pub/dart/packages/acme_lib/versions/1.0.0.tar.gz",
    "/artifactory/api/ansible/ops/download/acme-tools-1.0.0.tar.gz",
    "/artifactory/api/composer/php/direct-dists/acme/lib/1.0.0/lib.zip",
    "/artifactory/api/cargo/rs/v1/crates/serde/1.0.0/download",
    "/artifactory/api/vscodeextensions/ext/_apis/public/gallery/publishers/acme/vsextensions/app/1.0.0/vspackage",
    "/artifactory/api/vscodeextensions/ext/vscode/asset/acme/app/1.0.0/Microsoft.VisualStudio.Services.VSIXPackage",
    "/artifactory/yum-local/Packages/metalink-6.4-1.noarch.rpm",
    "/artifactory/terraform-local/acme/cloud/1.0.0/terraform-provider-cloud_1.0.0_manifest.json",
  ],
};

const NEXUS_DOWNLOADS: PresetPaths = {
  preset: "nexus",
  paths: [
    "/repository/helm-hosted/app-1.0.0.tgz.prov",
    "/repository/npm-group/left-pad/-/left-pad-1.3.0.tgz",
    "/repository/nuget-hosted/Acme.Lib/1.0.0",
    "/repository/nuget-hosted/Acme.Lib/1.0.0-beta.1+build",
    "/repository/nuget.v3-proxy/v3/content/acme.lib/1.0.0/acme.lib.1.0.0.nupkg",
    "/repository/pypi-all/packages/requests/2.32.0/requests-2.32.0.tar.gz",
    "/repository/pypi-all/packages/old/0.1/old-0.1.win32.exe",
    "/repository/pypi-all/packages/old/0.1/old-0.1.tar.Z",
    "/repository/composer-proxy/acme/lib/1.0.0/lib-1.0.0.zip",
    "/repository/yum-hosted/9/os/Packages/p/python3-metalink-6.4-1.el9.noarch.rpm",
    "/repository/cargo-proxy/crates/serde/1.0.0/download",
    "/repository/pub-hosted/api/archives/acme_lib-1.0.0.tar.gz",
    "/repository/ansible-proxy/download/acme-tools-1.0.0.tar.gz",
    "/repository/terraform-proxy/v1/providers/acme/cloud/1.0.0/terraform-provider-cloud_1.0.0_linux_amd64.zip",
  ],
};

const CLOUDSMITH_DOWNLOADS: PresetPaths = {
  preset: "cloudsmith",
  paths: [
    "/npm/acme/production/left-pad/-/left-pad-1.3.0.tgz",
    "/nuget/acme/production/v3/content/acme.lib/1.0.0/acme.lib.1.0.0.nupkg",
    "/nuget/acme/production/api/v2/package/Acme.Lib/1.0.0",
    "/dl/basic/acme/production/python/requests-2.32.0-py3-none-any.whl",
    "/dl/public/acme/production/helm/charts/app-1.0.0.tgz",
    "/dl/public/acme/production/helm/charts/app-1.0.0.tgz.prov",
    "/dl/basic/acme/production/rpm/el/9/noarch/metalink-6.4-1.noarch.rpm",
    "/dart/acme/production/packages/acme_lib/versions/1.0.0.tar.gz",
  ],
};

const CODEARTIFACT_DOWNLOADS: PresetPaths = {
  preset: "codeartifact",
  paths: [
    "/npm/main/left-pad/-/left-pad-1.3.0.tgz",
    "/nuget/main/v3/flatcontainer/acme.lib/1.0.0/acme.lib.1.0.0.nupkg",
    "/pypi/main/simple/requests/2.32.0/requests-2.32.0-py3-none-any.whl",
    "/cargo/main/v1/crates/serde/1.0.0/download",
  ],
};

/** GitHub's npm tarballs as lock files name them. */
const GITHUB_DOWNLOADS: PresetPaths = {
  preset: "github",
  paths: [
    `/npm/download/@acme/left-pad/1.3.0/${SHA1}`,
    `/npm/download/@acme/left-pad/1.3.0/${SHA256}`,
    `/_registry/npm/download/@acme/left-pad/1.3.0/${SHA1}`,
    "/nuget/acme/download/acme.lib/1.0.0/acme.lib.1.0.0.nupkg",
  ],
};

const HARBOR_DOWNLOADS: PresetPaths = {
  preset: "harbor",
  paths: ["/chartrepo/library/charts/app-1.0.0.tgz", "/chartrepo/library/charts/app-1.0.0.tgz.prov"],
};

/** Most of what Pulp serves is below /pulp/content, and plain files until a route says more. */
const PULP_DOWNLOADS: PresetPaths = {
  preset: "pulp",
  paths: [
    "/pulp/maven/releases/org/acme/lib/1.0/lib-1.0.jar",
    "/pulp_ansible/galaxy/ops/api/v3/plugin/ansible/content/ops/collections/artifacts/acme-tools-1.0.0.tar.gz",
    "/pulp/cargo/crates/api/v1/crates/serde/1.0.0/download",
    "/pulp/content/tools/requests-2.32.0-py3-none-any.whl",
  ],
};

const VERDACCIO_DOWNLOADS: PresetPaths = {
  preset: "verdaccio",
  paths: ["/left-pad/-/left-pad-1.3.0.tgz", "/@acme/left-pad/-/left-pad-1.3.0.tgz"],
};

export const PRESET_DOWNLOADS: readonly PresetPaths[] = [
  GITLAB_DOWNLOADS,
  { preset: "gitea", paths: GITEA_DOWNLOADS },
  { preset: "forgejo", paths: GITEA_DOWNLOADS },
  ARTIFACTORY_DOWNLOADS,
  NEXUS_DOWNLOADS,
  CLOUDSMITH_DOWNLOADS,
  CODEARTIFACT_DOWNLOADS,
  GITHUB_DOWNLOADS,
  HARBOR_DOWNLOADS,
  PULP_DOWNLOADS,
  VERDACCIO_DOWNLOADS,
];
