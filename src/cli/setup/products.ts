/**
 * How to recognise a registry's product: one request for each, and what only that product has in its answer. Pure.
 * Verified with Verdaccio 6.10, distribution 3.1, devpi-server 6.20, Pulp 3.123 and Gitea; for the others, from documentation and source.
 */
import * as v from "valibot";
import type { FormatName } from "../../clients/index.ts";
import type { PresetName } from "../../config/presets/index.ts";
import { parseJson } from "../../text/json.ts";

export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A product with a preset, or one that serves a single format. */
export type Found =
  | { readonly kind: "product"; readonly preset: PresetName }
  | { readonly kind: "format"; readonly name: string; readonly format: FormatName };

export interface Sign {
  readonly found: Found;
  /** Below the registry's URL. */
  readonly path: string;
  isShownBy(answer: Shown): boolean;
}

const PULP_STATUS = v.object({ versions: v.array(v.object({ component: v.string() })) });

/** The order matters: Forgejo answers Gitea's request too, and most products serve containers under `/v2/`. */
export const SIGNS: readonly Sign[] = [
  sign("gitlab", "/api/v4/version", ({ headers }) => headers.has("x-gitlab-meta")),
  sign(
    "artifactory",
    "/artifactory/api/system/ping",
    ({ headers }) =>
      headers.has("x-jfrog-version") || headers.has("x-artifactory-id") || isServer(headers, "Artifactory"),
  ),
  sign("nexus", "/service/rest/v1/status", ({ headers }) => isServer(headers, "Nexus")),
  // For a Nexus behind a proxy that sets its own `Server`; Nexus's error pages have this title too.
  sign("nexus", "/", ({ body }) => /<title>[^<]*Nexus Repository[^<]*<\/title>/.test(body)),
  sign("harbor", "/api/v2.0/ping", ({ status, body }) => status === 200 && /^"?Pong"?$/.test(body.trim())),
  sign("forgejo", "/api/forgejo/v1/version", hasVersion),
  sign("gitea", "/api/v1/version", (answer) => hasVersion(answer) || isClosed(answer)),
  sign("pulp", "/pulp/api/v3/status/", hasPulpCore),
  // Version 6 sends `X-Powered-By: hidden` unless `user_agent` is set.
  sign(
    "verdaccio",
    "/",
    ({ headers, body }) =>
      (headers.get("x-powered-by") ?? "").startsWith("verdaccio") || body.includes("/-/static/ui-options.js"),
  ),
  // GitHub Pages sends that header too, behind Fastly.
  sign(
    "github",
    "/",
    ({ headers }) => headers.has("x-github-request-id") && !headers.has("x-fastly-request-id"),
  ),
  {
    found: { kind: "format", name: "devpi", format: "pypi" },
    path: "/",
    isShownBy: ({ headers }) => headers.has("x-devpi-server-version"),
  },
  {
    found: { kind: "format", name: "a container registry", format: "oci" },
    path: "/v2/",
    isShownBy: ({ headers }) => headers.get("docker-distribution-api-version") === "registry/2.0",
  },
];

/** Products whose hosts are all in one domain. */
export function productOfHost(host: string): PresetName | null {
  if (/\.d\.codeartifact\.[a-z0-9-]+\.amazonaws\.com$/.test(host)) return "codeartifact";
  return /(?:^|\.)cloudsmith\.(?:io|com)$/.test(host) ? "cloudsmith" : null;
}

/**
 * Whether Cloudflare Access answers instead of the registry: it redirects to its sign-in, or refuses if it lets in only service
 * tokens (developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens).
 */
export function isAccess({ status, headers }: Pick<Shown, "status" | "headers">): boolean {
  const location = headers.get("location") ?? "";
  if (status >= 300 && status < 400)
    return (
      /^https:\/\/[\w-]+\.cloudflareaccess\.com\//.test(location) || /\/cdn-cgi\/access\//.test(location)
    );
  const isRefusal = status === 401 || status === 403;
  return isRefusal && (headers.has("cf-access-domain") || headers.has("cf-access-aud"));
}

function sign(preset: PresetName, path: string, isShownBy: Sign["isShownBy"]): Sign {
  return { found: { kind: "product", preset }, path, isShownBy };
}

function isServer(headers: Headers, name: string): boolean {
  return (headers.get("server") ?? "").startsWith(`${name}/`);
}

function hasVersion({ status, body }: Shown): boolean {
  const answer = parseJson(body);
  return status === 200 && typeof answer === "object" && answer !== null && "version" in answer;
}

/** Pulp answers this without a sign-in (pulp/pulpcore: app/views/status.py). */
function hasPulpCore({ status, body }: Shown): boolean {
  const answer = v.safeParse(PULP_STATUS, parseJson(body));
  return (
    status === 200 && answer.success && answer.output.versions.some(({ component }) => component === "core")
  );
}

/** Gitea's and Forgejo's only answer before a sign-in with `REQUIRE_SIGNIN_VIEW` (go-gitea/gitea: routers/api/v1/api.go). */
function isClosed({ status, body }: Shown): boolean {
  return status === 403 && body.includes("Only signed in user is allowed to call APIs");
}
