/** Files, indexes and the rest. */
import type { Behaviour } from "./behaviour.ts";

const PIP = { "User-Agent": 'pip/26.3 {"installer":{"name":"pip","version":"26.3"}}' };
const APT = { "User-Agent": "Debian APT-HTTP/1.3 (2.6.1)" };
const LFS = { "User-Agent": "git-lfs/3.3.0 (GitHub; linux amd64; go 1.19.8)" };
const LFS_TYPE = { "Content-Type": "application/vnd.git-lfs+json" };
const WHEEL = "/packages/torch-2.9.0-py3-none-any.whl";
const SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ACTIONS =
  '{"transfer":"basic","objects":[{"oid":"a","size":1,"actions":{"download":{"href":"https://storage.example/a?sig=b%2Fc","header":{"Authorization":"RemoteAuth c"},"expires_in":600}}}]}';

export const FILE_BEHAVIOUR: readonly Behaviour[] = [
  {
    behaviour: "the rest of a wheel that broke off is requested, and passes as a part",
    source: "https://github.com/pypa/pip/pull/12991",
    client: "broken-bodies",
    format: "pypi",
    asked: { target: WHEEL, headers: { ...PIP, Range: "bytes=900000000-", "If-Range": '"w"' } },
    answered: {
      status: "206 Partial Content",
      headers: {
        "Content-Range": "bytes 900000000-900000004/900000005",
        ETag: '"w"',
        "Accept-Ranges": "bytes",
      },
      body: "wheel",
    },
  },
  {
    behaviour: "a wheel that has changed since passes in full",
    source: "https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5",
    format: "pypi",
    asked: { target: WHEEL, headers: { ...PIP, Range: "bytes=900000000-", "If-Range": '"w"' } },
    answered: { status: "200 OK", headers: { ETag: '"x"' }, body: "another wheel" },
  },
  {
    behaviour:
      "metadata that an index announces and lacks (PEP 658): pip and uv stop there, which counts as a failure",
    source: "https://github.com/EpicWink/proxpi/issues/23",
    client: "missing-metadata",
    format: "pypi",
    asked: { target: `${WHEEL}.metadata`, headers: PIP },
    answered: { status: "404 Not Found", headers: { "Content-Type": "text/plain" }, body: "No such file." },
    through: { words: "No such file.", category: "not_found" },
  },
  {
    behaviour: "an index by its digest passes byte for byte",
    source: "https://wiki.debian.org/DebianRepository/Format",
    format: "debian",
    asked: { target: `/dists/stable/main/binary-amd64/by-hash/SHA256/${SHA256}`, headers: APT },
    answered: {
      status: "200 OK",
      headers: { "Content-Type": "application/x-xz" },
      body: Buffer.from([0xfd, 0x37, 0x7a]),
    },
  },
  {
    behaviour: "one that is gone is 404, and apt requests it by its name",
    source: "https://wiki.debian.org/DebianRepository/Format",
    format: "debian",
    asked: { target: `/dists/stable/main/binary-amd64/by-hash/SHA256/${SHA256}`, headers: APT },
    answered: { status: "404 Not Found", headers: { "Content-Type": "text/plain" }, body: "No such file." },
    through: { words: "No such file.", category: null },
  },
  {
    behaviour: "an index diff (pdiff) passes byte for byte",
    source: "https://wiki.debian.org/DebianRepository/Format",
    format: "debian",
    asked: {
      target: "/dists/sid/main/binary-amd64/Packages.diff/T-2026-11-26-0203.08-F-2026-11-25-1403.10.gz",
      headers: APT,
    },
    answered: {
      status: "200 OK",
      headers: { "Content-Type": "application/x-gzip" },
      body: Buffer.from([0x1f, 0x8b, 8, 0]),
    },
  },
  {
    behaviour: "git-lfs gets an object's URL unchanged, with the headers to send there",
    source: "https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md",
    format: "lfs",
    asked: { method: "POST", target: "/objects/batch", headers: { ...LFS, ...LFS_TYPE }, body: "{}" },
    answered: { status: "200 OK", headers: LFS_TYPE, body: ACTIONS },
  },
  {
    behaviour: "Terraform's X-Terraform-Get passes in an answer without content",
    source: "https://developer.hashicorp.com/terraform/internals/module-registry-protocol",
    format: "terraform",
    asked: { target: "/v1/modules/a/b/c/1.0.0/download", headers: { "User-Agent": "Terraform/1.12.2" } },
    answered: {
      status: "204 No Content",
      headers: { "X-Terraform-Get": "git::https://git.example/a.git?ref=v1" },
    },
  },
  {
    behaviour: "X-Terraform-Get to the origin itself leads to the gateway",
    source: "https://developer.hashicorp.com/terraform/internals/module-registry-protocol",
    format: "terraform",
    asked: { target: "/v1/modules/a/b/c/1.0.1/download", headers: { "User-Agent": "Terraform/1.12.2" } },
    answered: {
      status: "204 No Content",
      headers: { "X-Terraform-Get": "{origin}/files/c.zip?archive=zip" },
    },
    through: { headers: { "X-Terraform-Get": "{gateway}/files/c.zip?archive=zip" } },
  },
  {
    behaviour: "matrix parameters and quoted values in them stay",
    source:
      "https://jfrog.com/help/r/jfrog-artifactory-documentation/using-properties-in-deployment-and-resolution",
    format: "maven",
    asked: {
      method: "PUT",
      target: "/org/a/1/a-1.jar;build.name=%22a%20b%22;qa='x,y';status=",
      headers: { "User-Agent": "Apache-Maven/3.9.16" },
      body: "jar",
    },
    answered: { status: "201 Created", headers: { Location: "https://other.example/org/a/1/a-1.jar" } },
  },
  {
    behaviour: "529 stays 529, so that clients that retry on it still do",
    source: "https://docs.anthropic.com/en/api/errors",
    format: "anthropic",
    asked: { method: "POST", target: "/v1/messages", headers: { "x-api-key": "k" }, body: "{}" },
    answered: {
      status: "529 Overloaded",
      headers: { "Content-Type": "application/json", "Retry-After": "7" },
      body: '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"r"}',
    },
    through: { category: "overloaded" },
  },
  {
    behaviour: "several X-Forwarded-Host of earlier proxies become one at the origin: the gateway's",
    source: "https://github.com/verdaccio/verdaccio/issues/695",
    format: "npm",
    asked: {
      target: "/left-pad",
      headers: { "X-Forwarded-Host": "first.example, second.example", "X-Forwarded-Proto": "https, http" },
    },
    answered: { status: "200 OK", headers: { "Content-Type": "application/json" }, body: "{}" },
  },
];
