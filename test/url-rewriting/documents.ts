/** Documents of each format whose URLs clients follow, and what each format leaves alone. */
import type { FormatName } from "../../src/clients/index.ts";

interface Document {
  readonly format: FormatName;
  readonly asked: string;
  readonly method?: string;
  readonly type: string;
  /** `@` is the base of the registry: the origin's in what is received, the gateway's in what is sent. */
  readonly text: string;
}

const HASH = "b".repeat(64);

export const DOCUMENTS: readonly Document[] = [
  {
    format: "npm",
    asked: "/@scope%2fname",
    type: "application/vnd.npm.install-v1+json",
    text: `{"name":"@scope/name","versions":{"1.0.0":{"dist":{"tarball":"@/@scope/name/-/name-1.0.0.tgz","integrity":"sha512-q//8="}}}}`,
  },
  {
    format: "npm",
    asked: "/left-pad/1.0.0",
    type: "application/json; charset=utf-8",
    text: `{"dist":{"tarball":"@/l.tgz"}}`,
  },
  {
    format: "npm",
    asked: "/-/v1/login",
    method: "POST",
    type: "application/json",
    text: `{"loginUrl":"@/-/l/1","doneUrl":"@/-/d/1"}`,
  },
  {
    format: "nuget",
    asked: "/v3/index.json",
    type: "application/json",
    text: `{"version":"3.0.0","resources":[{"@id":"@/v3/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"@/v3/reg/{id-lower}/index.json","@type":"T"}]}`,
  },
  {
    format: "nuget",
    asked: "/api/v2/Packages()",
    type: "application/atom+xml;type=feed;charset=utf-8",
    text: `<feed xml:base="@/api/v2"><entry><content type="application/zip" src="@/api/v2/package/A/1.0.0"/></entry></feed>`,
  },
  {
    format: "composer",
    asked: "/packages.json",
    type: "application/json",
    text: `{"metadata-url":"@/p2/%package%.json","notify-batch":"@/downloads/","mirrors":[{"dist-url":"@/dists/%package%/%reference%.%type%"}]}`,
  },
  {
    format: "composer",
    asked: "/p2/acme/tool.json",
    type: "application/json",
    text: `{"packages":{"acme/tool":[{"dist":{"type":"zip","url":"@/dists/acme/tool.zip"}}]}}`,
  },
  {
    format: "pypi",
    asked: "/simple/acme/",
    type: "text/html; charset=utf-8",
    text: `<!DOCTYPE html><a href="@/files/acme-1.0.tar.gz#sha256=${HASH}">acme-1.0.tar.gz</a>`,
  },
  {
    format: "pypi",
    asked: "/simple/acme/",
    type: "application/vnd.pypi.simple.v1+json",
    text: `{"meta":{"api-version":"1.1"},"files":[{"filename":"acme-1.0.whl","url":"@/files/acme-1.0.whl"}]}`,
  },
  {
    format: "cargo",
    asked: "/index/config.json",
    type: "text/plain",
    text: `{"dl":"@/api/v1/crates","api":"@"}`,
  },
  {
    format: "helm",
    asked: "/index.yaml",
    type: "application/octet-stream",
    text: `apiVersion: v1\nentries:\n  app:\n  - urls:\n    - @/charts/app-1.0.0.tgz\n    version: 1.0.0\n`,
  },
  {
    format: "terraform",
    asked: "/.well-known/terraform.json",
    type: "application/json",
    text: `{"modules.v1":"@/v1/modules/","providers.v1":"@/v1/providers/"}`,
  },
  {
    format: "terraform",
    asked: "/v1/modules/acme/net/aws/1.0.0/download",
    type: "application/json",
    text: `{"location":"@/archives/net.tgz?archive=tgz"}`,
  },
  {
    format: "terraform",
    asked: "/v1/providers/acme/cloud/1.0.0/download/linux/amd64",
    type: "application/json",
    text: `{"filename":"p.zip","download_url":"@/p.zip","shasums_url":"@/SHA256SUMS","shasums_signature_url":"@/SHA256SUMS.sig","shasum":"${HASH}"}`,
  },
  {
    format: "terraform",
    asked: "/mirror/registry.example/acme/cloud/1.0.0.json",
    type: "application/json",
    text: `{"archives":{"linux_amd64":{"url":"@/p.zip"}}}`,
  },
  {
    format: "pub",
    asked: "/api/packages/acme",
    type: "application/vnd.pub.v2+json",
    text: `{"latest":{"archive_url":"@/packages/acme-1.0.0.tar.gz"}}`,
  },
  {
    format: "pub",
    asked: "/api/packages/versions/new",
    type: "application/vnd.pub.v2+json",
    text: `{"url":"@/upload","fields":{}}`,
  },
  {
    format: "lfs",
    asked: "/acme/app.git/info/lfs/objects/batch",
    method: "POST",
    type: "application/vnd.git-lfs+json",
    text: `{"objects":[{"oid":"${HASH}","actions":{"download":{"href":"@/o/1"},"verify":{"href":"@/v/1"}}}]}`,
  },
  {
    format: "huggingface",
    asked: "/acme/model.git/info/lfs/objects/batch",
    method: "POST",
    type: "application/vnd.git-lfs+json",
    text: `{"objects":[{"actions":{"verify":{"href":"@/v"}}}]}`,
  },
  {
    format: "galaxy",
    asked: "/api/v3/collections/acme/tools/versions/1.0.0/",
    type: "application/json",
    text: `{"download_url":"@/download/acme-tools-1.0.0.tar.gz","href":"@/api/"}`,
  },
  {
    format: "galaxy",
    asked: "/api/v2/collections/",
    method: "POST",
    type: "application/json",
    text: `{"task":"@/api/v2/collection-imports/1/"}`,
  },
  {
    format: "vscode",
    asked: "/_apis/public/gallery/extensionquery",
    method: "POST",
    type: "application/json;api-version=3.0-preview.1",
    text: `{"results":[{"extensions":[{"versions":[{"assetUri":"@/a","fallbackAssetUri":"@/f","files":[{"source":"@/s"}]}]}]}]}`,
  },
  { format: "rpm", asked: "/mirrorlist", type: "text/plain", text: "@/one/\n@/two/\n" },
  {
    format: "rpm",
    asked: "/metalink.xml",
    type: "application/metalink+xml",
    text: `<metalink><url protocol="https">@/repodata/repomd.xml</url></metalink>`,
  },
  { format: "debian", asked: "/mirrors.txt", type: "text/plain", text: "@/debian/\tpriority:1\n" },
];

/** What a digest or a signature covers, and what has no URLs to rewrite. */
export const LEFT_ALONE: readonly [format: FormatName, method: string, asked: string, type: string][] = [
  ["npm", "GET", "/left-pad/-/left-pad-1.0.0.tgz", "application/octet-stream"],
  ["npm", "GET", "/-/npm/v1/attestations/left-pad@1.0.0", "application/json"],
  ["npm", "GET", "/-/npm/v1/keys", "application/json"],
  ["npm", "PUT", "/left-pad", "application/json"],
  ["npm", "GET", "/download/left-pad/1.0.0/abc", "application/octet-stream"],
  ["maven", "GET", "/com/acme/app/1.0/app-1.0.pom", "text/xml"],
  ["maven", "GET", "/com/acme/app/maven-metadata.xml", "text/xml"],
  ["maven", "GET", "/com/acme/app/1.0/app-1.0.module", "application/json"],
  ["pypi", "GET", "/files/acme-1.0-py3-none-any.whl", "application/octet-stream"],
  ["pypi", "GET", "/files/acme-1.0-py3-none-any.whl.metadata", "text/html"],
  ["pypi", "GET", "/integrity/acme/1.0/acme-1.0.whl/provenance", "application/vnd.pypi.integrity.v1+json"],
  ["pypi", "POST", "/legacy/", "text/html"],
  ["nuget", "GET", "/v3/flat/acme/1.0.0/acme.1.0.0.nupkg", "application/octet-stream"],
  ["nuget", "GET", "/v3/flat/acme/1.0.0/acme.nuspec", "application/xml"],
  ["composer", "GET", `/p/acme/tool$${HASH}.json`, "application/json"],
  ["composer", "GET", `/p/acme/tool%24${HASH}.json`, "application/json"],
  ["composer", "GET", `/p/${HASH}.json`, "application/json"],
  ["composer", "GET", `/include/all$${"a".repeat(40)}.json`, "application/json"],
  ["composer", "GET", "/dists/acme/tool.zip", "application/zip"],
  ["cargo", "GET", "/index/ac/me/acme", "text/plain"],
  ["cargo", "GET", "/api/v1/crates/acme/1.0.0/download", "application/x-tar"],
  ["helm", "GET", "/charts/app-1.0.0.tgz", "application/gzip"],
  ["helm", "GET", "/charts/app-1.0.0.tgz.prov", "text/plain"],
  ["terraform", "GET", "/p/SHA256SUMS", "text/plain"],
  ["terraform", "GET", "/p/SHA256SUMS.sig", "application/octet-stream"],
  ["terraform", "GET", "/api/v4/projects/1/terraform/state/prod", "application/json"],
  ["terraform", "GET", "/api/v4/projects/1/terraform/state/prod.json", "application/json"],
  ["oci", "GET", "/v2/app/manifests/1.0", "application/vnd.oci.image.manifest.v1+json"],
  ["oci", "GET", "/v2/app/blobs/sha256:abc", "application/json"],
  ["debian", "GET", "/dists/stable/InRelease", "text/plain"],
  ["debian", "GET", "/dists/stable/main/binary-amd64/Packages", "text/plain"],
  ["rpm", "GET", "/repodata/repomd.xml", "application/xml"],
  ["rpm", "GET", "/repodata/primary.xml.gz", "application/xml"],
  ["alpine", "GET", "/x86_64/APKINDEX.tar.gz", "application/octet-stream"],
  ["hex", "GET", "/packages/acme", "application/octet-stream"],
  ["conda", "GET", "/noarch/repodata.json", "application/json"],
  ["conan", "GET", "/v2/conans/search", "application/json"],
  ["go", "GET", "/acme.example/mod/@v/v1.0.0.info", "application/json"],
  ["rubygems", "GET", "/info/acme", "text/plain"],
  ["swift", "GET", "/acme/app", "application/json"],
  ["pub", "GET", "/packages/acme-1.0.0.tar.gz", "application/octet-stream"],
  ["lfs", "GET", "/acme/app.git/gitlab-lfs/objects/abc", "application/octet-stream"],
  ["lfs", "POST", "/acme/app.git/info/lfs/locks", "application/vnd.git-lfs+json"],
  ["galaxy", "GET", "/download/acme-tools-1.0.0.tar.gz", "application/gzip"],
  ["vscode", "GET", "/publishers/acme/vsextensions/app/1.0.0/vspackage", "application/octet-stream"],
  ["vscode", "GET", "/assetbyname/Microsoft.VisualStudio.Code.Manifest", "application/json"],
  ["huggingface", "GET", "/api/models/acme/model", "application/json"],
  ["openai", "POST", "/v1/chat/completions", "application/json"],
  ["anthropic", "POST", "/v1/messages", "application/json"],
  ["generic", "GET", "/api", "application/json"],
];
