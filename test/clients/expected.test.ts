/** What the clients of each format can use as a success: the rows of its module's `expected`. */
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES, type FormatName } from "../../src/clients/index.ts";
import type { Expected } from "../../src/clients/shared/client.ts";
import { request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

const PIP = { accept: "application/vnd.pypi.simple.v1+json, text/html; q=0.01" };

/** Paths of GETs, unless another method comes first; a query may follow. */
const ROWS: Readonly<Record<FormatName, Readonly<Partial<Record<Expected, readonly string[]>>>>> = {
  alpine: {
    document: ["/v3.22/main/x86_64/APKINDEX.tar.gz"],
    file: ["/v3.22/main/x86_64/zlib-1.3.1-r2.apk", "/keys/ops@acme.example.rsa.pub"],
    content: ["/v3.22/releases/x86_64/netboot/vmlinuz-lts", "/", "/v3.22/main/x86_64/"],
    receipt: ["PUT /v3.22/main/x86_64/zlib-1.3.1-r2.apk"],
  },
  anthropic: {
    document: ["/v1/models", "/v1/models/claude"],
    file: ["POST /v1/messages", "/v1/messages/batches/b1"],
    content: ["/v1/files/f1/content", "/"],
  },
  cargo: {
    content: ["/", "/me"],
    document: ["/config.json"],
    file: [
      "/se/rd/serde",
      "/api/v1/crates/serde/1.0.0/download",
      "/serde-1.0.0.crate",
      "PUT /api/v1/crates/new",
    ],
  },
  composer: {
    content: ["/"],
    document: ["/packages.json", "/p2/acme/app.json", "/p2/acme/login~dev.json"],
    file: ["/dists/acme/app/1.0/abcdef.zip", "/archives/acme-app"],
    receipt: ["POST /downloads"],
  },
  conan: {
    document: [
      "/v2/conans/search",
      "/v2/conans/app/1.0/_/_/latest",
      "/v2/conans/app/1.0/_/_/revisions/r1/files",
    ],
    file: [
      "/v1/ping",
      "/v2/users/authenticate",
      "/v2/conans/app/1.0/_/_/revisions/r1/files/conanfile.py",
      "/v2/conans/app/1.0/_/_/revisions/r1/files/conan_export.tgz",
    ],
    content: ["/v2/conans/app/1.0/_/_/revisions/r1/files/metadata/logs/report.html", "/"],
    receipt: ["PUT /v2/conans/app/1.0/_/_/revisions/r1/files/conanfile.py"],
  },
  conda: {
    document: [
      "/conda-forge/noarch/repodata.json",
      "/main/linux-64/current_repodata.json.zst",
      "/main/channeldata.json",
    ],
    file: [
      "/main/linux-64/zlib-1.3.1-h1.conda",
      "/main/noarch/six-1.16.tar.bz2",
      "/main/noarch/repodata_shards.msgpack.zst",
      "/main/noarch/shards/0a1b.msgpack.zst",
      "/main/noarch/repodata.jlap",
    ],
    content: ["/main/noarch/index.html", "/main/rss.xml", "/", "/main/noarch/"],
    receipt: ["POST /api/channels/main/files"],
  },
  debian: {
    document: ["/dists/bookworm/InRelease", "/dists/bookworm/Release"],
    file: [
      "/dists/bookworm/main/binary-amd64/Packages",
      "/pool/main/z/zlib/zlib1g_1.3_amd64.deb",
      "/pool/z_1.0.dsc",
    ],
    content: ["/doc/FAQ.html", "/pool/main/z/zlib/NEWS", "/", "/dists/bookworm/"],
    receipt: ["PUT /pool/z_1.0.dsc"],
  },
  galaxy: {
    content: ["/", "/ansible/demo/", "/ansible/demo"],
    document: ["/api/", "/ansible/demo/api/", "/api/v3/collections/acme/app/", "/collections/acme/app/"],
    file: ["/download/acme-app-1.0.0.tar.gz", "POST /api/v3/artifacts/collections/"],
  },
  generic: { anything: ["/", "/x.json", "POST /x"] },
  go: {
    content: ["/", "/example.com/app"],
    document: ["/example.com/app/@latest", "/example.com/app/@v/v1.0.0.info"],
    file: [
      "/example.com/app/@v/list",
      "/example.com/app/@v/v1.0.0.mod",
      "/example.com/app/@v/v1.0.0.zip",
      "/sumdb/sum.golang.org/supported",
      "/sumdb/sum.golang.org/lookup/example.com/app@v1.0.0",
    ],
    receipt: ["PUT /example.com/app/@v/v1.0.0.zip"],
  },
  helm: {
    document: ["/index.yaml", "/api/charts"],
    file: ["/charts/app-1.0.0.tgz", "/app-1.0.0.tgz.prov"],
    content: ["/artifacthub-repo.yml", "/"],
    receipt: ["POST /api/charts"],
  },
  hex: {
    content: ["/"],
    document: ["/names", "/versions", "/packages/app"],
    file: ["/tarballs/app-1.0.0.tar", "/api/packages/app", "/public_key", "POST /api/packages/app/releases"],
  },
  huggingface: {
    file: [
      "/api/models/acme/app",
      "/api/models/acme/app/auth-check",
      "POST /acme/app.git/info/lfs/objects/batch",
    ],
    content: ["/acme/app/resolve/main/index.html", "/acme/app/raw/main/README.md", "/", "/acme/app"],
  },
  lfs: {
    file: ["POST /objects/batch", "/locks"],
    content: ["/objects/abcdef"],
    receipt: ["PUT /objects/abcdef"],
  },
  maven: {
    xml: ["/com/acme/app/maven-metadata.xml", "/com/acme/app/1.0/app-1.0.pom"],
    file: [
      "/com/acme/app/1.0/app-1.0.jar",
      "/com/acme/app/1.0/app-1.0.aar",
      "/com/acme/app/1.0/app-1.0.jar.sha1",
      "/com/acme/app/1.0/app-1.0.html.asc",
      "/com/acme/app/1.0/app-1.0.module",
      "/.meta/prefixes.txt",
    ],
    content: [
      "/com/acme/app/1.0/app-1.0-report.html",
      "/com/acme/app/1.0/app-1.0.svg",
      "/com/acme/app",
      "/",
      "/com/acme/app/",
    ],
    receipt: ["PUT /com/acme/app/1.0/app-1.0.jar"],
  },
  npm: {
    content: ["/"],
    document: ["/left-pad", "/@acme%2fapp", "/@acme/app", "/login"],
    file: [
      "/left-pad/-/left-pad-1.3.0.tgz",
      "/login/-/login-1.0.0.tgz",
      "/-/ping",
      "/-/whoami",
      "/-/v1/search",
      "PUT /left-pad",
      "POST /-/v1/login",
    ],
    anything: ["/-/web/login"],
  },
  nuget: {
    xml: ["/v3/index.json", "/v3/registration5/app/index.json", "/FindPackagesById()", "/$metadata"],
    file: ["/v3-flatcontainer/app/1.0.0/app.1.0.0.nupkg", "/package/app/1.0.0"],
    content: ["/v3-flatcontainer/app/1.0.0/license", "/v3-flatcontainer/app/1.0.0/readme.md", "/"],
    receipt: ["PUT /api/v2/package"],
  },
  oci: {
    document: [
      "/v2/acme/app/manifests/latest",
      "/v2/acme/app/tags/list",
      "/token?service=registry&scope=x",
      "/v2/_catalog",
    ],
    file: ["/", "/v2/", "POST /oauth/token"],
    content: ["/v2/acme/app/blobs/sha256:abc", "/harbor/projects"],
    receipt: ["PUT /v2/acme/app/manifests/latest", "POST /v2/acme/app/blobs/uploads/"],
  },
  openai: {
    document: ["/v1/models"],
    file: ["POST /v1/chat/completions", "/v1/batches/b1"],
    content: ["/v1/files/f1/content", "/"],
  },
  pub: {
    content: ["/", "/packages/app"],
    document: ["/api/packages/app"],
    file: ["/packages/app/versions/1.0.0.tar.gz", "/api/packages/app/files/1.0.0"],
    receipt: ["POST /upload"],
  },
  pypi: {
    document: ["/pypi/app/json"],
    file: [
      "/packages/app-1.0-py3-none-any.whl",
      "/packages/app-1.0.tar.gz",
      "/packages/app-1.0-py3-none-any.whl.metadata",
    ],
    links: ["/simple/app/", "/simple/login/"],
    content: ["/docs/app", "/"],
    receipt: ["POST /legacy/"],
  },
  rpm: {
    xml: ["/repodata/repomd.xml", "/repodata/abc-primary.xml.gz", "/metalink"],
    file: ["/Packages/zlib-1.3-1.x86_64.rpm", "/mirrorlist", "/RPM-GPG-KEY-acme"],
    content: ["/images/boot.iso", "/.treeinfo", "/", "/Packages/"],
    receipt: ["PUT /Packages/zlib-1.3-1.x86_64.rpm"],
  },
  rubygems: {
    content: ["/", "/gems/app"],
    document: ["/versions", "/specs.4.8.gz", "/quick/Marshal.4.8/app-1.0.gemspec.rz"],
    file: ["/gems/app-1.0.gem", "/info/app", "/api/v1/gems/app.json", "/names"],
    receipt: ["POST /api/v1/gems"],
  },
  swift: {
    content: ["/"],
    document: ["/acme/app", "/acme/app/1.0.0", "/identifiers"],
    file: ["/acme/app/1.0.0.zip", "/acme/app/1.0.0/Package.swift", "/availability"],
    receipt: ["PUT /acme/app/1.0.0", "POST /login"],
  },
  terraform: {
    document: [
      "/.well-known/terraform.json",
      "/v1/providers/acme/app/versions",
      "/v1/providers/acme/app/1.0.0/download/linux/amd64",
      "/registry.example/acme/app/index.json",
    ],
    file: ["/v1/modules/acme/app/aws/1.0.0/download", "/app_1.0.0_linux_amd64.zip", "/terraform/state/prod"],
    content: ["/modules/app"],
    receipt: ["POST /terraform/state/prod"],
    anything: ["/oauth/authorize?response_type=code&client_id=terraform-cli", "/modules/app?terraform-get=1"],
  },
  vscode: {
    document: ["/api/acme/app"],
    file: ["/acme/app/1.0.0/file/acme.app-1.0.0.vsix", "POST /extensionquery"],
    content: ["/api/acme/app/1.0.0/file/README.md", "/", "/item"],
  },
};

const CASES = FORMAT_NAMES.flatMap((format) =>
  Object.entries(ROWS[format]).flatMap(([expected, requests]) =>
    requests.map((line) => [format, line, expected] as const),
  ),
);

test.each(CASES)("%s: %s is %s", (format, line, expected) => {
  const [, method = "GET", path = "", query = ""] = /^(?:([A-Z]+) )?([^?]*)(\?.*)?$/.exec(line) ?? [];
  expect(clientFormat(format).expected({ ...request(path, {}, method), query })).toBe(expected);
});

describe("by the client's headers alone", () => {
  test.each([
    ["pypi", "/links", PIP, "links"],
    ["npm", "/download/acme/app/1.0.0", { "pacote-req-type": "tarball" }, "file"],
  ] as const)("%s: %s", (format, path, headers, expected) => {
    expect(clientFormat(format).expected(request(path, headers))).toBe(expected);
  });
});
