/** Refusals as registries send them and the requests that they answer: what a gateway hears and speaks most often. */
import type { FormatName } from "../../src/clients/index.ts";

export interface Refusal {
  readonly name: string;
  readonly format: FormatName;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** GitLab's headers on every refusal. */
const GITLAB = {
  "cache-control": "no-cache",
  "content-security-policy": "default-src 'none'",
  nel: '{"max_age": 0}',
  vary: "Origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "SAMEORIGIN",
  "x-gitlab-meta": '{"correlation_id":"01J8ZK3V5N6Q7R8S9T0A1B2C3D","version":"1"}',
  "x-request-id": "01J8ZK3V5N6Q7R8S9T0A1B2C3D",
  "x-runtime": "0.043371",
  "strict-transport-security": "max-age=63072000",
  "referrer-policy": "strict-origin-when-cross-origin",
  "ratelimit-limit": "2000",
  "ratelimit-observed": "12",
  "ratelimit-remaining": "1988",
} as const;

/** A registry behind a proxy. */
const PLAIN = {
  "cache-control": "no-store",
  date: "Thu, 26 Nov 2026 12:00:00 GMT",
  vary: "accept",
  "x-request-id": "01J8ZK3V5N6Q7R8S9T0A1B2C3D",
} as const;

const AS_JSON = { "content-type": "application/json" } as const;

const NPM = {
  method: "GET",
  path: "/left-pad",
  headers: {
    "user-agent": "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false",
    accept: "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
    authorization: "Bearer 0123456789abcdef",
    "npm-auth-type": "web",
    "npm-command": "install",
    "pacote-version": "21.0.0",
    "pacote-req-type": "packument",
    "pacote-pkg-id": "registry:left-pad",
  },
} as const;

export const REFUSALS: readonly Refusal[] = [
  {
    name: "npm, GitLab's JSON",
    format: "npm",
    request: NPM,
    status: 403,
    headers: { ...GITLAB, ...AS_JSON },
    body: '{"message":"403 Forbidden - Package protected."}',
  },
  {
    name: "npm, npm's own JSON",
    format: "npm",
    request: NPM,
    status: 403,
    headers: { ...PLAIN, ...AS_JSON },
    body: '{"error":"left-pad 1.3.0 is quarantined: ask for an exception at security@packages.example"}',
  },
  {
    name: "npm, problem document",
    format: "npm",
    request: NPM,
    status: 403,
    headers: { ...PLAIN, "content-type": "application/problem+json" },
    body: '{"type":"https://packages.example/errors/quota","title":"Forbidden","status":403,"detail":"The quota of group acme is used up."}',
  },
  {
    name: "maven, GitLab's JSON",
    format: "maven",
    request: {
      method: "GET",
      path: "/com/acme/app/1.0/app-1.0.pom",
      headers: {
        "user-agent": "Apache-Maven/3.9.16 (Java 21.0.8; Linux 6.12)",
        accept: "*/*",
        authorization: "Basic dXNlcjp0b2tlbg==",
      },
    },
    status: 403,
    headers: { ...GITLAB, ...AS_JSON },
    body: '{"message":"403 Forbidden - Package protected."}',
  },
  {
    name: "pypi, GitLab's JSON",
    format: "pypi",
    request: {
      method: "GET",
      path: "/files/app-1.0-py3-none-any.whl",
      headers: { "user-agent": 'pip/26.2.1 {"ci":null,"cpu":"x86_64"}', accept: "*/*" },
    },
    status: 403,
    headers: { ...GITLAB, ...AS_JSON },
    body: '{"message":"403 Forbidden - Package protected."}',
  },
  {
    name: "pypi, text (twine)",
    format: "pypi",
    request: {
      method: "POST",
      path: "/",
      headers: { "user-agent": "twine/7.0.0 CPython/3.11.7", authorization: "Basic dXNlcjp0b2tlbg==" },
    },
    status: 400,
    headers: { ...PLAIN, "content-type": "text/plain; charset=utf-8" },
    body: "File already exists ('app-1.0.tar.gz', with blake2_256 hash '0a1b2c').",
  },
  {
    name: "oci, spec JSON",
    format: "oci",
    request: {
      method: "GET",
      path: "/v2/acme/app/manifests/latest",
      headers: {
        "user-agent": "docker/29.7.2 go/go1.26",
        accept: "application/vnd.oci.image.manifest.v1+json",
      },
    },
    status: 403,
    headers: { ...PLAIN, ...AS_JSON, "docker-distribution-api-version": "registry/2.0" },
    body: '{"errors":[{"code":"DENIED","message":"requested access to the resource is denied","detail":null}]}',
  },
  {
    name: "gem, text",
    format: "rubygems",
    request: {
      method: "GET",
      path: "/gems/left-pad-1.0.gem",
      headers: { "user-agent": "Ruby, RubyGems/3.7.2 x86_64-linux Ruby/3.4.1" },
    },
    status: 403,
    headers: { ...PLAIN, "content-type": "text/plain; charset=utf-8" },
    body: "The gem left-pad 1.0 is blocked by the policy of group acme.",
  },
  {
    name: "generic, problem document",
    format: "generic",
    request: { method: "GET", path: "/x", headers: { "user-agent": "curl/8.5.0", accept: "*/*" } },
    status: 403,
    headers: { ...PLAIN, "content-type": "application/problem+json" },
    body: '{"type":"about:blank","title":"Forbidden","status":403,"detail":"The quota of group acme is used up."}',
  },
];
