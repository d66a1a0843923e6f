/** Which requests only check whether something exists, so that a 404 is an answer. */
import { describe, expect, test } from "vitest";
import type { FormatName } from "../../src/clients/index.ts";
import { isProbe } from "../../src/clients/shared/probe.ts";
import { request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

type Asked = ReturnType<typeof request>;
type Row = readonly [format: FormatName, title: string, request: Asked];

const npm = (command: string, method = "GET", path = "/@acme%2fapp") =>
  request(path, { "user-agent": "npm/11.19.1 node/v24.21.0", "npm-command": command }, method);
const as = (userAgent: string, path: string, method = "GET") =>
  request(path, { "user-agent": userAgent }, method);
const MAVEN = "Apache-Maven/3.9.16 (Java 17.0.9; Linux 6.1)";
const GRADLE = "Gradle/8.7 (Linux;6.1;amd64)";
const POM = "/com/acme/app/1.0/app-1.0.pom";
const FORM = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const DIGEST = "0123456789abcdef".repeat(4);

const PROBES: readonly Row[] = [
  ["generic", "any HEAD", request("/x", {}, "HEAD")],
  ["oci", "a layer before a push", request(`/v2/acme/app/blobs/sha256:${DIGEST}`, {}, "HEAD")],
  ["oci", "a manifest before a push", request("/v2/acme/app/manifests/1.0", {}, "HEAD")],
  ["oci", "referrers", request(`/v2/acme/app/referrers/sha256:${DIGEST}`)],
  ["oci", "the tag in place of referrers", request(`/v2/acme/app/manifests/sha256-${DIGEST}`)],
  ["oci", "cosign's signature", request(`/v2/acme/app/manifests/sha256-${DIGEST}.sig`)],
  ["oci", "a token by POST", request("/jwt/auth", FORM, "POST")],
  ["npm", "the package before its first publish", npm("publish")],
  ["npm", "whether it is public", npm("publish", "GET", "/-/package/@acme%2fapp/visibility")],
  ["npm", "the package before it is removed", npm("unpublish")],
  ["npm", "the report after an install", npm("install", "POST", "/-/npm/v1/security/advisories/bulk")],
  ["npm", "the sign-in in a browser", npm("login", "POST", "/-/v1/login")],
  ["npm", "a token of the CI system", npm("publish", "POST", "/-/npm/v1/oidc/token/exchange/package/app")],
  [
    "npm",
    "pnpm's first publish",
    request("/app", { "user-agent": "pnpm/12.21.0", "npm-command": "publish" }),
  ],
  ["maven", "a checksum", as(MAVEN, `${POM}.sha1`)],
  ["maven", "another checksum", as(GRADLE, `${POM}.sha512`)],
  ["maven", "a signature", as(MAVEN, `${POM}.asc`)],
  ["maven", "the checksum of a signature", as(MAVEN, `${POM}.asc.md5`)],
  ["maven", "the versions before a first deploy", as(MAVEN, "/com/acme/app/maven-metadata.xml")],
  ["maven", "Gradle's metadata", as(GRADLE, "/com/acme/app/1.0/app-1.0.module")],
  ["maven", "prefixes", as("Apache-Maven/4.0.0", "/.meta/prefixes.txt")],
  ["pypi", "a signature", as("pip/26.2.1 {}", "/files/app-1.0.tar.gz.asc")],
  ["composer", "branches", as("Composer/2.10.2", "/p2/acme/app~dev.json")],
  ["conda", "a compressed index", as("conda/26.7.1", "/noarch/repodata.json.zst")],
  ["conda", "a short index", as("conda/26.7.1", "/noarch/current_repodata.json")],
  ["conda", "the index of the client's platform", as("conda/26.7.1", "/linux-64/repodata.json")],
  ["conda", "shards", as("rattler/0.40", "/linux-64/repodata_shards.msgpack.zst")],
  ["conda", "patches", as("mamba/2.3.0", "/linux-64/repodata.jlap")],
  ["debian", "the signed index", as("Debian APT-HTTP/1.3", "/dists/stable/InRelease")],
  ["debian", "a detached signature", as("Debian APT-HTTP/1.3", "/dists/stable/Release.gpg")],
  [
    "debian",
    "a copy by hash",
    as("Debian APT-HTTP/1.3", "/dists/stable/main/binary-amd64/by-hash/SHA256/ab"),
  ],
  ["debian", "diffs", as("Debian APT-HTTP/1.3", "/dists/stable/main/binary-amd64/Packages.diff/Index")],
  ["debian", "a translation", as("Debian APT-HTTP/1.3", "/dists/stable/main/i18n/Translation-de.xz")],
  ["rpm", "zypper's signature", as("ZYpp 17.38", "/repodata/repomd.xml.asc")],
  ["rpm", "zypper's media", as("ZYpp 17.38", "/media.1/media")],
  ["go", "the latest after an empty list", as("Go-http-client/2.0", "/example.com/app/@latest")],
  ["go", "a host as a module", as("Go-http-client/2.0", "/github.com/@v/list")],
  ["go", "an owner as a module", as("Go-http-client/2.0", "/github.com/acme/@v/v1.0.0.info")],
  ["go", "a package as a module", as("Go-http-client/2.0", "/github.com/acme/app/internal/x/@v/list")],
  ["go", "a checksum database", as("Go-http-client/2.0", "/sumdb/sum.example.org/supported")],
  ["helm", "a signature", as("Helm/4.2.4", "/charts/app-1.0.0.tgz.prov")],
  [
    "huggingface",
    "further templates",
    as("hf_hub/1.28.0", "/api/models/acme/app/tree/main/additional_chat_templates"),
  ],
  ["huggingface", "a file", as("hf_hub/1.28.0", "/acme/app/resolve/main/adapter_config.json", "HEAD")],
  ["lfs", "locks before a push", request("/locks/verify", {}, "POST")],
  ["rubygems", "the compact index", as("bundler/2.7.0", "/versions")],
  ["rubygems", "the dependency API", as("bundler/2.7.0", "/api/v1/dependencies")],
  ["conan", "revisions before an upload", as("Conan/2.8.1", "/v2/conans/app/1.0/_/_/revisions")],
  ["galaxy", "the server's root", as("ansible-galaxy/2.19.0", "/")],
  ["galaxy", "the root of one of a server's repositories", as("ansible-galaxy/2.19.0", "/ansible/demo/")],
  ["swift", "a repository's identifiers", request("/identifiers", {}, "GET", "?url=https://example.com/a")],
  ["vscode", "an update", request("/vscode/acme/app/latest")],
  ["vscode", "the registry's version", request("/api/version")],
  ["vscode", "a limit for uploads", request("/api/-/size-limit")],
];

const NO_PROBES: readonly Row[] = [
  ["oci", "a manifest", request("/v2/acme/app/manifests/1.0")],
  ["oci", "a layer", request(`/v2/acme/app/blobs/sha256:${DIGEST}`)],
  ["oci", "an upload", request("/v2/acme/app/blobs/uploads/", {}, "POST")],
  ["oci", "a PUT of a manifest", request(`/v2/acme/app/manifests/sha256-${DIGEST}`, {}, "PUT")],
  ["npm", "a package to install", npm("install")],
  ["npm", "the publish itself", npm("publish", "PUT")],
  ["npm", "a tarball", npm("publish", "GET", "/app/-/app-1.0.0.tgz")],
  ["npm", "the report that the user requested", npm("audit", "POST", "/-/npm/v1/security/advisories/bulk")],
  ["npm", "a package for a client without npm-command", request("/app", { "user-agent": "yarn/1.22.22" })],
  ["maven", "an artifact", as(MAVEN, "/com/acme/app/1.0/app-1.0.jar")],
  ["maven", "a POM", as(MAVEN, POM)],
  ["maven", "a PUT of a checksum", as(MAVEN, `${POM}.sha1`, "PUT")],
  ["maven", "the versions of a range", as(GRADLE, "/com/acme/app/maven-metadata.xml")],
  ["pypi", "a project", as("pip/26.2.1 {}", "/simple/app/")],
  ["pypi", "a file", as("pip/26.2.1 {}", "/files/app-1.0-py3-none-any.whl")],
  [
    "pypi",
    "the metadata that an index has promised",
    as("pip/26.2.1 {}", "/files/app-1.0-py3-none-any.whl.metadata"),
  ],
  ["composer", "versions", as("Composer/2.10.2", "/p2/acme/app.json")],
  ["cargo", "a crate", as("cargo/1.95.0", "/le/ft/left-pad")],
  ["conda", "the index that has to exist", as("conda/26.7.1", "/noarch/repodata.json")],
  ["conda", "a package", as("conda/26.7.1", "/linux-64/app-1.0-0.conda")],
  ["debian", "the index that has to exist", as("Debian APT-HTTP/1.3", "/dists/stable/Release")],
  ["debian", "a package", as("Debian APT-HTTP/1.3", "/pool/main/a/app/app_1.0_amd64.deb")],
  ["rpm", "the index", as("ZYpp 17.38", "/repodata/repomd.xml")],
  ["rpm", "a signature that dnf was told to check", as("libdnf", "/repodata/repomd.xml.asc")],
  ["go", "a module's versions", as("Go-http-client/2.0", "/github.com/acme/app/@v/list")],
  ["go", "a version", as("Go-http-client/2.0", "/github.com/acme/app/v2/@v/v2.0.0.zip")],
  ["go", "a module of another host", as("Go-http-client/2.0", "/go.example.com/a/b/c/@v/list")],
  ["go", "a path that is no module", as("Go-http-client/2.0", "/proxy/app/@v/list")],
  ["go", "a sum", as("Go-http-client/2.0", "/sumdb/sum.example.org/lookup/a.b/c@v1.0.0")],
  ["helm", "a chart", as("Helm/4.2.4", "/charts/app-1.0.0.tgz")],
  ["huggingface", "a file", as("hf_hub/1.28.0", "/acme/app/resolve/main/config.json")],
  ["lfs", "objects", request("/objects/batch", {}, "POST")],
  ["rubygems", "the index that has to exist", as("bundler/2.7.0", "/specs.4.8.gz")],
  ["rubygems", "a gem", as("bundler/2.7.0", "/gems/app-1.0.gem")],
  ["conan", "the latest revision", as("Conan/2.8.1", "/v2/conans/app/1.0/_/_/latest")],
  ["galaxy", "a collection", as("ansible-galaxy/2.19.0", "/api/v3/collections/acme/app/")],
  ["galaxy", "a collection of a repository", as("ansible-galaxy/2.19.0", "/demo/v3/collections/acme/app/")],
  ["galaxy", "a collection, its version in the route", as("ansible-galaxy/2.19.0", "/collections/acme/app/")],
  ["galaxy", "the API of a repository", as("ansible-galaxy/2.19.0", "/ansible/demo/api/")],
  ["galaxy", "a file", as("ansible-galaxy/2.19.0", "/download/acme-app-1.0.0.tar.gz")],
  ["swift", "a release", request("/acme/app/1.0.0")],
  ["nuget", "a package", request("/v3-flatcontainer/app/index.json")],
  ["alpine", "the index", request("/main/x86_64/APKINDEX.tar.gz")],
];

describe("a probe", () => {
  test.each(PROBES)("%s: %s", async (format, _, asked) =>
    expect(isProbe(await clientFormat(format), asked)).toBe(true),
  );
});

describe("not a probe", () => {
  test.each(NO_PROBES)("%s: %s", async (format, _, asked) =>
    expect(isProbe(await clientFormat(format), asked)).toBe(false),
  );
});
