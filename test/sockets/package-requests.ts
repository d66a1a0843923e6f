/** Requests by package clients that no web page can answer. */
import type { FormatName } from "../../src/clients/index.ts";

/** What each format's clients routinely request, and which can't be answered with a page. */
export const PACKAGE_REQUESTS: Readonly<Partial<Record<FormatName, readonly string[]>>> = {
  alpine: ["/v3.22/main/x86_64/APKINDEX.tar.gz", "/v3.22/main/x86_64/zlib-1.3.1-r2.apk"],
  anthropic: ["POST /v1/messages"],
  cargo: ["/config.json", "/se/rd/serde", "/serde-1.0.0.crate", "PUT /api/v1/crates/new"],
  composer: ["/packages.json", "/p2/acme/app.json", "/dists/acme/app/abc.zip"],
  conan: ["/v2/conans/app/1.0/_/_/latest", "/v2/conans/app/1.0/_/_/revisions/r/files/conan_export.tgz"],
  conda: ["/noarch/repodata.json", "/noarch/six-1.16.tar.bz2"],
  debian: ["/dists/bookworm/InRelease", "/pool/z/zlib1g_1.3_amd64.deb"],
  galaxy: ["/api/v3/collections/acme/app/", "/download/acme-app-1.0.0.tar.gz"],
  go: ["/example.com/app/@v/list", "/example.com/app/@v/v1.0.0.info", "/example.com/app/@v/v1.0.0.zip"],
  helm: ["/index.yaml", "/app-1.0.0.tgz"],
  hex: ["/packages/app", "/tarballs/app-1.0.0.tar"],
  huggingface: ["/api/models/acme/app"],
  lfs: ["POST /objects/batch"],
  maven: [
    "/com/acme/app/maven-metadata.xml",
    "/com/acme/app/1.0/app-1.0.pom",
    "/com/acme/app/1.0/app-1.0.jar",
  ],
  npm: ["/left-pad", "/left-pad/-/left-pad-1.3.0.tgz", "PUT /left-pad", "/-/whoami"],
  nuget: ["/v3/index.json", "/v3-flatcontainer/app/1.0.0/app.1.0.0.nupkg"],
  oci: ["/v2/", "/v2/acme/app/manifests/latest", "/token?service=x&scope=y"],
  openai: ["POST /v1/chat/completions", "/v1/models"],
  pub: ["/api/packages/app", "/packages/app/versions/1.0.0.tar.gz"],
  pypi: ["/packages/left_pad-1.0-py3-none-any.whl", "/pypi/left-pad/json"],
  rpm: ["/repodata/repomd.xml", "/Packages/zlib-1.3-1.x86_64.rpm"],
  rubygems: ["/versions", "/specs.4.8.gz", "/gems/left-pad-1.0.gem"],
  swift: ["/acme/app", "/acme/app/1.0.0.zip"],
  terraform: ["/v1/providers/acme/app/versions", "/v1/modules/acme/app/aws/1.0.0/download"],
  vscode: ["POST /extensionquery", "/acme/app/1.0.0/vspackage"],
};
export const PACKAGE_CASES = Object.entries(PACKAGE_REQUESTS).flatMap(([format, targets]) =>
  targets.map((one) => [format, one] as const),
);
