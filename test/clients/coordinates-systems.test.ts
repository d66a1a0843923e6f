/** Operating systems, containers, infrastructure, models, files. */
import { itReads, type Row } from "./coordinates.ts";

const SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

const DEBIAN: readonly Row[] = [
  ["/pool/main/a/acme/acme_1.0-1_amd64.deb", "acme", "1.0-1"],
  ["/pool/main/libs/libssl3/libssl3_3.0.14-1~deb12u2_arm64.deb", "libssl3", "3.0.14-1~deb12u2"],
  ["/pool/main/a/acme/acme_1.0%7Erc1-1_all.deb", "acme", "1.0~rc1-1"],
  ["/pool/bookworm/a/acme/1.0/acme_1%3a1.0_amd64.deb", "acme", "1:1.0"],
  ["/pool/main/g/g++/g%2b%2b_12.2.0-3_amd64.deb", "g++", "12.2.0-3"],
  ["/pool/main/a/acme/acme_1.0_amd64.udeb", "acme", "1.0"],
  ["/pool/main/a/acme/acme_1.0-1.dsc", "acme", "1.0-1"],
  ["/pool/main/a/acme/acme_1.0.orig.tar.gz", "acme", "1.0"],
  ["/pool/main/a/acme/acme_1.0.orig-docs.tar.xz", "acme", "1.0"],
  ["/pool/main/a/acme/acme_1.0-1.debian.tar.xz", "acme", "1.0-1"],
  ["/acme_1.0-1_source.changes", "acme", "1.0-1"],
  ["/dists/bookworm/InRelease"],
  ["/dists/bookworm/main/binary-amd64/Packages.xz"],
  [`/dists/bookworm/main/binary-amd64/by-hash/SHA256/${SHA256}`],
  ["/dists/bookworm/main/i18n/Translation-de_CH.xz"],
];

const RPM: readonly Row[] = [
  ["/Packages/f/foo-1.0-1.el9.x86_64.rpm", "foo", "1.0-1.el9"],
  ["/foo-devel-1.0~rc1-0.3.fc41.noarch.rpm", "foo-devel", "1.0~rc1-0.3.fc41"],
  ["/java-17-openjdk-17.0.12.0.7-2.el9.aarch64.rpm", "java-17-openjdk", "17.0.12.0.7-2.el9"],
  ["/foo-1.0-1.el9.src.rpm", "foo", "1.0-1.el9"],
  ["/el9/package/foo/1.0-1/x86_64", "foo", "1.0-1"],
  ["/package/foo/1.0-1/x86_64/foo-1.0-1.x86_64.rpm", "foo", "1.0-1"],
  ["/drpms/foo-1.0-1_1.0-2.x86_64.drpm"],
  ["/repodata/repomd.xml"],
  [`/repodata/${SHA256}-primary.xml.gz`],
];

const ALPINE: readonly Row[] = [
  ["/v3.20/main/x86_64/curl-8.9.0-r0.apk", "curl", "8.9.0-r0"],
  ["/v3.20/community/x86_64/py3-requests-2.32.3-r0.apk", "py3-requests", "2.32.3-r0"],
  ["/v3.20/main/x86_64/gtk4.0-dev-4.14.4_git20240101-r1.apk", "gtk4.0-dev", "4.14.4_git20240101-r1"],
  ["/v3.20/main/x86_64/APKINDEX.tar.gz"],
];

const HELM: readonly Row[] = [
  ["/charts/app-1.0.0.tgz", "app", "1.0.0"],
  ["/app-1.0.0.tgz.prov", "app", "1.0.0"],
  ["/kube-prometheus-stack-61.3.2.tgz", "kube-prometheus-stack", "61.3.2"],
  ["/app-v1.0.0-rc.1+build.2.tgz", "app", "v1.0.0-rc.1+build.2"],
  ["/api/charts/app", "app"],
  ["/api/charts/app/1.0.0", "app", "1.0.0"],
  ["/library/charts/app", "app"],
  ["/api/charts"],
  ["/stable/index.yaml"],
  ["/charts/index.yaml"],
];

const OCI: readonly Row[] = [
  ["/v2/acme/app/manifests/latest", "acme/app", "latest"],
  ["/acme/app/manifests/1.0.0", "acme/app", "1.0.0"],
  ["/app/manifests/latest", "app", "latest"],
  [`/acme/app/manifests/sha256:${SHA256}`, "acme/app", `sha256:${SHA256}`],
  [`/acme/app/manifests/sha256%3A${SHA256}`, "acme/app", `sha256:${SHA256}`],
  [`/acme/app/blobs/sha256:${SHA256}`, "acme/app"],
  [`/acme/app/referrers/sha256:${SHA256}`, "acme/app", `sha256:${SHA256}`],
  [`/extensions/v2/acme/app/signatures/sha256:${SHA256}`, "acme/app", `sha256:${SHA256}`],
  ["/acme/app/blobs/uploads/", "acme/app"],
  ["/acme/app/blobs/uploads/0a1b?_state=x", "acme/app"],
  ["/acme/app/tags/list?n=50", "acme/app"],
  ["/acme/manifests/app/manifests/latest", "acme/manifests/app", "latest"],
  ["/token?service=registry&scope=repository:acme/app:pull", "acme/app"],
  ["/token?service=registry&scope=repository%3Aacme%2Fapp%3Apull%2Cpush", "acme/app"],
  ["/token?scope=repository:acme/a:pull&scope=repository:acme/b:pull"],
  ["/token?scope=repository:acme/a:pull%20repository:acme/b:pull"],
  ["/token?scope=registry:catalog:*"],
  ["/v2/"],
  ["/_catalog"],
];

const TERRAFORM: readonly Row[] = [
  ["/v1/modules/acme/vpc/aws/versions", "acme/vpc/aws"],
  ["/v1/modules/acme/vpc/aws/1.0.0/download", "acme/vpc/aws", "1.0.0"],
  ["/v1/modules/acme/vpc/aws/1.0.0", "acme/vpc/aws", "1.0.0"],
  ["/acme/vpc/aws/versions", "acme/vpc/aws"],
  ["/vpc/aws/1.0.0/file", "vpc/aws", "1.0.0"],
  ["/v1/providers/acme/cloud/versions", "acme/cloud"],
  ["/v1/providers/acme/cloud/1.0.0/download/linux/amd64", "acme/cloud", "1.0.0"],
  ["/providers/acme/cloud/index.json", "acme/cloud"],
  ["/registry.example/acme/cloud/index.json", "acme/cloud"],
  ["/registry.example/acme/cloud/1.0.0.json", "acme/cloud", "1.0.0"],
  ["/files/terraform-provider-cloud_1.0.0_linux_amd64.zip", "terraform-provider-cloud", "1.0.0"],
  ["/files/terraform-provider-cloud_1.0.0_SHA256SUMS.sig", "terraform-provider-cloud", "1.0.0"],
  ["/.well-known/terraform.json"],
  ["/terraform/state/production/lock"],
];

const HUGGINGFACE: readonly Row[] = [
  ["/acme/bert/resolve/main/config.json", "acme/bert", "main"],
  ["/bert/resolve/main/config.json", "bert", "main"],
  ["/acme/bert/resolve/refs%2Fpr%2F1/model.safetensors", "acme/bert", "refs/pr/1"],
  ["/datasets/acme/words/resolve/main/train/a.parquet", "datasets/acme/words", "main"],
  ["/spaces/acme/demo/raw/main/app.py", "spaces/acme/demo", "main"],
  ["/api/models/acme/bert", "acme/bert"],
  ["/api/models/bert", "bert"],
  ["/api/models/acme/bert/revision/v1.0", "acme/bert", "v1.0"],
  ["/api/models/acme/bert/tree/refs%2Fpr%2F1/onnx?recursive=true", "acme/bert", "refs/pr/1"],
  ["/api/models/acme/bert/preupload/main", "acme/bert"],
  ["/api/datasets/acme/words/revision/main", "datasets/acme/words", "main"],
  ["/acme/bert.git/info/lfs/objects/batch", "acme/bert"],
  ["/datasets/acme/words.git/info/lfs/objects/batch", "datasets/acme/words"],
  ["/api/models?search=bert"],
  ["/api/whoami-v2"],
  ["/api/repos/create"],
  ["/a/b/c/resolve/main/config.json"],
];

const LFS: readonly Row[] = [
  ["/acme/platform/web.git/info/lfs/objects/batch", "acme/platform/web"],
  ["/acme/web/info/lfs/locks/verify", "acme/web"],
  [`/acme/web.git/gitlab-lfs/objects/${SHA256}/1024`, "acme/web"],
  ["/objects/batch"],
];

const GALAXY: readonly Row[] = [
  ["/api/v3/collections/acme/tools/", "acme.tools"],
  ["/api/v2/collections/acme/tools/versions/", "acme.tools"],
  ["/api/v2/collections/acme/tools/versions/1.0.0/", "acme.tools", "1.0.0"],
  [
    "/api/v3/plugin/ansible/content/published/collections/index/acme/tools/versions/1.0.0/",
    "acme.tools",
    "1.0.0",
  ],
  [
    "/api/v3/plugin/ansible/content/published/collections/artifacts/acme-tools-1.0.0.tar.gz",
    "acme.tools",
    "1.0.0",
  ],
  ["/download/acme-tools-1.0.0-rc1.tar.gz", "acme.tools", "1.0.0-rc1"],
  ["/api/v1/roles/?owner__username=jane&name=docker", "jane.docker"],
  ["/api/v1/roles/1234/versions/"],
  ["/api/v3/artifacts/collections/"],
  ["/api/"],
];

const VSCODE: readonly Row[] = [
  ["/_apis/public/gallery/publishers/acme/vsextensions/tools/1.0.0/vspackage", "acme.tools", "1.0.0"],
  ["/gallery/publishers/acme/vsextensions/tools/1.0.0/vspackage?targetPlatform=x", "acme.tools", "1.0.0"],
  ["/_apis/public/gallery/publisher/acme/extension/tools/1.0.0/assetbyname/a", "acme.tools", "1.0.0"],
  ["/_apis/public/gallery/vscode/acme/tools/latest", "acme.tools"],
  ["/vscode/asset/acme/tools/1.0.0/Microsoft.VisualStudio.Services.VSIXPackage", "acme.tools", "1.0.0"],
  ["/vscode/unpkg/acme/tools/1.0.0/extension/package.json", "acme.tools", "1.0.0"],
  ["/api/acme/tools", "acme.tools"],
  ["/api/acme/tools/1.0.0", "acme.tools", "1.0.0"],
  ["/api/acme/tools/linux-x64/1.0.0/file/acme.tools-1.0.0.vsix", "acme.tools", "1.0.0"],
  ["/api/-/publish?token=x"],
  ["/extensionquery"],
];

/** APIs and plain files, whose paths name no package. */
const NONE: readonly Row[] = [["/v1/chat/completions"], ["/v1/models/gpt-5"], ["/tools/1.0.0/tools.tar.gz"]];

itReads([
  ["debian", DEBIAN],
  ["rpm", RPM],
  ["alpine", ALPINE],
  ["helm", HELM],
  ["oci", OCI],
  ["terraform", TERRAFORM],
  ["huggingface", HUGGINGFACE],
  ["lfs", LFS],
  ["galaxy", GALAXY],
  ["vscode", VSCODE],
  ["openai", NONE],
  ["anthropic", NONE],
  ["generic", NONE],
]);
